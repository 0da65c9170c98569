import { allHold, type Situation } from '../workflow/conditions.js';
import type { Need, TransitionDefinition, WorkflowDefinition } from '../workflow/definition.js';
import { isSet } from '../workflow/field-path.js';
import { missingField, missingRequired, withDefaults } from './check-fields.js';
import type { Facts, Fields, Missing, WorkItem } from './work-item.js';

/** What a transition is given: fields already merged into the item's, the record that it adds, and the rest. */
export interface Given {
  fields: Fields;
  added: Fields;
  ownerPost: string | null;
  reason: string | null;
}

/** Everything a transition needs and does not have, each with a plain sentence. */
export function missingNeeds(transition: TransitionDefinition, item: WorkItem, given: Given, facts: Facts): Missing[] {
  const needed = transition.needs.flatMap((need) => missingNeed(need, item, given, facts));
  const record = transition.adds === undefined ? undefined : facts.definition.records[transition.adds];
  if (!record) return needed;
  return [...needed, ...missingRequired(withDefaults(given.added, record.fields, facts), record.fields)];
}

/** What is missing, each field once: what is not there is not told to be wrong as well. */
export function oncePerField(missing: readonly Missing[]): Missing[] {
  return missing.filter((each, place) => missing.findIndex(({ field }) => field === each.field) === place);
}

/** What must hold beyond the form and does not, each with the sentence of the definition. */
export function unmetRequirements(transition: TransitionDefinition, situation: Situation): Missing[] {
  return (transition.requires ?? [])
    .filter(({ that }) => !allHold(that, situation))
    .map(({ field, text }) => ({ field, text }));
}

function missingNeed(need: Need, item: WorkItem, given: Given, facts: Facts): Missing[] {
  switch (need.kind) {
    case 'field':
      return missingValue(need.field, given.fields, facts.definition);
    case 'ownerPost':
      return given.ownerPost === null ? [{ field: 'ownerPost', text: 'Choose the post that owns it.' }] : [];
    case 'reason':
      return isSet(given.reason) ? [] : [{ field: 'reason', text: 'Give the reason.' }];
    case 'evidence':
      return missingEvidence(need.count, item);
    case 'second-person':
      return missingSecondPerson(item, facts);
  }
}

function missingValue(key: string, fields: Fields, definition: WorkflowDefinition): Missing[] {
  const field = definition.fields[key];
  return field && !isSet(fields[key]) ? [missingField(key, field)] : [];
}

function missingEvidence(count: number, item: WorkItem): Missing[] {
  const lacking = count - item.evidence.length;
  if (lacking <= 0) return [];
  const pieces = lacking === 1 ? 'a piece of evidence' : `${lacking} more pieces of evidence`;
  return [{ field: 'evidence', text: `Add ${pieces}: a note, a link or a file.` }];
}

/** Whoever brought the item into its present state may not be the one to take it on. */
function missingSecondPerson(item: WorkItem, facts: Facts): Missing[] {
  const { actor, definition } = facts;
  if (actor.kind !== 'person') return [];
  const ledHere = Object.entries(definition.transitions)
    .filter(([, transition]) => transition.to.some((target) => target.state === item.state))
    .map(([key]) => item.doneBy[key]);
  if (!ledHere.includes(actor.personId)) return [];
  return [{ field: 'secondPerson', text: 'Somebody else than the person who brought it here must do this.' }];
}
