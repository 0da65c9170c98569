import type { FieldDefinition, WorkflowDefinition } from '../workflow/definition.js';
import { recordOf } from './engine-records.js';
import type { Fields, WorkItem } from './work-item.js';

/** Another item that a field names by its reference. */
export interface NamedItem {
  field: string;
  reference: string;
}

/** The items that a change newly names, in fields of type `item` and in records; what was named before is not asked again. */
export function newlyNamedItems(
  after: WorkItem,
  before: WorkItem | null,
  definition: WorkflowDefinition,
): readonly NamedItem[] {
  const known = before === null ? [] : namedIn(before, definition);
  return namedIn(after, definition).filter(
    ({ field, reference }) => !known.some((each) => each.field === field && each.reference === reference),
  );
}

function namedIn({ fields, records }: WorkItem, definition: WorkflowDefinition): NamedItem[] {
  return [
    ...namedBy(fields, definition.fields),
    ...Object.entries(records).flatMap(([kind, entries]) =>
      entries.flatMap((entry) => namedBy(entry.fields, recordOf(definition, kind)?.fields ?? {})),
    ),
  ];
}

function namedBy(values: Fields, fields: Readonly<Record<string, FieldDefinition>>): NamedItem[] {
  return Object.entries(fields).flatMap(([field, { type }]) => {
    const reference = values[field];
    return type === 'item' && typeof reference === 'string' ? [{ field, reference }] : [];
  });
}
