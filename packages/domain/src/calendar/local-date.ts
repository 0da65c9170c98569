import type { LocalDate } from './calendar.js';

const dayLength = 86_400_000;
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** Days since 1 January 1970: a day as an integer, for sums. */
export function dayNumber(date: LocalDate): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / dayLength;
}

/** Days already written out: a count walks the same few hundred days again and again, on the path of every transition. */
const written = new Map<number, LocalDate>();
const mostWritten = 50_000;

/** The day with that number: `fromDayNumber(0)` is `1970-01-01`. */
export function fromDayNumber(day: number): LocalDate {
  const known = written.get(day);
  if (known !== undefined) return known;
  const date = new Date(day * dayLength).toISOString().slice(0, 10);
  if (written.size >= mostWritten) written.clear();
  written.set(day, date);
  return date;
}

/**
 * Is it a real calendar day, written `YYYY-MM-DD`, from 1900 to 2199? `2019-02-29` is not. No case that Kept tracks
 * starts or ends outside these years; a date beyond them is a slip of the pen.
 */
export function isLocalDate(text: string): boolean {
  return (
    /^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(dayNumber(text)) &&
    fromDayNumber(dayNumber(text)) === text
  );
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return fromDayNumber(dayNumber(date) + days);
}

/** Calendar days from one day to another; negative when `to` is earlier. `addDays(from, daysBetween(from, to)) === to`. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** 1 is Monday, 7 is Sunday. */
export function weekday(date: LocalDate): number {
  return weekdayOf(dayNumber(date));
}

/** As `weekday`, for a day given by its number. 1 January 1970 was a Thursday. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** The corresponding date n months on, else the last day of that month: 31 January and one month is 28 or 29 February. */
export function addMonths(date: LocalDate, count: number): LocalDate {
  const month = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + count;
  const first = Date.UTC(Math.floor(month / 12), month % 12, 1) / dayLength;
  const last = Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0) / dayLength;
  return fromDayNumber(Math.min(first + Number(date.slice(8, 10)) - 1, last));
}

/** `18 February 2020`. */
export function formatDay(date: LocalDate): string {
  return `${Number(date.slice(8, 10))} ${months[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;
}

/** `Tuesday 18 February 2020`. */
export function formatWeekday(date: LocalDate): string {
  return `${weekdays[weekday(date) - 1]} ${formatDay(date)}`;
}
