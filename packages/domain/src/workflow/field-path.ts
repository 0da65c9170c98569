import type { FieldValue, Fields } from '../work-item/work-item.js';
import type { FieldDefinition, LimitUse } from './definition.js';

/** The value at a field's key or at a part of a decision: `screenedOn`, `formalDecision.date`. Absent is null. */
export function readField(fields: Fields, path: string): Exclude<FieldValue, object> | null {
  const [key = '', part] = path.split('.');
  const value = fields[key] ?? null;
  if (value === null || typeof value !== 'object') return part === undefined ? value : null;
  if (part === 'body' || part === 'date' || part === 'reference') return value[part];
  return value.reference;
}

/** Is something there? Null, absent and blank text are nothing. */
export function isSet(value: FieldValue | undefined): boolean {
  if (value === undefined || value === null) return false;
  return typeof value !== 'string' || value.trim() !== '';
}

/** The type found at a path, or undefined where the definition has no such field. */
export function typeAt(
  fields: Readonly<Record<string, FieldDefinition>>,
  path: string,
): FieldDefinition['type'] | undefined {
  const [key = '', part] = path.split('.');
  const type = fields[key]?.type;
  if (part === undefined) return type;
  if (type !== 'decision') return undefined;
  if (part === 'date') return 'date';
  return part === 'body' || part === 'reference' ? 'text' : undefined;
}

/** The key that a limit's deadline carries: `triage`, `cla-review-first`, `formalDecision-date`. */
export function limitKey(use: LimitUse): string {
  return use.local ?? use.rule ?? (use.on ?? '').replaceAll('.', '-');
}
