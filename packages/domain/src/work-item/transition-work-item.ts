import { allHold } from '../workflow/conditions.js';
import { previousState, type TransitionDefinition } from '../workflow/definition.js';
import { formFields } from '../workflow/form.js';
import { mayWorkOn, standsIn } from './authority.js';
import { checkFields, mergeFields, withDefaults } from './check-fields.js';
import type { TransitionWorkItem } from './commands.js';
import { accept, actorName, eventOf, refuse, refuseMissing, refuseUnknown } from './decision.js';
import { shownFields } from './event-fields.js';
import { evaluated } from './evaluate-item.js';
import { missingNeeds, oncePerField, unmetRequirements, type Given } from './missing-needs.js';
import { assignedNotice } from './notices.js';
import { openItem } from './open-item.js';
import { dateRecord, type Dated } from './record-limits.js';
import { hiddenFromIn, restrictionOf } from './restriction.js';
import { enterState, followAdded } from './state-deadlines.js';
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
  const accepted = { key: command.transition, transition, form };
  const filled = fill(item, accepted, facts);
  const needed = missingNeeds(transition, item, form, facts);
  const unmet = unmetRequirements(transition, { item: filled, added: form.added, facts });
  const missing = oncePerField([...form.untrue, ...needed, ...unmet]);
  if (missing.length > 0) return refuseMissing(missing);
  return move(item, filled, accepted, facts);
}

/**
 * The transition that follows of itself from a record that was just added (consent taken back ends a search), in the
 * same change. Null where none does, or where what it requires does not hold: then the record stands alone.
 */
export function followTransition(
  before: WorkItem,
  item: WorkItem,
  { kind, entry }: { kind: string; entry: RecordEntry },
  facts: Facts,
): Decision | null {
  const situation = { item, added: entry.fields, facts };
  const found = Object.entries(facts.definition.transitions).find(
    ([, each]) =>
      each.follows?.record === kind &&
      each.from.includes(item.state) &&
      allHold(each.follows.when, situation) &&
      unmetRequirements(each, situation).length === 0,
  );
  if (!found) return null;
  const [key, transition] = found;
  const form: Form = {
    values: {},
    fields: item.fields,
    added: entry.fields,
    ownerPost: null,
    reason: null,
    malformed: [],
    untrue: [],
  };
  const moved = move(before, item, { key, transition, form }, facts);
  return moved.allowed || moved.refusal.kind !== 'state' ? moved : null;
}

interface Accepted {
  key: string;
  transition: TransitionDefinition;
  form: Form;
}

/** The item with the form, the record that the transition adds, and what was found out of its eligibility. */
function fill(item: WorkItem, { key, transition, form }: Accepted, facts: Facts): WorkItem {
  const filled = {
    ...item,
    fields: form.fields,
    ownerPost: form.ownerPost ?? item.ownerPost,
    records: withRecord(item, transition, form, facts),
  };
  return facts.definition.eligibility?.at.includes(key) ? evaluated(filled, facts) : filled;
}

/** `before` is the item as it was told last; `filled` holds all that the transition brings, but stands where it stood. */
function move(before: WorkItem, filled: WorkItem, accepted: Accepted, facts: Facts): Decision {
  const { transition, form } = accepted;
  const target = transition.to.find((each) => allHold(each.when, { item: filled, added: form.added, facts }));
  if (!target) return refuse('state', 'None of the ways out of this transition is open as things stand.');
  const state = target.state === previousState ? (filled.returnsTo ?? filled.state) : target.state;
  const entry = { to: state, fields: form.fields, abandons: transition.abandons };
  const followed = withAdded(before, filled, { transition, to: state }, facts);
  if (!followed.ok) return refuseMissing([{ field: followed.field, text: followed.error }]);
  const { deadlines } = followed;
  const after = enterState({ ...filled, deadlines, fields: before.fields }, entry, facts);
  if (!after.ok) return refuseMissing([{ field: after.key, text: after.error }]);
  const returnsTo = returnTo(filled, state, facts);
  return arrive(before, { ...filled, state, returnsTo, deadlines: after.deadlines }, accepted, facts);
}

/** The deadlines once the record that the transition adds is there: its own limit, and what it meets or renews. */
function withAdded(
  before: WorkItem,
  filled: WorkItem,
  { transition: { adds: kind }, to }: { transition: TransitionDefinition; to: string },
  facts: Facts,
): Dated {
  const entry = kind === undefined ? undefined : filled.records[kind]?.at(-1);
  if (kind === undefined || entry === undefined) return { ok: true, deadlines: filled.deadlines };
  const dated = facts.definition.states[to]?.final
    ? { ok: true as const, deadlines: filled.deadlines }
    : dateRecord(filled, kind, entry, facts);
  if (!dated.ok) return dated;
  const item = { ...filled, deadlines: dated.deadlines };
  return { ok: true, deadlines: followAdded(item, { kind, to, before: before.fields }, facts) };
}

/** A state that pauses remembers where the item came from. */
function returnTo(item: WorkItem, state: string, { definition }: Facts): string | null {
  if (!definition.states[state]?.pauses) return null;
  return state === item.state ? item.returnsTo : item.state;
}

/** The item in its new state, with everything that follows from having arrived there. */
function arrive(item: WorkItem, arrived: WorkItem, { key, transition, form }: Accepted, facts: Facts): Decision {
  const { definition, actor } = facts;
  const moved: WorkItem = {
    ...arrived,
    enteredAt: arrived.state === item.state ? item.enteredAt : facts.now,
    closed: definition.states[arrived.state]?.final ?? false,
    restrictedTo: restrictionOf(arrived, item, facts),
    hiddenFrom: hiddenFromIn(arrived.state, item.hiddenFrom, definition),
    doneBy: { ...item.doneBy, [key]: actor.kind === 'person' ? actor.personId : actor.name },
  };
  const event = eventOf(facts, {
    type: 'work-item-transitioned',
    from: item.state,
    to: moved.state,
    fields: shownFields(item, moved, definition),
    ...(form.reason === null ? {} : { reason: form.reason }),
  });
  const notices = moved.ownerPost === item.ownerPost ? [] : assignedNotice(moved, facts);
  if (!transition.opens) return accept(moved, event, notices);
  const made = openItem(moved, transition.opens, facts);
  if ('refusal' in made) return { allowed: false, refusal: made.refusal };
  const accepted = accept(made.item, event, notices);
  return accepted.allowed ? { ...accepted, change: { ...accepted.change, opens: [made.opened] } } : accepted;
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
