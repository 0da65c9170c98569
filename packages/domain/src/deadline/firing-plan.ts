import type { Calendar, Instant, LocalDate } from '../calendar/calendar.js';
import { addDays } from '../calendar/local-date.js';
import { CalendarFault } from '../calendar/working-days.js';
import { londonInstant } from '../calendar/zone.js';
import { countDays } from './count-days.js';
import type { Deadline, Firing } from './deadline.js';
import { formatOffset } from './duration.js';
import { localCalendars } from './rules.js';
import type { Duration } from './rule.js';

/** Reminders and levels fire at this time of their day, London time. */
const firingTime = '08:00';

/**
 * What is still to fire, soonest first. `before` is the deadline as it was planned last. For a date that moved all is
 * planned anew, but for reminders whose time is past; for the same date, what has fired does not come back. The plan
 * alone says what has fired, so one that stands still keeps it.
 */
export function planFirings(
  deadline: Deadline,
  calendars: readonly Calendar[],
  now: Instant,
  before: Deadline | null,
): Firing[] {
  return [...reminders(deadline, calendars), dueFiring(deadline)]
    .filter((firing) => isStillToFire(firing, now, before))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function isStillToFire(firing: Firing, now: Instant, before: Deadline | null): boolean {
  if (before === null || before.dueOn !== firing.dueOn) return firing.kind === 'due' || firing.at > now;
  return before.plan.some(({ kind, mark }) => kind === firing.kind && mark === firing.mark);
}

function dueFiring(deadline: Deadline): Firing {
  return { kind: 'due', mark: '', at: overdueAt(deadline), dueOn: deadline.dueOn };
}

/** The instant at which it becomes overdue: 00:00 of the day after dueOn, or for hours the very instant. */
export function overdueAt({ dueOn, dueAt }: Pick<Deadline, 'dueOn' | 'dueAt'>): Instant {
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
