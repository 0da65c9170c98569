import type { Calendar, Instant, LocalDate } from '../calendar/calendar.js';
import { formatDay, formatWeekday } from '../calendar/local-date.js';
import { londonDay } from '../calendar/zone.js';
import type { EscalationStep, LimitUse, WorkflowDefinition } from '../workflow/definition.js';
import { limitKey } from '../workflow/field-path.js';
import type { Facts, Fields } from '../work-item/work-item.js';
import { Uncountable, type Calculation, type SuspendedDays } from './calculation.js';
import type { Deadline, Extension, Firing, Suspension } from './deadline.js';
import { exceptionGround } from './exceptions.js';
import { calendarsOf, offsetDay, planFirings } from './firing-plan.js';
import { counted, dateLimit, type LimitDate } from './limit-date.js';
import { localRule } from './rules.js';
import type { DeadlineRule, Duration, ReceiptStep } from './rule.js';
import { suspends } from './suspended-days.js';

export type DeadlineOutcome = { ok: true; deadline: Deadline } | { ok: false; error: string };

interface LimitContext {
  definition: WorkflowDefinition;
  use: LimitUse;
  fields: Fields;
  facts: Facts;
  /** Meetings for which another occurrence was opened. */
  servedMeetings?: readonly string[];
}

/** A limit begins on an item: its date, its receipt and the plan of what will fire. Refused where no date can be had. */
export function startDeadline(input: LimitContext & { occurrence: number; startedAt: Instant }): DeadlineOutcome {
  const { definition, use, occurrence, startedAt, facts } = input;
  return attempt(() => {
    const limit = dateLimit({ ...input, suspensions: [] });
    const key = limitKey(use);
    const fresh: Deadline = {
      key,
      occurrence,
      rule: use.rule ?? `${definition.key}/${key}`,
      startedOn: londonDay(startedAt),
      startedAt,
      agreedOn: null,
      scheduledOn: null,
      metOn: null,
      status: 'running',
      extensions: [],
      suspensions: [],
      reminders: use.reminders,
      escalation: use.escalation ?? null,
      ignoresQuietHours: use.ignoresQuietHours,
      plan: [],
      ...datesOf(limit, null),
    };
    const deadline = withReceipt(fresh, limit.calculation.receipt);
    return { ...deadline, plan: planFirings(deadline, facts.calendars, facts.now, null) };
  });
}

/**
 * The same limit over today's calendars, meetings and fields. What was agreed, scheduled or suspended stays; so does
 * what has fired for the same date. One that is over, or that can no longer be worked out, stays as it is.
 */
export function recalculateDeadline(deadline: Deadline, context: LimitContext): Deadline {
  if (deadline.status !== 'running' && deadline.status !== 'suspended') return deadline;
  const outcome = attempt(() => {
    const { startedAt, agreedOn, versions } = deadline;
    const suspensions = closedSuspensions(deadline.suspensions);
    const limit = dateLimit({ ...context, startedAt, suspensions, meetingId: versions.meeting?.id });
    const dated = withReceipt({ ...deadline, ...datesOf(limit, agreedOn) }, limit.calculation.receipt);
    return replan(dated, context.facts, deadline);
  });
  return outcome.ok ? outcome.deadline : deadline;
}

/** Agrees another date. The statutory date is never moved by it; the first date and each extension are kept. */
export function extendDeadline(deadline: Deadline, extension: Extension, facts: Facts): Deadline {
  const extended: Deadline = {
    ...deadline,
    extensions: [...deadline.extensions, extension],
    agreedOn: extension.to,
    dueOn: deadline.statutoryOn ?? extension.to,
    dueAt: deadline.statutoryOn === null ? null : deadline.dueAt,
  };
  return replan(withReceipt(extended, deadline.receipt), facts, deadline);
}

/** When the owner means to do it. Moves the reminders, nothing else; `null` takes the plan back. */
export function scheduleDeadline(deadline: Deadline, on: LocalDate | null, facts: Facts): Deadline {
  return replan({ ...deadline, scheduledOn: on }, facts, deadline);
}

/**
 * Stops the count on a ground that the rule knows, or marks a legal exception where the ground is one. While no day of
 * return is given the date stands still and nothing fires.
 */
export function suspendDeadline(deadline: Deadline, suspension: Suspension, facts: Facts): DeadlineOutcome {
  return attempt(() => {
    const rule = countedRule(deadline, facts);
    const excepted = rule !== null && exceptionGround(rule, suspension.ground) !== undefined;
    if (rule !== null && !excepted && !suspends(rule, suspension.ground)) {
      throw new Uncountable(`The rule ${deadline.rule} does not know the ground "${suspension.ground}".`);
    }
    const status = suspension.resumes === null && !excepted ? 'suspended' : deadline.status;
    const suspended = { ...deadline, status, suspensions: [...deadline.suspensions, suspension] };
    return replan(recount(suspended, rule, facts), facts, deadline);
  });
}

/** Ends what is suspended: `on` is the first day back. The days out are added to what was left. */
export function resumeDeadline(deadline: Deadline, on: LocalDate, facts: Facts): DeadlineOutcome {
  return attempt(() => {
    const suspensions = deadline.suspensions.map((each) => (each.resumes === null ? { ...each, resumes: on } : each));
    const status = deadline.status === 'suspended' ? 'running' : deadline.status;
    return replan(recount({ ...deadline, status, suspensions }, countedRule(deadline, facts), facts), facts, deadline);
  });
}

/** Done, in time or late. */
export function meetDeadline(deadline: Deadline, metOn: LocalDate): Deadline {
  return { ...deadline, status: 'met', metOn, plan: [] };
}

/** No longer asked. */
export function cancelDeadline(deadline: Deadline): Deadline {
  return { ...deadline, status: 'cancelled', plan: [] };
}

/** Closed unmet, or a period that lapsed. */
export function missDeadline(deadline: Deadline): Deadline {
  return { ...deadline, status: 'missed', plan: [] };
}

/** Running past its day; for hours, where `now` is given, past its instant. */
export function isOverdue(deadline: Deadline, today: LocalDate, now?: Instant): boolean {
  if (deadline.status !== 'running') return false;
  if (deadline.dueAt !== null && now !== undefined) return now > deadline.dueAt;
  return today > deadline.dueOn;
}

/** The earliest date still running, else the earliest of those that are paused; null where nothing is asked. */
export function nextDueOn(deadlines: readonly Deadline[]): LocalDate | null {
  const earliest = (status: Deadline['status']) =>
    deadlines
      .filter((each) => each.status === status)
      .map((each) => each.dueOn)
      .sort()[0];
  return earliest('running') ?? earliest('suspended') ?? null;
}

/**
 * Takes every firing whose instant has come out of the plan. Done twice, it does nothing more than once. What does not
 * run keeps its plan and fires nothing.
 */
export function fireDue(deadline: Deadline, facts: Pick<Facts, 'now'>): { deadline: Deadline; fired: Firing[] } {
  if (deadline.status !== 'running') return { deadline, fired: [] };
  const fired = deadline.plan.filter(({ at }) => at <= facts.now);
  if (fired.length === 0) return { deadline, fired };
  return { deadline: { ...deadline, plan: deadline.plan.filter(({ at }) => at > facts.now) }, fired };
}

/** The instant at which it acts next; null while it does not run. */
export function nextFiringAt({ status, plan }: Deadline): Instant | null {
  return status === 'running' ? (plan[0]?.at ?? null) : null;
}

/** The day on which each level of an escalation path is reached, counted from dueOn; null where it goes by a meeting. */
export function escalationDates(
  path: readonly EscalationStep[],
  deadline: Deadline,
  calendars: readonly Calendar[],
): { level: number; on: LocalDate | null; answerWithin: Duration | null }[] {
  const own = calendarsOf(deadline, calendars);
  return path.map(({ level, after, answerWithin }) => ({
    level,
    on: after === undefined ? null : offsetDay(deadline.dueOn, after, own),
    answerWithin: answerWithin ?? null,
  }));
}

type Dates = Pick<
  Deadline,
  'basis' | 'versions' | 'statutoryOn' | 'calculatedOn' | 'dueOn' | 'dueAt' | 'exceptions' | 'receipt'
>;

/** dueOn is the statutory date, else the agreed one, else the calculated one. */
function datesOf({ basis, versions, calculation }: LimitDate, agreedOn: LocalDate | null): Dates {
  const statutoryOn = basis === 'statutory' ? calculation.dueOn : null;
  const dueOn = statutoryOn ?? agreedOn ?? calculation.dueOn;
  const dueAt =
    calculation.dueAt === null || dueOn !== calculation.dueOn ? null : new Date(calculation.dueAt).toISOString();
  const { exceptions, receipt } = calculation;
  return { basis, versions, statutoryOn, calculatedOn: calculation.dueOn, dueOn, dueAt, exceptions, receipt };
}

/** The steps of the calculation, then what was agreed, then the date in force. */
function withReceipt(deadline: Deadline, steps: readonly ReceiptStep[]): Deadline {
  const agreed = deadline.extensions.map(({ from, to, reason, by }): ReceiptStep => ({
    step: 'agreed',
    date: to,
    text: `${by} agreed ${formatDay(to)} instead of ${formatDay(from)}: ${reason}${deadline.statutoryOn === null ? '' : ' (the statutory date stays)'}`,
  }));
  const end: ReceiptStep = { step: 'end', date: deadline.dueOn, text: `Due on ${formatWeekday(deadline.dueOn)}.` };
  return { ...deadline, receipt: [...steps.filter(({ step }) => step !== 'agreed' && step !== 'end'), ...agreed, end] };
}

function replan(deadline: Deadline, facts: Facts, before: Deadline): Deadline {
  return { ...deadline, plan: planFirings(deadline, facts.calendars, facts.now, before) };
}

/** The rule that the date was counted by; null for a date that was given, which no suspension moves. */
function countedRule({ rule, startedOn, versions }: Deadline, facts: Facts): DeadlineRule | null {
  if (versions.meeting !== null) return null;
  if (versions.local !== null)
    return localRule(facts.definition, rule.split('/')[1] ?? '', facts.localValues, startedOn);
  if (versions.rule === null) return null;
  const { key, version } = versions.rule;
  const found = facts.rules.find((each) => each.key === key && each.version === version);
  if (found === undefined) throw new Uncountable(`Version ${version} of the rule ${key} is not loaded.`);
  return found;
}

function recount(deadline: Deadline, rule: DeadlineRule | null, facts: Facts): Deadline {
  if (rule === null) return deadline;
  const suspensions = closedSuspensions(deadline.suspensions);
  const calculation: Calculation = counted(rule, { startedAt: deadline.startedAt, suspensions, facts });
  const { basis, versions } = deadline;
  const recounted = { ...deadline, ...datesOf({ basis, versions, calculation }, deadline.agreedOn) };
  return withReceipt(recounted, calculation.receipt);
}

function closedSuspensions(suspensions: readonly Suspension[]): SuspendedDays[] {
  return suspensions.flatMap(({ from, resumes, ground }) => (resumes === null ? [] : [{ from, resumes, ground }]));
}

function attempt(make: () => Deadline): DeadlineOutcome {
  try {
    return { ok: true, deadline: make() };
  } catch (fault) {
    if (fault instanceof Uncountable) return { ok: false, error: fault.message };
    throw fault;
  }
}
