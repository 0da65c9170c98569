import type { StateDefinition, WorkflowDefinition } from '../workflow/definition.js';
import type { Facts, WorkItem } from './work-item.js';

/**
 * Who alone may see an item in a restricted state: the owner post, the posts that its fields name, and the person who
 * moved it there. It ends when the item moves to another open state; a closed item stays restricted, and so does one that
 * pauses, so that the text of a personal matter never comes into view by its being settled, withdrawn or put off.
 */
export function restrictionOf(after: WorkItem, before: WorkItem, facts: Facts): WorkItem['restrictedTo'] {
  const { definition, actor } = facts;
  const state = definition.states[after.state];
  if (!state?.restricted && !(keepsSight(state) && before.restrictedTo !== null)) return null;
  const named = Object.entries(definition.fields)
    .filter(([, field]) => field.type === 'post')
    .map(([key]) => after.fields[key])
    .filter((post) => typeof post === 'string');
  const mover = actor.kind === 'person' && after.state !== before.state ? [actor.personId] : [];
  return {
    posts: [...new Set([after.ownerPost, ...named])],
    people: [...new Set([...(before.restrictedTo?.people ?? []), ...mover])],
  };
}

/** The end and a pause show nobody what was kept from them before. */
function keepsSight(state: StateDefinition | undefined): boolean {
  return state?.final === true || state?.pauses === true;
}

/**
 * The roles that do not see an item in its new state. What was hidden stays hidden at the end: a card that is withdrawn
 * before anybody screened it never comes into view. A pause brings nothing into view either.
 */
export function hiddenFromIn(
  state: string,
  before: WorkItem['hiddenFrom'],
  definition: WorkflowDefinition,
): WorkItem['hiddenFrom'] {
  const entered = definition.states[state];
  const hiddenFrom = entered?.hiddenFrom ?? [];
  return keepsSight(entered) ? [...new Set([...before, ...hiddenFrom])] : hiddenFrom;
}
