import type { Calendar, Instant, LocalDate } from '../calendar/calendar.js';
import { londonDay } from '../calendar/zone.js';
import type { EscalationStep, LimitUse, WorkflowDefinition } from '../workflow/definition.js';
import { limitKey } from '../workflow/field-path.js';
import type { Facts, Fields } from '../work-item/work-item.js';
import type { Deadline, Extension, Firing } from './deadline.js';
import { attempt, datesOf, replan, withReceipt, type DeadlineOutcome } from './deadline-dates.js';
import { levelAt, planFirings } from './firing-plan.js';
import { dateLimit } from './limit-date.js';
import { asBegun } from './limit-origin.js';
import { asCounted } from './as-counted.js';
import type { Duration } from './rule.js';

/** A limit as a state uses it, with all of the item that its date may hang on. */
export interface LimitContext {
  definition: WorkflowDefinition;
  use: LimitUse;
  fields: Fields;
  facts: Facts;
  /** The item's deadlines: a limit may count from one of them (`deadline:KEY`) or share its time (`noLaterThan`). */
  deadlines?: readonly Deadline[];
  /** Meetings for which another occurrence was opened. */
  servedMeetings?: readonly string[];
  /** The limit is another than the deadline was begun by, and counts as its file says. */
  asWritten?: boolean;
}

/**
 * A limit begins on an item: its date, its receipt and the plan of what will fire. It starts at its origin, where it has
 * one. Refused where no date can be had; `nothingAsked` where none is wanted.
 */
export function startDeadline(input: LimitContext & { occurrence: number; startedAt: Instant }): DeadlineOutcome {
  const { definition, use, occurrence, facts } = input;
  return attempt(() => {
    const limit = dateLimit({ ...input, suspensions: [] });
    const key = limitKey(use);
    const fresh: Deadline = {
      key,
      occurrence,
      rule: use.rule ?? `${definition.key}/${key}`,
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
    return { ...deadline, plan: planFirings(deadline, facts, null) };
  });
}

/**
 * As `redateDeadline`, for what moves by itself: a limit that can no longer be worked out stays as it is.
 */
export function recalculateDeadline(deadline: Deadline, context: LimitContext): Deadline {
  const outcome = redateDeadline(deadline, context);
  return outcome.ok ? outcome.deadline : deadline;
}

/**
 * The same limit over today's calendars, meetings, fields and other deadlines. What was agreed, scheduled or suspended
 * stays; so does what has fired for the same date, and the version of the rule that it is counted by, for as long as it
 * counts from the same day. One that is over stays as it is; one that is no longer asked (the item names no period any
 * more) is cancelled. Refused where it can no longer be worked out.
 */
export function redateDeadline(deadline: Deadline, context: LimitContext): DeadlineOutcome {
  if (deadline.status !== 'running' && deadline.status !== 'suspended') return { ok: true, deadline };
  const kept = dateAgain(deadline, { ...context, facts: asCounted(context.facts, deadline) });
  const startsAlike = (each: DeadlineOutcome) => each.ok && each.deadline.startedOn === deadline.startedOn;
  const anew = startsAlike(kept) ? kept : dateAgain(deadline, context);
  // From the same day it goes by the same version, or not at all.
  const outcome = startsAlike(anew) ? kept : anew;
  return !outcome.ok && outcome.nothingAsked ? { ok: true, deadline: cancelDeadline(deadline) } : outcome;
}

function dateAgain(deadline: Deadline, context: LimitContext): DeadlineOutcome {
  return attempt(() => {
    const { startedAt, agreedOn, suspensions, versions } = deadline;
    const use = context.asWritten ? context.use : asBegun(context.use, deadline);
    const limit = dateLimit({ ...context, use, startedAt, suspensions, meetingId: versions.meeting?.id });
    const dated = withReceipt({ ...deadline, ...datesOf(limit, agreedOn) }, limit.calculation.receipt);
    return replan(dated, context.facts, deadline);
  });
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

/**
 * The day on which each level of an escalation path is reached, counted from dueOn, and hours from the instant at which
 * it becomes overdue; null where it goes by a meeting.
 */
export function escalationDates(
  path: readonly EscalationStep[],
  deadline: Deadline,
  calendars: readonly Calendar[],
): { level: number; on: LocalDate | null; answerWithin: Duration | null }[] {
  return path.map(({ level, after, answerWithin }) => {
    const at = after === undefined ? null : levelAt(deadline, after, calendars);
    return { level, on: at === null ? null : londonDay(at), answerWithin: answerWithin ?? null };
  });
}
