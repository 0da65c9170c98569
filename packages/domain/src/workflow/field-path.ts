import type { FieldValue, Fields } from '../work-item/work-item.js';
import type { FieldDefinition, LimitOrigin, LimitUse, RecordLimit } from './definition.js';

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

/** The limit of a record, as a state would use it. */
export function asUse({ rule, local, on }: RecordLimit): LimitUse {
  return {
    ...(rule === undefined ? {} : { rule }),
    ...(local === undefined ? {} : { local }),
    ...(on === undefined ? {} : { on }),
    continues: [],
    reminders: [],
    ignoresQuietHours: false,
  };
}

/** Everything that an origin names: date fields, and other deadlines as `deadline:KEY`. */
export function originPaths(origin: LimitOrigin): readonly string[] {
  if ('from' in origin) return [origin.from];
  return 'earliestOf' in origin ? origin.earliestOf : origin.latestOf;
}

/** The key of the deadline that a path of an origin names; null for a field. */
export function deadlineOfOrigin(path: string): string | null {
  return path.startsWith('deadline:') ? path.slice('deadline:'.length) : null;
}

/** The key that a limit's deadline carries: `triage`, `cla-review-first`, `formalDecision-date`. */
export function limitKey(use: LimitUse): string {
  return use.local ?? use.rule ?? (use.on ?? '').replaceAll('.', '-');
}
