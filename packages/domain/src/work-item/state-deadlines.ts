import type { Deadline } from '../deadline/deadline.js';
import type { DeadlineOutcome } from '../deadline/deadline-dates.js';
import {
  cancelDeadline,
  isOverdue,
  meetDeadline,
  missDeadline,
  recalculateDeadline,
  redateDeadline,
  startDeadline,
} from '../deadline/limits.js';
import type { LimitUse, WorkflowDefinition } from '../workflow/definition.js';
import { isSet, limitKey, readField } from '../workflow/field-path.js';
import { openCheckIn } from './check-ins.js';
import { isCheckIn, isLive, liveDeadline, nextOccurrence, servedMeetings, useOf, usesIn } from './limits-of-item.js';
import type { Facts, Fields, WorkItem } from './work-item.js';

/** The deadlines after a step, or the sentence that says why a date cannot be given. */
export type DeadlinesAfter = { ok: true; deadlines: readonly Deadline[] } | { ok: false; key: string; error: string };

/**
 * The deadlines of an item that enters a state with these fields: those of the state it leaves are met, run on or are
 * closed; those of the new state start, once each. A transition back into its own state restarts nothing.
 */
export function enterState(item: WorkItem, to: string, fields: Fields, facts: Facts): DeadlinesAfter {
  const followed = followFields({ ...item, fields }, item.fields, facts);
  if (!followed.ok || (item.state === to && item.deadlines.length > 0)) return followed;
  const left = followed.deadlines.map((deadline) => leave(deadline, item.state, to, facts));
  const started = startLimits(left, to, fields, facts);
  if (!started.ok) return started;
  return { ok: true, deadlines: openCheckIn(to, started.deadlines, fields, facts) };
}

/**
 * Follows changed fields: calculates again what hangs on one of them (`on`, `orAt`, `orOn`, `nextMeetingOf`) and meets
 * what a field meets. Every other date stays as it was told. Refused, with the key of the field, where a date that runs
 * can no longer be worked out.
 */
export function followFields(item: WorkItem, before: Fields, facts: Facts): DeadlinesAfter {
  const deadlines: Deadline[] = [];
  for (const deadline of item.deadlines) {
    const followed = followOne(deadline, item, before, facts);
    if (!followed.ok) return { ok: false, key: followed.field ?? deadline.key, error: followed.error };
    deadlines.push(followed.deadline);
  }
  return { ok: true, deadlines };
}

function followOne(deadline: Deadline, item: WorkItem, before: Fields, facts: Facts): DeadlineOutcome {
  const use = isLive(deadline) ? useOf(deadline, item.state, facts.definition) : undefined;
  if (!use) return { ok: true, deadline };
  const { fields } = item;
  const moved = sourcesOf(use, facts.definition).find((path) => readField(before, path) !== readField(fields, path));
  if (moved === undefined) return { ok: true, deadline: meetByField(deadline, use, fields, facts) };
  const dated = redateDeadline(deadline, contextOf(deadline, use, item, facts));
  if (dated.ok) return { ok: true, deadline: meetByField(dated.deadline, use, fields, facts) };
  return { ...dated, field: moved.split('.')[0] ?? moved };
}

/** Calculates everything that runs again, over the meetings and calendars of now. */
export function recalculateAll(item: WorkItem, facts: Facts): readonly Deadline[] {
  return item.deadlines.map((deadline) => {
    const use = isLive(deadline) ? useOf(deadline, item.state, facts.definition) : undefined;
    return use ? recalculateDeadline(deadline, contextOf(deadline, use, item, facts)) : deadline;
  });
}

function contextOf(deadline: Deadline, use: LimitUse, { fields, deadlines }: WorkItem, facts: Facts) {
  const served = servedMeetings(deadlines, deadline.key, deadline.occurrence);
  return { definition: facts.definition, use, fields, facts, servedMeetings: served };
}

/** The fields that a limit's date may hang on. */
function sourcesOf(use: LimitUse, definition: WorkflowDefinition): string[] {
  const local = use.local === undefined ? undefined : definition.local[use.local];
  return [use.on, local?.orAt, local?.orOn, local?.nextMeetingOf].filter((path) => path !== undefined);
}

/** Meets what the adding of a record of this kind meets, and opens the check-in after it. */
export function followRecord(item: WorkItem, kind: string, facts: Facts): readonly Deadline[] {
  const met = item.deadlines.map((deadline) =>
    isLive(deadline) && useOf(deadline, item.state, facts.definition)?.metBy === kind
      ? meetDeadline(deadline, facts.today)
      : deadline,
  );
  return openCheckIn(item.state, met, item.fields, facts);
}

/** What becomes of a deadline when its item leaves a state for another. */
function leave(deadline: Deadline, from: string, to: string, facts: Facts): Deadline {
  if (!isLive(deadline)) return deadline;
  const { definition, today } = facts;
  if (isCheckIn(deadline, definition)) return cancelDeadline(deadline);
  if (runsOn(deadline.key, from, to, definition)) return deadline;
  if (useOf(deadline, from, definition)?.metBy === undefined) return meetDeadline(deadline, today);
  if (!definition.states[to]?.final) return deadline;
  return isOverdue(deadline, today) ? missDeadline(deadline) : cancelDeadline(deadline);
}

/**
 * A limit runs on into a state that continues it from the one left. Through a state that does not name it, it runs on
 * if some state continues it from there: `answer` runs on while a card awaits its formal decision.
 */
function runsOn(key: string, from: string, to: string, definition: WorkflowDefinition): boolean {
  const own = usesIn(to, definition).find((use) => limitKey(use) === key);
  if (own) return own.continues.includes(from);
  return Object.keys(definition.states)
    .flatMap((state) => usesIn(state, definition))
    .some((use) => limitKey(use) === key && use.continues.includes(to));
}

function startLimits(before: readonly Deadline[], state: string, fields: Fields, facts: Facts): DeadlinesAfter {
  let deadlines = before;
  for (const use of facts.definition.states[state]?.limits ?? []) {
    const key = limitKey(use);
    if (liveDeadline(deadlines, key)) continue;
    const occurrence = nextOccurrence(deadlines, key);
    const started = startDeadline({
      definition: facts.definition,
      use,
      occurrence,
      startedAt: facts.now,
      fields,
      facts,
    });
    if (!started.ok) return { ok: false, key, error: started.error };
    deadlines = [...deadlines, meetByField(started.deadline, use, fields, facts)];
  }
  return { ok: true, deadlines };
}

/** A limit that a date field meets is met on that date, so that an act written up later counts on its own day. */
function meetByField(deadline: Deadline, use: LimitUse, fields: Fields, facts: Facts): Deadline {
  if (use.metBy === undefined || !isSet(readField(fields, use.metBy))) return deadline;
  const value = readField(fields, use.metBy);
  const isDate = facts.definition.fields[use.metBy]?.type === 'date';
  const metOn = isDate && typeof value === 'string' && value < facts.today ? value : facts.today;
  return meetDeadline(deadline, metOn);
}
