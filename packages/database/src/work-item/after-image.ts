import type { FieldDefinition, Fields, RecordEntry, WorkItem, WorkflowDefinition } from '@kept/domain';
import type { Row } from './rows.js';

type Definitions = Readonly<Record<string, FieldDefinition>>;

/**
 * The item as it stands after the event; the as-at report reads nothing else. It can never be taken back, and has more
 * readers than some of its fields, so what a field keeps from some (`visibleTo`) is not in it. Who could see the item
 * stands beside, so that its history shows nobody what was then out of their sight.
 */
export function afterImage(item: WorkItem, definition: WorkflowDefinition): Row {
  const { title, state, level, closed, exempt, restrictedTo, hiddenFrom, ownerPost, contributors, nextDueOn } = item;
  return {
    title,
    state,
    level,
    closed,
    exempt,
    restrictedTo,
    hiddenFrom,
    ownerPost,
    contributors,
    fields: openFields(item.fields, definition.fields),
    records: openRecords(item.records, definition.records),
    nextDueOn,
    deadlines: item.deadlines.map(({ key, occurrence, dueOn, metOn, status }) => ({
      key,
      occurrence,
      dueOn,
      metOn,
      status,
    })),
  };
}

/** The very fields where none is kept from anybody, else a copy without those that are. */
function openFields(fields: Fields, definitions: Definitions): Fields {
  const isKept = (key: string) => definitions[key]?.visibleTo !== undefined;
  if (!Object.keys(fields).some(isKept)) return fields;
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !isKept(key)));
}

function openRecords(records: WorkItem['records'], definitions: WorkflowDefinition['records']): Row {
  const open = (kind: string, entries: readonly RecordEntry[]) =>
    entries.map(({ no, fields }) => ({ no, fields: openFields(fields, definitions[kind]?.fields ?? {}) }));
  return Object.fromEntries(Object.entries(records).map(([kind, entries]) => [kind, open(kind, entries)]));
}
