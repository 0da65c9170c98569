import { findPost } from '../organisation/post-holders.js';
import { inSentence } from '../workflow/in-sentence.js';
import { checkFields, mergeFields, missingRequired, withDefaults } from './check-fields.js';
import type { CreateWorkItem } from './commands.js';
import { accept, actorName, eventOf, refuse, refuseMissing } from './decision.js';
import { shownFields } from './event-fields.js';
import { assignedNotice } from './notices.js';
import { hiddenFromIn, restrictionOf } from './restriction.js';
import { enterState } from './state-deadlines.js';
import type { Decision, Facts, Fields, Missing, WorkItem } from './work-item.js';
import { mayCreate } from './visibility.js';

/**
 * Creates an item in the initial state of the facts' definition, at version 1, with the limits of that state started.
 * Refused: `forbidden`, `malformed`, `missing` (title, required fields, an owner post that does not exist).
 */
export function createWorkItem(command: CreateWorkItem, facts: Facts): Decision {
  const { definition, actor } = facts;
  if (!mayCreate(definition, actor))
    return refuse('forbidden', `You may not raise a ${inSentence(definition.title.officer)}.`);
  return create(command, [], facts);
}

/** As `createWorkItem`, for an item that another one opens: whoever may do that may open it, and it links back. */
export function createFromAnother(command: CreateWorkItem, from: { to: string; kind: string }, facts: Facts): Decision {
  return create(command, [{ no: 1, ...from, addedAt: facts.now, addedBy: actorName(facts.actor) }], facts);
}

function create(command: CreateWorkItem, links: WorkItem['links'], facts: Facts): Decision {
  const { definition } = facts;
  const checked = checkFields(command.fields, definition.fields, facts);
  if (checked.malformed.length > 0)
    return refuse('malformed', 'Some of what was sent is not a field of this workflow.', checked.malformed);
  const fields = withDefaults(mergeFields({}, checked.values), definition.fields, facts);
  const untrue = checked.untrue.map((each) => each.field);
  const required = missingRequired(fields, definition.fields).filter((each) => !untrue.includes(each.field));
  const missing = [...missingTitle(command.title), ...checked.untrue, ...required, ...missingOwner(command, facts)];
  if (missing.length > 0) return refuseMissing(missing);
  return start({ ...blankItem(command, fields, facts), links }, facts);
}

function start(blank: WorkItem, facts: Facts): Decision {
  const entered = enterState(blank, { to: blank.state, fields: blank.fields }, facts);
  if (!entered.ok) return refuseMissing([{ field: entered.key, text: entered.error }]);
  const item = { ...blank, deadlines: entered.deadlines };
  const event = eventOf(facts, {
    type: 'work-item-created',
    to: item.state,
    fields: shownFields({ ...item, title: '', ownerPost: '', fields: {} }, item, facts.definition),
  });
  return accept(
    { ...item, restrictedTo: restrictionOf(item, { ...item, state: '' }, facts) },
    event,
    assignedNotice(item, facts),
  );
}

function blankItem(command: CreateWorkItem, fields: Fields, facts: Facts): WorkItem {
  const { definition } = facts;
  return {
    id: command.id,
    reference: command.reference,
    workflow: definition.key,
    definitionVersion: definition.version,
    title: command.title.trim(),
    state: definition.initial,
    enteredAt: facts.now,
    returnsTo: null,
    level: 0,
    closed: definition.states[definition.initial]?.final ?? false,
    exempt: definition.classification === 'exempt',
    restrictedTo: null,
    hiddenFrom: hiddenFromIn(definition.initial, [], definition),
    ownerPost: command.ownerPost ?? definition.owner.default,
    contributors: [],
    fields,
    records: {},
    evidence: [],
    links: [],
    deadlines: [],
    nextDueOn: null,
    doneBy: {},
    version: 0,
    createdAt: facts.now,
    createdBy: actorName(facts.actor),
  };
}

function missingTitle(title: string): Missing[] {
  return title.trim() === '' ? [{ field: 'title', text: 'Give it a title.' }] : [];
}

function missingOwner(command: CreateWorkItem, facts: Facts): Missing[] {
  const post = command.ownerPost ?? facts.definition.owner.default;
  return findPost(post, facts.organisation) ? [] : [{ field: 'ownerPost', text: 'The owner post does not exist.' }];
}
