import type { Calendar, Instant, LocalDate } from '../calendar/calendar.js';
import { formatDay, formatWeekday } from '../calendar/local-date.js';
import { londonDay } from '../calendar/zone.js';
import type { Meeting } from '../organisation/organisation.js';
import {
  periods,
  type LimitUse,
  type LocalLimit,
  type Period,
  type WorkflowDefinition,
} from '../workflow/definition.js';
import { limitKey, readField } from '../workflow/field-path.js';
import type { Facts, Fields } from '../work-item/work-item.js';
import { NothingAsked, Uncountable, type Calculation, type Circumstance } from './calculation.js';
import { countLimit, panelOf, succeed } from './count-limit.js';
import type { Deadline, DeadlineBasis } from './deadline.js';
import { countStart, laterStart } from './limit-origin.js';
import { isPeriodic, localRule, ruleInForce } from './rules.js';
import type { Basis, DeadlineRule, ReceiptStep } from './rule.js';
import { withinBudget } from './shared-budget.js';

/** A limit as a state uses it, on one item. */
export interface LimitStart {
  definition: WorkflowDefinition;
  use: LimitUse;
  startedAt: Instant;
  fields: Fields;
  facts: Facts;
  suspensions: readonly Circumstance[];
  /** The other deadlines of the item: what the limit may count from, or share its time with. */
  deadlines?: readonly Deadline[] | undefined;
  /** The meeting that a running check-in is for: it is kept while the meeting moves, until a sooner one is called. */
  meetingId?: string | undefined;
  /** Meetings for which another check-in was opened: none is asked twice for one meeting. */
  servedMeetings?: readonly string[];
}

/** The date of a limit, with the versions of all that it was worked out from. */
export interface LimitDate {
  /** Where it counts from: its origin, where it has one. */
  startedAt: Instant;
  basis: Basis;
  versions: DeadlineBasis;
  calculation: Calculation;
}

interface Sources {
  rule?: DeadlineRule;
  local?: DeadlineRule;
  meeting?: Meeting | undefined;
  body?: string | null;
}

/** A start with the limit's origin looked up. */
type Begun = LimitStart & { wholeDay?: boolean };

/**
 * Where a limit's date comes from: a library rule, a length of the council's own, a date of the item, a period, or a
 * meeting. It counts from the start, or from the limit's origin; and it is due no later than the limit whose time it
 * shares.
 * @throws {Uncountable} with a plain sentence where it cannot be worked out. {NothingAsked} where there is no limit.
 */
export function dateLimit(start: LimitStart): LimitDate {
  const local = start.definition.local[start.use.local ?? ''];
  const origin = countStart(start);
  const { startedAt, wholeDay, steps } =
    local && isPeriodic(local) && start.use.origin ? laterStart(origin, start.startedAt) : origin;
  const limit = dateFrom({ ...start, startedAt, wholeDay });
  const { calculation } = limit;
  const explained = { ...calculation, receipt: [...steps, ...calculation.receipt] };
  return { ...limit, calculation: withinBudget(explained, start) };
}

function dateFrom(start: Begun): LimitDate {
  const { use, facts } = start;
  const startedOn = londonDay(start.startedAt);
  if (use.rule !== undefined) {
    const dueBy = (rule: DeadlineRule) => countLimit(rule, start).dueOn;
    const rule = inForce(facts.rules, use.rule, startedOn, dueBy);
    return dated(start, countLimit(rule, start), { rule });
  }
  if (use.on !== undefined) return onField(start, use.on);
  return dateLocalLimit(start, startedOn);
}

function dateLocalLimit(start: Begun, startedOn: LocalDate): LimitDate {
  const { definition, use, fields } = start;
  const limit = definition.local[use.local ?? ''];
  if (limit === undefined) throw new Uncountable(`There is no time limit ${definition.key}/${use.local ?? ''}.`);
  if (limit.before !== undefined) return beforeMeeting(start, limit, limit.before);
  const body = bodyOf(limit, fields);
  const meeting = meetingFor(limit, start, body);
  if (meeting) return atMeeting(start, meeting);
  if (limit.orOn !== undefined && isAhead(readField(fields, limit.orOn), startedOn)) return onField(start, limit.orOn);
  return byLength(start, limit, body);
}

/** So long after the start, or the end of the period in which the start lies. */
function byLength(start: Begun, limit: LocalLimit, named: string | null): LimitDate {
  const { definition, use, facts } = start;
  const on = londonDay(start.startedAt);
  const { localValues } = facts;
  const local = localRule(definition, use.local ?? '', { on, localValues, period: periodOf(limit, start) });
  const body = named ?? (local.duration.unit === 'meetings' ? panelOf(facts) : null);
  return dated(start, countLimit(local, { ...start, body }), { local, body });
}

/**
 * The period that a choice of the item names.
 * @throws {NothingAsked} where it names none: it comes once, or nobody has said how often.
 */
function periodOf({ eachOf }: LocalLimit, { fields, definition }: LimitStart): Period | undefined {
  if (eachOf === undefined) return undefined;
  const named = readField(fields, eachOf);
  const period = periods.find((each) => each === named);
  if (period !== undefined) return period;
  throw new NothingAsked(`${definition.fields[eachOf]?.label ?? eachOf} names no period: nothing is asked.`, eachOf);
}

/** Whose next meeting it is: `nextMeetingOf` names a field that names a body, or a body. */
function bodyOf({ nextMeetingOf }: LocalLimit, fields: Fields): string | null {
  if (nextMeetingOf === undefined) return null;
  const named = readField(fields, nextMeetingOf);
  return typeof named === 'string' ? named : nextMeetingOf;
}

function meetingFor(
  limit: LocalLimit,
  { fields, facts, startedAt }: LimitStart,
  body: string | null,
): Meeting | undefined {
  const { meetings } = facts.organisation;
  const startedOn = londonDay(startedAt);
  if (limit.orAt !== undefined) {
    const id = readField(fields, limit.orAt);
    return meetings.find((meeting) => meeting.id === id && isAhead(meeting.heldOn, startedOn));
  }
  return soonestFirst(meetings).find((meeting) => meeting.body === body && meeting.heldOn > startedOn);
}

/** Counts back twice: from the meeting by the library rule, and from there by the council's own length. */
function beforeMeeting(start: LimitStart, limit: LocalLimit, ruleKey: string): LimitDate {
  const { definition, use, facts } = start;
  const startedOn = londonDay(start.startedAt);
  const local = localRule(definition, use.local ?? '', { on: startedOn, localValues: facts.localValues });
  const { meetings, kept } = meetingsToServe(start, limit);
  // A check-in that runs already is not moved to a meeting for which it would be late at once, also where its own is gone.
  const notBefore = start.meetingId !== undefined && facts.today > startedOn ? facts.today : startedOn;
  for (const meeting of meetings) {
    const rule = inForce(facts.rules, ruleKey, meeting.heldOn);
    const calculation = chain(rule, local, meeting.heldOn, facts.calendars);
    if (meeting === kept || calculation.dueOn >= notBefore) {
      const receipt = [meetingStep(meeting), ...calculation.receipt];
      return dated(start, { ...calculation, receipt }, { rule, local, meeting });
    }
  }
  throw new Uncountable(
    `No meeting is known for which ${definition.key}/${use.local ?? ''} falls after ${formatDay(notBefore)}.`,
  );
}

/**
 * The meetings that a limit may be counted back from, soonest first: the one that the item names (`orAt`) and no other;
 * else from its start on, those before its own, and its own last.
 */
function meetingsToServe(start: LimitStart, limit: LocalLimit): { meetings: Meeting[]; kept: Meeting | undefined } {
  const { fields, meetingId, servedMeetings = [], startedAt } = start;
  const { meetings } = start.facts.organisation;
  const named = limit.orAt === undefined ? null : readField(fields, limit.orAt);
  const chosen = meetings.find(({ id }) => id === named);
  if (chosen) return { meetings: [chosen], kept: chosen };
  const body = bodyOf(limit, fields) ?? panelOf(start.facts);
  const startedOn = londonDay(startedAt);
  const kept = meetings.find(({ id }) => id === meetingId);
  const asked = soonestFirst(meetings).filter(
    (meeting) => meeting.body === body && meeting.heldOn >= startedOn && !servedMeetings.includes(meeting.id),
  );
  if (!kept) return { meetings: asked, kept };
  return { meetings: [...asked.filter(({ heldOn }) => heldOn < kept.heldOn), kept], kept };
}

/**
 * A council's length counted from the date that a library rule gives: a paper is due so long before the agenda, the
 * agenda so long before the meeting.
 * @throws {Uncountable}
 */
export function chain(
  rule: DeadlineRule,
  local: DeadlineRule,
  from: LocalDate,
  calendars: readonly Calendar[],
): Calculation {
  const first = succeed({ rule, from, calendars });
  const second = succeed({ rule: local, from: first.dueOn, calendars });
  return { ...second, receipt: [...first.receipt.slice(0, -1), ...second.receipt] };
}

function atMeeting(start: LimitStart, meeting: Meeting): LimitDate {
  return dated(start, given(start, meeting.heldOn, meetingStep(meeting)), { meeting });
}

function onField(start: LimitStart, path: string): LimitDate {
  const date = readField(start.fields, path);
  const label = start.definition.fields[path.split('.')[0] ?? '']?.label ?? path;
  if (!isDate(date)) throw new Uncountable(`The date is missing: ${label}.`);
  return dated(start, given(start, date, { step: 'given', date, text: `${label}: ${formatWeekday(date)}.` }), {});
}

/** A date that nobody counted: it stands on the item, or is that of a meeting. */
function given({ startedAt }: LimitStart, dueOn: LocalDate, because: ReceiptStep): Calculation {
  const startedOn = londonDay(startedAt);
  const receipt = [
    { step: 'start', date: startedOn, text: `Started on ${formatWeekday(startedOn)}.` },
    because,
    { step: 'end', date: dueOn, text: `Due on ${formatWeekday(dueOn)}.` },
  ];
  return { ok: true, dueOn, dueAt: null, exceptions: [], receipt };
}

function meetingStep({ title, heldOn }: Meeting): ReceiptStep {
  return {
    step: 'meeting',
    date: heldOn,
    text: `${title} meets on ${formatWeekday(heldOn)}; the date moves with the meeting.`,
  };
}

function dated(
  { definition, use, facts, startedAt }: LimitStart,
  calculation: Calculation,
  { rule, local, meeting, body }: Sources,
): LimitDate {
  return {
    startedAt,
    basis: local || !rule ? 'local' : rule.basis,
    calculation,
    versions: {
      workflow: { key: definition.key, version: definition.version },
      rule: rule ? { key: rule.key, version: rule.version } : null,
      local: local ? { key: `${definition.key}/${limitKey(use)}`, version: local.version } : null,
      calendars: calendarRevisions([...(rule?.calendars ?? []), ...(local?.calendars ?? [])], facts),
      ...meetingBasis(meeting, body),
    },
  };
}

/** The calendars that a date was counted over, in the revisions of now. */
export function calendarRevisions(keys: readonly string[], { calendars }: Facts): DeadlineBasis['calendars'] {
  return calendars.filter(({ key }) => keys.includes(key)).map(({ key, revision }) => ({ key, revision }));
}

function meetingBasis(
  meeting: Meeting | undefined,
  body: string | null = null,
): Pick<DeadlineBasis, 'meeting' | 'body'> {
  if (!meeting) return { meeting: null, body };
  return { meeting: { id: meeting.id, body: meeting.body, heldOn: meeting.heldOn }, body: meeting.body };
}

function inForce(
  rules: readonly DeadlineRule[],
  key: string,
  on: LocalDate,
  dueBy?: (rule: DeadlineRule) => LocalDate,
): DeadlineRule {
  const found = ruleInForce(rules, key, on, dueBy);
  if (!found.ok) throw new Uncountable(found.error);
  return found.rule;
}

function soonestFirst(meetings: readonly Meeting[]): Meeting[] {
  return [...meetings].sort((a, b) => (a.heldOn < b.heldOn ? -1 : a.heldOn > b.heldOn ? 1 : 0));
}

/**
 * A date or meeting of the item takes the place of the amount where it does not lie before the start: a promise that is
 * over says nothing of a limit that begins after it.
 */
function isAhead(value: unknown, startedOn: LocalDate): boolean {
  return isDate(value) && value >= startedOn;
}

function isDate(value: unknown): value is LocalDate {
  return typeof value === 'string' && value !== '';
}
