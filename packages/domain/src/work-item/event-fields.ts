import type { WorkflowDefinition } from '../workflow/definition.js';
import type { WorkItem } from './work-item.js';

/**
 * What changed between two images of an item, with its new values, as history shows it: title, owner post, fields and
 * new records. Fields kept from some readers (`visibleTo`) are left out, since history has more readers than they.
 * A value taken away is null.
 */
export function shownFields(
  before: WorkItem,
  after: WorkItem,
  definition: WorkflowDefinition,
): Record<string, unknown> {
  return {
    ...(before.title === after.title ? {} : { title: after.title }),
    ...(before.ownerPost === after.ownerPost ? {} : { ownerPost: after.ownerPost }),
    ...changedFields(before, after, definition),
    ...newRecords(before, after),
  };
}

function changedFields(before: WorkItem, after: WorkItem, definition: WorkflowDefinition): Record<string, unknown> {
  const keys = new Set([...Object.keys(before.fields), ...Object.keys(after.fields)]);
  const changed = [...keys].filter(
    (key) =>
      definition.fields[key]?.visibleTo === undefined &&
      JSON.stringify(before.fields[key]) !== JSON.stringify(after.fields[key]),
  );
  return Object.fromEntries(changed.map((key) => [key, after.fields[key] ?? null]));
}

function newRecords(before: WorkItem, after: WorkItem): Record<string, unknown> {
  const grown = Object.entries(after.records).filter(
    ([kind, entries]) => entries.length > (before.records[kind]?.length ?? 0),
  );
  return Object.fromEntries(grown.map(([kind, entries]) => [kind, entries.at(-1)?.fields ?? null]));
}
