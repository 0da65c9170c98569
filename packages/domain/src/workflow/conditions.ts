import type { Facts, FieldValue, Fields, RecordEntry, WorkItem } from '../work-item/work-item.js';
import { assessTarget } from '../measure/assess-target.js';
import type { Condition, FieldTest, Values } from './definition.js';
import { isSet, readField } from './field-path.js';

/** What conditions look at: the item with the command's fields already in place, and the record just added. */
export interface Situation {
  item: Pick<WorkItem, 'state' | 'returnsTo' | 'ownerPost' | 'fields' | 'records' | 'doneBy'>;
  added: Fields;
  facts: Pick<Facts, 'today' | 'organisation' | 'actor' | 'parts'>;
}

/** Does a condition hold? The list is closed; there is no expression language. */
export function holds(condition: Condition, situation: Situation): boolean {
  const { item, facts } = situation;
  switch (condition.kind) {
    case 'state':
      return item.state === condition.state;
    case 'field':
      return passes(condition.test, item.fields, condition.field, situation);
    case 'added':
      return passes(condition.test, situation.added, condition.field, situation);
    case 'record':
      return (item.records[condition.record]?.length ?? 0) >= condition.atLeast;
    case 'meeting-held':
      return meetingHeld(readField(item.fields, condition.field), facts);
    case 'consent-given':
      return consentGiven(item.records[condition.record]);
    case 'different-person':
      return facts.actor.kind !== 'person' || item.doneBy[condition.transition] !== facts.actor.personId;
    case 'latest':
      return latestHas(condition, item.records[condition.record]);
    case 'assessment':
      return assessTarget(item, facts.parts ?? [], facts.today) === condition.is;
    case 'eligible':
      return item.records['eligibility']?.at(-1)?.fields['outcome'] === 'eligible';
    case 'not-owner':
      return facts.actor.kind !== 'person' || !facts.actor.posts.includes(item.ownerPost);
    case 'all':
      return condition.of.every((each) => holds(each, situation));
    case 'any':
      return condition.of.some((each) => holds(each, situation));
  }
}

export function allHold(conditions: readonly Condition[], situation: Situation): boolean {
  return conditions.every((condition) => holds(condition, situation));
}

function passes(test: FieldTest, fields: Fields, path: string, situation: Situation): boolean {
  const value = readField(fields, path);
  if (test.op === 'isSet' || test.op === 'isNotSet') return isSet(value) === (test.op === 'isSet');
  if (test.op === 'is') return value === test.value;
  if (test.op === 'isNot') return value !== test.value;
  return value !== null && compares(test.op, value, namedValue(test.value, situation));
}

function compares(op: 'before' | 'after' | 'atLeast' | 'atMost', left: FieldValue, right: FieldValue): boolean {
  if (typeof left !== typeof right || (typeof left !== 'string' && typeof left !== 'number')) return false;
  const order = left < (right as typeof left) ? -1 : left > (right as typeof left) ? 1 : 0;
  return { before: order < 0, after: order > 0, atLeast: order >= 0, atMost: order <= 0 }[op];
}

/** `today`, the name of another field, or the value as it stands. */
function namedValue(value: string | number | boolean, situation: Situation): FieldValue {
  if (value === 'today') return situation.facts.today;
  return typeof value === 'string' ? (readField(situation.item.fields, value) ?? value) : value;
}

function meetingHeld(id: FieldValue, facts: Situation['facts']): boolean {
  const meeting = facts.organisation.meetings.find((each) => each.id === id);
  return meeting !== undefined && (meeting.held || meeting.heldOn <= facts.today);
}

function latestHas(
  { where, has }: { where: Values; has: Values },
  entries: readonly RecordEntry[] | undefined,
): boolean {
  const matches = (entry: RecordEntry, values: Values) =>
    Object.entries(values).every(([key, value]) => entry.fields[key] === value);
  const latest = entries?.findLast((entry) => matches(entry, where));
  return latest !== undefined && matches(latest, has);
}

/** The last entry counts: consent can be taken back at any time. */
function consentGiven(entries: readonly RecordEntry[] | undefined): boolean {
  return entries?.at(-1)?.fields['given'] === true;
}
