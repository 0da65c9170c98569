import {
  addDays,
  addEvidence,
  addLink,
  addRecord,
  changeOwner,
  createWorkItem,
  editWorkItem,
  extendItemDeadline,
  formFields,
  passTime,
  recalculateItem,
  suspendItem,
  transitionWorkItem,
  type Decision,
  type Facts,
  type FieldDefinition,
  type FieldValue,
  type Fields,
  type WorkItem,
} from '../src/index.js';
import { later } from './facts.js';

/** One step of a walk: numbers that choose the command and what it says, so that a property can shrink them. */
export interface Step {
  command: number;
  pick: number;
  /** Days that pass before it. */
  days: number;
}

/** What a step came to. */
export interface Taken {
  before: WorkItem;
  decision: Decision;
  facts: Facts;
}

/** A new item of the facts' definition with every field of its first form filled. */
export function aCreated(facts: Facts): WorkItem {
  const required = Object.entries(facts.definition.fields).filter(([, field]) => field.required);
  const fields = Object.fromEntries(required.map(([key, field]) => [key, aValue(field, 0, facts)]));
  const decision = createWorkItem({ id: 'item-1', reference: 'X-2018-001', title: 'An item', fields }, facts);
  if (!decision.allowed) throw new Error(JSON.stringify(decision.refusal));
  return decision.change.item;
}

/** Takes the steps one after another; a refused one leaves the item where it was. Mostly moves on, since that is the life of an item. */
export function walk(start: WorkItem, steps: readonly Step[], facts: Facts): Taken[] {
  const taken: Taken[] = [];
  let item = start;
  let known = facts;
  for (const step of steps) {
    known = later(known, step.days);
    const before = frozen(item);
    const decision = take(before, step, known);
    taken.push({ before, decision, facts: known });
    if (decision.allowed) item = decision.change.item;
  }
  return taken;
}

function take(item: WorkItem, step: Step, facts: Facts): Decision {
  const others = [extend, suspend, edit, evidence, record, hand, link, passTime, moveMeetings];
  const choice = step.command % (others.length * 2);
  return (others[choice] ?? moveOn)(item, facts, step.pick);
}

/** Giving up is always possible, and would end most walks at their beginning: it is chosen one time in eight. */
function moveOn(item: WorkItem, facts: Facts, pick: number): Decision {
  const open = Object.entries(facts.definition.transitions).filter(([, each]) => each.from.includes(item.state));
  const going = open.filter(([, each]) => pick % 8 === 0 || !each.needs.some((need) => need.kind === 'reason'));
  const [transition, definition] =
    going[pick % Math.max(going.length, 1)] ?? open[0] ?? Object.entries(facts.definition.transitions)[0] ?? [];
  if (transition === undefined || !definition) throw new Error('The definition has no transition.');
  const onForm = formFields(definition).flatMap((key) => entryOf(key, facts.definition.fields[key]));
  const added = Object.entries(facts.definition.records[definition.adds ?? '']?.fields ?? {});
  const fields = filled([...onForm, ...added], pick, facts);
  const owner = definition.needs.some((need) => need.kind === 'ownerPost') ? { ownerPost: aPost(pick, facts) } : {};
  return transitionWorkItem(item, { transition, fields: { ...fields, ...owner }, reason: 'Because' }, facts);
}

function extend(item: WorkItem, facts: Facts, pick: number): Decision {
  const deadline = item.deadlines[pick % Math.max(item.deadlines.length, 1)];
  const to = addDays(deadline?.dueOn ?? facts.today, (pick % 40) - 5);
  return extendItemDeadline(item, deadline?.key ?? 'none', { to, reason: 'More time was agreed' }, facts);
}

function suspend(item: WorkItem, facts: Facts, pick: number): Decision {
  const from = addDays(facts.today, -(pick % 5));
  const resumes = pick % 3 === 0 ? null : addDays(from, pick % 20);
  return suspendItem(item, { ground: 'agreed', from, resumes }, facts);
}

function edit(item: WorkItem, facts: Facts, pick: number): Decision {
  const entries = Object.entries(facts.definition.fields);
  const entry = entries[pick % entries.length];
  return editWorkItem(item, { title: `Title ${pick}`, fields: filled(entry ? [entry] : [], pick, facts) }, facts);
}

function evidence(item: WorkItem, facts: Facts): Decision {
  return addEvidence(item, { title: 'A note', note: 'Seen', link: null, file: null }, facts);
}

function record(item: WorkItem, facts: Facts, pick: number): Decision {
  const kinds = Object.entries(facts.definition.records);
  const [kind = 'none', definition] = kinds[pick % Math.max(kinds.length, 1)] ?? [];
  return addRecord(item, kind, filled(Object.entries(definition?.fields ?? {}), pick, facts), facts);
}

function hand(item: WorkItem, facts: Facts, pick: number): Decision {
  return changeOwner(item, { ownerPost: aPost(pick, facts), reason: 'Theirs' }, facts);
}

function link(item: WorkItem, facts: Facts, pick: number): Decision {
  return addLink(item, { to: `X-2018-00${pick % 9}`, kind: 'related' }, facts);
}

function moveMeetings(item: WorkItem, facts: Facts, pick: number): Decision {
  const meetings = facts.organisation.meetings.map((each) => ({ ...each, heldOn: addDays(each.heldOn, pick % 7) }));
  return recalculateItem(item, { ...facts, organisation: { ...facts.organisation, meetings } });
}

function filled(entries: readonly (readonly [string, FieldDefinition])[], pick: number, facts: Facts): Fields {
  return Object.fromEntries(entries.map(([key, field]) => [key, aValue(field, pick, facts)]));
}

function entryOf(key: string, field: FieldDefinition | undefined): [string, FieldDefinition][] {
  return field ? [[key, field]] : [];
}

/** A value that the field takes. */
function aValue(field: FieldDefinition, pick: number, facts: Facts): FieldValue {
  const { organisation, today } = facts;
  const one = <T>(from: readonly T[]): T | undefined => from[pick % Math.max(from.length, 1)];
  const values: Record<FieldDefinition['type'], () => FieldValue> = {
    text: () => 'Some words',
    date: () => (field.notAfter ? today : addDays(today, pick % 30)),
    time: () => '09:30',
    integer: () => field.min ?? 1,
    number: () => pick / 2,
    money: () => pick * 100,
    boolean: () => pick % 2 === 0,
    choice: () => one(field.of ?? []) ?? null,
    body: () => one(field.of ?? organisation.bodies.map((body) => body.key)) ?? null,
    post: () => aPost(pick, facts),
    meeting: () => one(organisation.meetings)?.id ?? null,
    item: () => `RQ-2018-${String(pick % 900).padStart(3, '0')}`,
    decision: () => ({ body: 'The cabinet member', date: addDays(today, 30), reference: `D-${pick}` }),
  };
  return values[field.type]();
}

function aPost(pick: number, { organisation }: Facts): string {
  return organisation.posts[pick % organisation.posts.length]?.key ?? '';
}

/** A decision may read an item, never write to it. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}
