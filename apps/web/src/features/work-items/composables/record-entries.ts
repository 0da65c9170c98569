import type { DeadlineView, FieldView, WorkflowView, WorkItemView } from '@kept/contracts';
import { valueInWords } from '../../../forms/field-values.js';

export type RecordKind = WorkflowView['records'][number];
export type RecordEntry = NonNullable<WorkItemView['records'][string]>[number];

/** Kinds that the machine writes, and that have a part of the page to themselves. */
export const ownSections: readonly string[] = ['escalations', 'eligibility'];

/** What an entry still leaves open: the answer to an undertaking, the day on which something was given. */
export function emptyFields(kind: RecordKind, entry: RecordEntry): FieldView[] {
  return kind.fields.filter(({ key }) => entry.fields[key] === undefined || entry.fields[key] === null);
}

/** The date by which an entry is to be answered, where its kind has such a limit and the entry has begun it. */
export function deadlineOf(item: WorkItemView, kind: string, no: number): DeadlineView | undefined {
  return item.deadlines.find(({ record, occurrence }) => record === kind && occurrence === no);
}

/** What an entry is called beside others: its first words (the school that was asked), else its number. */
export function entryName(kind: RecordKind, entry: Pick<RecordEntry, 'no' | 'fields'>): string {
  const level = entry.fields['level'];
  if (kind.key === 'escalations' && typeof level === 'number') return `Level ${level}`;
  const named = kind.fields.find(({ type, key }) => type === 'text' && typeof entry.fields[key] === 'string');
  return (named && valueInWords(named, entry.fields[named.key])) ?? `Entry ${entry.no}`;
}
