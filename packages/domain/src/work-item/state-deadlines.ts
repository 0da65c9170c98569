import type { LocalDate } from '../calendar/calendar.js';
import { isLocalDate } from '../calendar/local-date.js';
import type { Deadline } from '../deadline/deadline.js';
import type { DeadlineOutcome } from '../deadline/deadline-dates.js';
import { redateHanging } from '../deadline/hanging-limits.js';
import { inStartOrder, limitSources } from '../deadline/limit-origin.js';
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
import { isSet, limitKey, readField, originPaths } from '../workflow/field-path.js';
import { answerKey } from '../escalation/answer-key.js';
import { openCheckIn } from './check-ins.js';
import {
  isCheckIn,
  isLive,
  liveDeadline,
  nextOccurrence,
  replaceDeadline,
  servedMeetings,
  useOf,
  usesIn,
} from './limits-of-item.js';
import { endPaused, pauseDeadlines, resumeDeadlines } from './pause-item.js';
import { isRecordLimit, recordLimitOf } from './record-limits.js';
import type { Facts, Fields, WorkItem } from './work-item.js';

/** The deadlines after a step, or the sentence that says why a date cannot be given. */
export type DeadlinesAfter = { ok: true; deadlines: readonly Deadline[] } | { ok: false; key: string; error: string };

/**
 * The deadlines of an item that enters a state with these fields: those of the state it leaves are met, run on or are
 * closed; those of the new state start, once each. A transition back into its own state restarts nothing.
 */
export function enterState(item: WorkItem, entry: Entry, facts: Facts): DeadlinesAfter {
  const { to, fields, abandons } = entry;
  const followed = followFields({ ...item, fields }, item.fields, facts);
  if (!followed.ok || (item.state === to && item.deadlines.length > 0)) return followed;
  const { states } = facts.definition;
  const standing = { ...item, deadlines: followed.deadlines };
  if (states[to]?.pauses) return startLimits(pauseDeadlines(standing, facts), to, fields, facts);
  if (states[item.state]?.pauses) return leavePausing(standing, { to, fields, abandons }, facts);
  return enterFrom(item.state, { deadlines: followed.deadlines, to, fields, abandons }, facts);
}

/** Where an item goes, with what, and whether what it leaves is given up by going. */
export interface Entry {
  to: string;
  fields: Fields;
  abandons?: boolean | undefined;
}

interface Entering extends Entry {
  deadlines: readonly Deadline[];
}

function enterFrom(from: string, { deadlines, to, fields, abandons = false }: Entering, facts: Facts): DeadlinesAfter {
  const left = deadlines.map((deadline) => leave(deadline, { from, to, fields, abandons }, facts));
  const started = startLimits(left, to, fields, facts);
  if (!started.ok) return started;
  return { ok: true, deadlines: openCheckIn(to, started.deadlines, fields, facts) };
}

/** Back to where it stood, everything runs on; to the end, nothing does; to anywhere else, as from where it stood. */
function leavePausing(item: WorkItem, entry: Entry, facts: Facts): DeadlinesAfter {
  const { to, fields } = entry;
  if (facts.definition.states[to]?.final) return { ok: true, deadlines: endPaused(item.deadlines, item.state, facts) };
  const resumed = resumeDeadlines(item, item.state, facts);
  const deadlines = settleHanging({ ...item, deadlines: resumed }, item.deadlines, facts);
  if (to === item.returnsTo) return { ok: true, deadlines: openCheckIn(to, deadlines, fields, facts) };
  return enterFrom(item.returnsTo ?? item.state, { ...entry, deadlines }, facts);
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
  return { ok: true, deadlines: settleHanging({ ...item, deadlines }, item.deadlines, facts) };
}

function followOne(deadline: Deadline, item: WorkItem, before: Fields, facts: Facts): DeadlineOutcome {
  const own = isLive(deadline) && !isRecordLimit(deadline, facts.definition);
  const use = own ? useOf(deadline, item.state, facts.definition) : undefined;
  if (!use) return { ok: true, deadline };
  const { fields } = item;
  const moved = limitSources(use, facts.definition).fields.find(
    (path) => readField(before, path) !== readField(fields, path),
  );
  if (moved === undefined) return { ok: true, deadline: meetByField(deadline, use, fields, facts) };
  const dated = redateDeadline(deadline, contextOf(deadline, use, item, facts));
  if (dated.ok) return { ok: true, deadline: meetByField(dated.deadline, use, fields, facts) };
  return { ...dated, field: moved.split('.')[0] ?? moved };
}

/** Calculates everything that runs again, over the meetings and calendars of now. */
export function recalculateAll(item: WorkItem, facts: Facts): readonly Deadline[] {
  const deadlines = item.deadlines.map((deadline) => {
    if (!isLive(deadline)) return deadline;
    const ofRecord = recordLimitOf(deadline, item, facts.definition);
    if (ofRecord) return recalculateDeadline(deadline, { ...ofRecord, facts });
    const use = useOf(deadline, item.state, facts.definition);
    return use ? recalculateDeadline(deadline, contextOf(deadline, use, item, facts)) : deadline;
  });
  return settleHanging({ ...item, deadlines }, item.deadlines, facts);
}

function contextOf(deadline: Deadline, use: LimitUse, { fields, deadlines, level }: WorkItem, facts: Facts) {
  const served = servedMeetings(deadlines, deadline.key, deadline.occurrence);
  const { definition } = facts;
  return { definition, use, fields, facts: { ...facts, level }, deadlines, servedMeetings: served };
}

/** Dates again what hangs on other deadlines of the item that have moved since `before`. */
export function settleHanging(item: WorkItem, before: readonly Deadline[], facts: Facts): readonly Deadline[] {
  return redateHanging(item.deadlines, before, (deadline) => {
    const own = isLive(deadline) && !isOnItsOwn(deadline, facts.definition);
    const use = own ? useOf(deadline, item.state, facts.definition) : undefined;
    return use && contextOf(deadline, use, item, facts);
  });
}

/** Meets what the adding of a record of this kind meets, and opens the check-in after it. */
export function followRecord(
  item: WorkItem,
  kind: string,
  facts: Facts,
  before: Fields = item.fields,
): readonly Deadline[] {
  const deadlines = meetByRecord(item, kind, facts);
  return openCheckIn(item.state, renewLimits({ ...item, deadlines }, kind, facts, before), item.fields, facts);
}

/**
 * As `followRecord`, for a record that a transition adds, with the item's fields as the transition makes them. Where the
 * item goes to another state nothing of the one that it leaves begins anew.
 */
export function followAdded(
  item: WorkItem,
  { kind, to, before }: { kind: string; to: string; before: Fields },
  facts: Facts,
): readonly Deadline[] {
  return item.state === to ? followRecord(item, kind, facts, before) : meetByRecord(item, kind, facts);
}

function meetByRecord({ deadlines, state }: WorkItem, kind: string, facts: Facts): readonly Deadline[] {
  return deadlines.map((deadline) =>
    isLive(deadline) && useOf(deadline, state, facts.definition)?.metBy === kind
      ? meetDeadline(deadline, facts.today)
      : deadline,
  );
}

/**
 * Meets each limit that this renews (a record kind, or `evidence`), and starts it anew: from now, or, where the same change
 * gives the date that it counts from anew, from that date, on which it was met.
 */
export function renewLimits(
  item: WorkItem,
  by: string,
  facts: Facts,
  before: Fields = item.fields,
): readonly Deadline[] {
  const { fields } = item;
  let { deadlines } = item;
  for (const use of usesIn(item.state, facts.definition).filter(({ renewedBy }) => renewedBy === by)) {
    const key = limitKey(use);
    const running = deadlines.find((each) => each.key === key && each.status === 'running');
    if (!running) continue;
    const { definition, now: startedAt } = facts;
    const fromOrigin = originMoved(use, before, fields);
    const started = startDeadline({
      definition,
      use: fromOrigin ? use : withoutOrigin(use),
      occurrence: nextOccurrence(deadlines, key),
      startedAt,
      fields,
      facts,
      deadlines,
    });
    if (!started.ok) continue;
    const metOn = fromOrigin && started.deadline.startedOn < facts.today ? started.deadline.startedOn : facts.today;
    deadlines = [...replaceDeadline(deadlines, meetDeadline(running, metOn)), started.deadline];
  }
  return deadlines;
}

/** Was the one date field that it counts from given anew? */
function originMoved({ origin }: LimitUse, before: Fields, after: Fields): boolean {
  if (origin === undefined) return false;
  return originPaths(origin).some((path) => readField(before, path) !== readField(after, path));
}

/** Begun anew, it counts from now. */
function withoutOrigin({ origin: _, ...use }: LimitUse): LimitUse {
  return use;
}

interface Leaving {
  from: string;
  to: string;
  fields: Fields;
  abandons: boolean;
}

/** What becomes of a deadline when its item leaves a state for another. */
function leave(deadline: Deadline, { from, to, fields, abandons }: Leaving, facts: Facts): Deadline {
  if (!isLive(deadline)) return deadline;
  const { definition, today } = facts;
  if (isCheckIn(deadline, definition)) return asksAlike(deadline, to, definition) ? deadline : cancelDeadline(deadline);
  if (isOnItsOwn(deadline, definition)) return leaveOnItsOwn(deadline, to, facts);
  if (runsOn(deadline.key, from, to, definition)) return deadline;
  if (abandons) return closeUnmet(deadline, today);
  const use = useOf(deadline, from, definition);
  if (use?.metBy !== undefined) return leaveOnItsOwn(deadline, to, facts);
  return meetDeadline(deadline, actDay(use?.doneOn, fields, facts));
}

/** What leaving a state does not meet stays until it is met, or it all ends. */
function leaveOnItsOwn(deadline: Deadline, to: string, { definition, today }: Facts): Deadline {
  return definition.states[to]?.final ? closeUnmet(deadline, today) : deadline;
}

/** Does the new state ask the same check-in? Then the period goes on, and what was answered in it is not asked again. */
function asksAlike(deadline: Deadline, to: string, { states }: WorkflowDefinition): boolean {
  const every = states[to]?.every;
  return every !== undefined && limitKey(every) === deadline.key;
}

/** Limits that no state asks: those of records, and the answers to levels. They run until they are met or it all ends. */
function isOnItsOwn(deadline: Deadline, definition: WorkflowDefinition): boolean {
  return deadline.key === answerKey || isRecordLimit(deadline, definition);
}

function closeUnmet(deadline: Deadline, today: LocalDate): Deadline {
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
  for (const use of inStartOrder(facts.definition.states[state]?.limits ?? [], facts.definition)) {
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
      deadlines,
    });
    if (!started.ok && started.nothingAsked) continue;
    if (!started.ok) return { ok: false, key, error: started.error };
    deadlines = [...deadlines, meetByField(started.deadline, use, fields, facts)];
  }
  return { ok: true, deadlines };
}

/** A limit that a date field meets is met on that date, so that an act written up later counts on its own day. */
export function meetByField(deadline: Deadline, use: LimitUse, fields: Fields, facts: Facts): Deadline {
  if (use.metBy === undefined || !isSet(readField(fields, use.metBy))) return deadline;
  return meetDeadline(deadline, actDay(use.metBy, fields, facts));
}

/** The day of a date field, where it is past; else today. */
function actDay(path: string | undefined, fields: Fields, { definition, today }: Facts): LocalDate {
  const value = path !== undefined && definition.fields[path]?.type === 'date' ? readField(fields, path) : null;
  return typeof value === 'string' && isLocalDate(value) && value < today ? value : today;
}
