import type { Condition, WorkflowDefinition } from '../workflow/definition.js';
import { isSet } from '../workflow/field-path.js';
import { missingField } from './check-fields.js';
import { useOf } from './limits-of-item.js';
import type { Fields, Missing, WorkItem } from './work-item.js';

/**
 * The fields by which a transition of this item's past chose its way. To edit one would leave the item where it does not
 * belong: a card that was triaged as collective does not become a personal matter in the sight of everybody.
 */
export function decidedFields(item: WorkItem, { transitions }: WorkflowDefinition): ReadonlySet<string> {
  const read = Object.keys(item.doneBy).flatMap((key) => transitions[key]?.to.flatMap(({ when }) => when) ?? []);
  return new Set(read.flatMap(fieldsOf));
}

/** What is wrong with emptying fields that a transition of the past needed, or that met a limit. */
export function emptiedNeeds(item: WorkItem, values: Fields, definition: WorkflowDefinition): Missing[] {
  const emptied = Object.keys(values).filter((key) => !isSet(values[key]) && isSet(item.fields[key]));
  if (emptied.length === 0) return [];
  const kept = new Set([...neededFields(item, definition), ...meetingFields(item, definition)]);
  return emptied.flatMap((key) => {
    const field = definition.fields[key];
    return field && kept.has(key) ? [missingField(key, field)] : [];
  });
}

function neededFields(item: WorkItem, { transitions }: WorkflowDefinition): string[] {
  return Object.keys(item.doneBy).flatMap(
    (key) => transitions[key]?.needs.flatMap((need) => (need.kind === 'field' ? [need.field] : [])) ?? [],
  );
}

/** Fields whose being set met a limit. */
function meetingFields(item: WorkItem, definition: WorkflowDefinition): string[] {
  return item.deadlines
    .filter((deadline) => deadline.status === 'met')
    .flatMap((deadline) => useOf(deadline, item.state, definition)?.metBy ?? []);
}

function fieldsOf(condition: Condition): string[] {
  if (condition.kind === 'all' || condition.kind === 'any') return condition.of.flatMap(fieldsOf);
  if (condition.kind !== 'field' && condition.kind !== 'meeting-held') return [];
  return [condition.field.split('.')[0] ?? ''];
}
