import type { Calendar, LocalDate } from './calendar.js';
import { dayNumber, formatDay, fromDayNumber, weekdayOf } from './local-date.js';

/** A count that would need a day which a calendar does not know. Refused, never guessed. */
export class CalendarFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CalendarFault';
  }
}

/** Refuses a day outside what every given calendar knows. */
function assertKnown(date: LocalDate, calendars: readonly Calendar[]): void {
  for (const calendar of calendars) {
    if (!takesDaysAway(calendar)) continue;
    if (date < calendar.knownFrom) {
      throw new CalendarFault(`The calendar ${calendar.key} is not known before ${formatDay(calendar.knownFrom)}.`);
    }
    if (date > calendar.knownTo) {
      throw new CalendarFault(`The calendar ${calendar.key} is not known after ${formatDay(calendar.knownTo)}.`);
    }
  }
}

function takesDaysAway(calendar: Calendar): boolean {
  return calendar.kind !== 'terms';
}

/** The name of the holiday or closure on a day, or null. Several calendars may name it; the first does. */
export function holidayName(date: LocalDate, calendars: readonly Calendar[]): string | null {
  for (const calendar of calendars) {
    const name = takesDaysAway(calendar) ? calendar.days[date] : undefined;
    if (name !== undefined) return name;
  }
  return null;
}

/**
 * Monday to Friday, and named by none of the calendars of holidays and closures.
 * @throws {CalendarFault} for a day that one of them does not know.
 */
export function isWorkingDay(date: LocalDate, calendars: readonly Calendar[]): boolean {
  return worksOn(dayNumber(date), date, calendars);
}

/** As `isWorkingDay`, for a walk that has the day's number at hand. */
export function worksOn(day: number, date: LocalDate, calendars: readonly Calendar[]): boolean {
  assertKnown(date, calendars);
  return weekdayOf(day) < 6 && holidayName(date, calendars) === null;
}

/**
 * The n-th working day after a day (before it, when n is negative); the day itself never counts, and n = 0 is the day.
 * @throws {CalendarFault} beyond what the calendars know.
 */
export function addWorkingDays(date: LocalDate, count: number, calendars: readonly Calendar[]): LocalDate {
  const step = Math.sign(count);
  let day = dayNumber(date);
  let reached = date;
  for (let left = Math.abs(count); left > 0;) {
    day += step;
    reached = fromDayNumber(day);
    if (worksOn(day, reached, calendars)) left -= 1;
  }
  return reached;
}

/**
 * Working days after `from` up to and with `to`; counting back, those before `from` down to and with `to`, as a
 * negative number. So `workingDaysBetween(d, addWorkingDays(d, n)) === n`.
 * @throws {CalendarFault} beyond what the calendars know.
 */
export function workingDaysBetween(from: LocalDate, to: LocalDate, calendars: readonly Calendar[]): number {
  const start = dayNumber(from);
  const end = dayNumber(to);
  const step = Math.sign(end - start);
  let count = 0;
  for (let day = start; day !== end;) {
    day += step;
    if (worksOn(day, fromDayNumber(day), calendars)) count += step;
  }
  return count;
}
