import type { FieldsBody, FieldView, WorkflowView, WorkItemView } from '@kept/contracts';
import { valueInWords } from '../../../forms/field-values.js';
import { entryName } from './record-entries.js';

/** A field as the item's page shows it: with its value, or as the gap that the server names. */
export interface ShownField {
  field: FieldView;
  value: FieldsBody[string] | undefined;
  gap: string | null;
}

/** Fields with a value, and those that were asked for in vain; fields that nobody has asked for yet are left out. */
export function shownFields(item: WorkItemView, workflow: WorkflowView): ShownField[] {
  return workflow.fields.flatMap((field) => {
    const value = item.fields[field.key];
    const gap = item.gaps?.find((each) => each.field === field.key)?.text ?? null;
    return valueInWords(field, value) === null && gap === null ? [] : [{ field, value, gap }];
  });
}

/**
 * What is missing or open, for the top of the page. Entries that have a date of their own to be answered by are no gaps
 * one by one: their kind is named once, with those that are open.
 */
export function gapsInWords(item: WorkItemView, workflow: WorkflowView): string[] {
  const dated = workflow.records.filter((kind) => item.deadlines.some(({ record }) => record === kind.key));
  const isDated = ({ field }: { field: string }) => dated.some(({ key }) => field.startsWith(`${key}.`));
  const gaps = item.gaps ?? [];
  const told = gaps.filter((gap) => !isDated(gap)).map(({ text }) => text);
  return [...told, ...dated.flatMap((kind) => openOf(kind, item, gaps))];
}

function openOf(kind: WorkflowView['records'][number], item: WorkItemView, gaps: readonly { field: string }[]) {
  const open = (item.records[kind.key] ?? []).filter(({ no }) =>
    gaps.some(({ field }) => field === `${kind.key}.${no}`),
  );
  const names = open.map((entry) => entryName(kind, entry)).join('; ');
  return open.length === 0 ? [] : [`${kind.label}: ${open.length} still open (${names}).`];
}
