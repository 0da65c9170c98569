import { allHold } from '../workflow/conditions.js';
import type { TransitionDefinition } from '../workflow/definition.js';
import { formFields } from '../workflow/form.js';
import { mayWorkOn, standsIn } from './authority.js';
import { checkFields, mergeFields, withDefaults } from './check-fields.js';
import type { TransitionWorkItem } from './commands.js';
import { accept, actorName, eventOf, refuse, refuseMissing, refuseUnknown } from './decision.js';
import { shownFields } from './event-fields.js';
import { missingNeeds, type Given } from './missing-needs.js';
import { assignedNotice } from './notices.js';
import { hiddenFromIn, restrictionOf } from './restriction.js';
import { enterState } from './state-deadlines.js';
import type { Decision, Facts, Fields, Missing, RecordEntry, WorkItem } from './work-item.js';
import { maySee } from './visibility.js';

/** A command split into what it fills: the item's fields, the record that it adds, the owner post, the reason. */
interface Form extends Given {
  values: Fields;
  malformed: readonly Missing[];
  untrue: readonly Missing[];
}

/**
 * Moves an item on. Refused as `unknown` where the actor may not see it, `malformed` for an unknown transition or a
 * field that is not on its form, `forbidden`, `state` where the item stands elsewhere, and `missing` with everything
 * that is not there.
 */
export function transitionWorkItem(item: WorkItem, command: TransitionWorkItem, facts: Facts): Decision {
  const { definition, actor } = facts;
  if (!maySee(item, definition, actor)) return refuseUnknown();
  const transition = Object.hasOwn(definition.transitions, command.transition)
    ? definition.transitions[command.transition]
    : undefined;
  if (!transition) return refuse('malformed', `There is no transition “${command.transition}” in this workflow.`);
  if (!standsIn(transition.by, item, definition, actor))
    return refuse('forbidden', forbiddenWords(item, facts, transition));
  if (!transition.from.includes(item.state)) return refuse('state', stateWords(item, facts, transition));
  const form = readForm(transition, item, command, facts);
  if (form.malformed.length > 0)
    return refuse('malformed', 'Some of what was sent does not belong to this transition.', form.malformed);
  const missing = [...form.untrue, ...withoutUntrue(missingNeeds(transition, item, form, facts), form.untrue)];
  if (missing.length > 0) return refuseMissing(missing);
  return move(item, { command, transition, form }, facts);
}

interface Accepted {
  command: TransitionWorkItem;
  transition: TransitionDefinition;
  form: Form;
}

function move(item: WorkItem, accepted: Accepted, facts: Facts): Decision {
  const { transition, form } = accepted;
  const filled = {
    ...item,
    fields: form.fields,
    ownerPost: form.ownerPost ?? item.ownerPost,
    records: withRecord(item, transition, form, facts),
  };
  const target = transition.to.find((each) => allHold(each.when, { item: filled, added: form.added, facts }));
  if (!target) return refuse('state', 'None of the ways out of this transition is open as things stand.');
  const after = enterState(item, target.state, form.fields, facts);
  if (!after.ok) return refuseMissing([{ field: after.key, text: after.error }]);
  const arrived = { ...filled, state: target.state, deadlines: after.deadlines };
  return arrive(item, arrived, accepted, facts);
}

/** The item in its new state, with everything that follows from having arrived there. */
function arrive(item: WorkItem, arrived: WorkItem, { command, form }: Accepted, facts: Facts): Decision {
  const { definition, actor } = facts;
  const moved: WorkItem = {
    ...arrived,
    enteredAt: arrived.state === item.state ? item.enteredAt : facts.now,
    closed: definition.states[arrived.state]?.final ?? false,
    restrictedTo: restrictionOf(arrived, item, facts),
    hiddenFrom: hiddenFromIn(arrived.state, item.hiddenFrom, definition),
    doneBy: { ...item.doneBy, [command.transition]: actor.kind === 'person' ? actor.personId : actor.name },
  };
  const event = eventOf(facts, {
    type: 'work-item-transitioned',
    from: item.state,
    to: moved.state,
    fields: shownFields(item, moved, definition),
    ...(form.reason === null ? {} : { reason: form.reason }),
  });
  return accept(moved, event, moved.ownerPost === item.ownerPost ? [] : assignedNotice(moved, facts));
}

function readForm(transition: TransitionDefinition, item: WorkItem, command: TransitionWorkItem, facts: Facts): Form {
  const { definition } = facts;
  const { ownerPost, reason, ...rest } = command.fields;
  const record = transition.adds === undefined ? undefined : definition.records[transition.adds];
  const own = new Set(formFields(transition));
  const recordGiven = pick(rest, (key) => record !== undefined && !own.has(key) && Object.hasOwn(record.fields, key));
  const itemGiven = pick(rest, (key) => !(key in recordGiven));
  const onForm = pick(definition.fields, (key) => own.has(key));
  const checked = checkFields(itemGiven, onForm, facts);
  const added = checkFields(recordGiven, record?.fields ?? {}, facts);
  const owner = checkOwner(ownerPost, transition, facts);
  return {
    values: checked.values,
    fields: mergeFields(item.fields, checked.values),
    added: record ? withDefaults(mergeFields({}, added.values), record.fields, facts) : {},
    ownerPost: owner.ownerPost,
    reason: reasonOf(command.reason ?? reason),
    malformed: [...checked.malformed, ...added.malformed, ...owner.malformed],
    untrue: [...checked.untrue, ...added.untrue, ...owner.untrue],
  };
}

/** Blank is none; what is not text is none, and is then missing where a reason is needed. */
function reasonOf(given: unknown): string | null {
  return typeof given === 'string' && given.trim() !== '' ? given : null;
}

function checkOwner(given: unknown, transition: TransitionDefinition, facts: Facts) {
  const nothing = { ownerPost: null, malformed: [], untrue: [] };
  if (given === undefined || given === null || given === '') return nothing;
  const asked = transition.needs.some((need) => need.kind === 'ownerPost');
  if (!asked || typeof given !== 'string') {
    return { ...nothing, malformed: [{ field: 'ownerPost', text: 'The owner post is not on this form.' }] };
  }
  const exists = facts.organisation.posts.some((post) => post.key === given);
  if (exists) return { ...nothing, ownerPost: given };
  return { ...nothing, untrue: [{ field: 'ownerPost', text: 'The owner post does not exist.' }] };
}

function withRecord(item: WorkItem, transition: TransitionDefinition, form: Form, facts: Facts): WorkItem['records'] {
  if (transition.adds === undefined) return item.records;
  const entries = item.records[transition.adds] ?? [];
  const entry: RecordEntry = {
    no: entries.length + 1,
    fields: form.added,
    addedAt: facts.now,
    addedBy: actorName(facts.actor),
  };
  return { ...item.records, [transition.adds]: [...entries, entry] };
}

function withoutUntrue(missing: readonly Missing[], untrue: readonly Missing[]): Missing[] {
  return missing.filter((each) => !untrue.some((other) => other.field === each.field));
}

function pick<T>(from: Readonly<Record<string, T>>, keep: (key: string) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(from).filter(([key]) => keep(key)));
}

function stateWords(item: WorkItem, facts: Facts, transition: TransitionDefinition): string {
  const state = facts.definition.states[item.state]?.label ?? item.state;
  return `“${transition.label}” is not possible while the item is “${state}”.`;
}

function forbiddenWords(item: WorkItem, facts: Facts, transition: TransitionDefinition): string {
  const works = mayWorkOn(item, facts.definition, facts.actor);
  return works
    ? `“${transition.label}” is for somebody else to do: ${transition.by.join(', ')}.`
    : 'You may read this item, not change it.';
}
