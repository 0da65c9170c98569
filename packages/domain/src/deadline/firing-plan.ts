import type { Calendar, Instant, LocalDate } from '../calendar/calendar.js';
import { addDays } from '../calendar/local-date.js';
import { CalendarFault } from '../calendar/working-days.js';
import { londonInstant } from '../calendar/zone.js';
import { countDays } from './count-days.js';
import type { Deadline, Firing } from './deadline.js';
import { formatOffset } from './duration.js';
import { localCalendars } from './rules.js';
import type { Duration } from './rule.js';
import type { Facts } from '../work-item/work-item.js';

/** Reminders and levels fire at this time of their day, London time. */
const firingTime = '08:00';

/** What a plan is made from; `level` is the one at which the item stands. */
export type PlanFacts = Pick<Facts, 'calendars' | 'now' | 'definition' | 'level'>;

/**
 * What is still to fire, soonest first. `before` is the deadline as it was planned last. For a date that moved all is
 * planned anew, but for reminders whose time is past and levels that were reached by the date before; for the same date,
 * what has fired does not come back. A level whose time is past when it is first planned fires at once. The plan alone
 * says what has fired, so one that stands still keeps it.
 */
export function planFirings(deadline: Deadline, facts: PlanFacts, before: Deadline | null): Firing[] {
  const others = [...reminders(deadline, facts.calendars), dueFiring(deadline)];
  return [
    ...others.filter((firing) => isStillToFire(firing, facts.now, before)),
    ...levels(deadline, facts).flatMap((firing) => levelStillToFire(firing, facts, { deadline, before }) ?? []),
  ].sort(byInstant);
}

/** Of one instant, what is to come is said before what has come, and a lower level before a higher one. */
function byInstant(a: Firing, b: Firing): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return firingOrder.indexOf(a.kind) - firingOrder.indexOf(b.kind) || Number(a.mark) - Number(b.mark);
}

const firingOrder: readonly Firing['kind'][] = ['reminder', 'due', 'level'];

function isStillToFire(firing: Firing, now: Instant, before: Deadline | null): boolean {
  if (before === null || before.dueOn !== firing.dueOn) return firing.kind === 'due' || firing.at > now;
  return isPlanned(firing, before);
}

function isPlanned({ kind, mark }: Firing, { plan }: Deadline): boolean {
  return plan.some((each) => each.kind === kind && each.mark === mark);
}

function levelStillToFire(
  firing: Firing,
  { now, level }: PlanFacts,
  { deadline, before }: { deadline: Deadline; before: Deadline | null },
): Firing | null {
  const atOnce = firing.at > now ? firing.at : now;
  if (before === null || before.escalation !== deadline.escalation) return { ...firing, at: atOnce };
  const planned = before.plan.find(({ kind, mark }) => kind === 'level' && mark === firing.mark);
  if (before.dueOn === firing.dueOn)
    return planned ? keptLevel(firing, planned, { resumes: resumes(deadline, before), atOnce }) : null;
  const stands = level === undefined || level >= Number(firing.mark);
  return !planned && stands ? null : { ...firing, at: atOnce };
}

/** It keeps its time; what its time passed over while the limit stood still fires when that runs on. */
function keptLevel(
  firing: Firing,
  planned: Firing,
  { resumes, atOnce }: { resumes: boolean; atOnce: Instant },
): Firing {
  if (resumes) return { ...firing, at: atOnce };
  return { ...firing, at: planned.at > firing.at ? planned.at : firing.at };
}

const resumes = (deadline: Deadline, before: Deadline): boolean =>
  deadline.status === 'running' && before.status !== 'running';

function levels(deadline: Deadline, { calendars, definition }: PlanFacts): Firing[] {
  const path = deadline.escalation === null ? [] : (definition.escalation[deadline.escalation] ?? []);
  return path.flatMap(({ level, after }) => {
    const at = after === undefined ? null : levelAt(deadline, after, calendars);
    return at === null ? [] : [{ kind: 'level' as const, mark: String(level), at, dueOn: deadline.dueOn }];
  });
}

/**
 * The instant at which a level is reached: 08:00 of its day, counted from dueOn, and hours from the instant at which the
 * deadline becomes overdue. Null for a day that no calendar can place.
 */
export function levelAt(deadline: Deadline, after: Duration, calendars: readonly Calendar[]): Instant | null {
  if (after.unit === 'hours') return new Date(Date.parse(overdueAt(deadline)) + after.amount * 3_600_000).toISOString();
  const day = offsetDay(deadline.dueOn, after, calendarsOf(deadline, calendars));
  return day === null ? null : londonInstant(day, firingTime);
}

function dueFiring(deadline: Deadline): Firing {
  return { kind: 'due', mark: '', at: overdueAt(deadline), dueOn: deadline.dueOn };
}

/** The instant at which it becomes overdue: 00:00 of the day after dueOn, or for hours the very instant. */
function overdueAt({ dueOn, dueAt }: Pick<Deadline, 'dueOn' | 'dueAt'>): Instant {
  return dueAt ?? londonInstant(addDays(dueOn, 1), '00:00');
}

function reminders(deadline: Deadline, calendars: readonly Calendar[]): Firing[] {
  return deadline.reminders.flatMap((offset) => {
    const at = reminderAt(deadline, offset, calendars);
    return at === null ? [] : [{ kind: 'reminder' as const, mark: formatOffset(offset), at, dueOn: deadline.dueOn }];
  });
}

/** Reminders go by the earliest of the dates in play. Null for one that no calendar can place. */
function reminderAt(deadline: Deadline, offset: Duration, calendars: readonly Calendar[]): Instant | null {
  if (offset.unit === 'hours') return hoursFrom(deadline, offset.amount);
  const day = offsetDay(earliest(deadline), offset, calendarsOf(deadline, calendars));
  return day === null ? null : londonInstant(day, firingTime);
}

function hoursFrom(deadline: Deadline, hours: number): Instant {
  const due = deadline.dueAt ?? londonInstant(earliest(deadline), firingTime);
  return new Date(Date.parse(due) + hours * 3_600_000).toISOString();
}

function earliest({ dueOn, agreedOn, scheduledOn }: Deadline): LocalDate {
  return [dueOn, agreedOn ?? dueOn, scheduledOn ?? dueOn].sort()[0] ?? dueOn;
}

/** The calendars that the limit itself was counted over, else those of the council. */
export function calendarsOf(deadline: Deadline, calendars: readonly Calendar[]): Calendar[] {
  const own = deadline.versions.calendars.map(({ key }) => key);
  const keys: readonly string[] = own.length > 0 ? own : localCalendars;
  return calendars.filter(({ key }) => keys.includes(key));
}

/** A day so long after another (before it, when negative); null beyond what the calendars know. */
export function offsetDay(from: LocalDate, duration: Duration, calendars: readonly Calendar[]): LocalDate | null {
  try {
    return countDays({ from, duration, convention: 'within', calendars, suspended: [] }).on;
  } catch (fault) {
    if (fault instanceof CalendarFault) return null;
    throw fault;
  }
}
