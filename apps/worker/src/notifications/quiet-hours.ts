import { addDays, isWorkingDay, londonDay, londonInstant, weekday } from '@kept/domain';
import type { Calendar, Deadline, Instant, LocalDate } from '@kept/domain';
import type { Notice } from '@kept/database';

const opens = '08:00';
const closes = '18:00';

/** 08:00 of a day in London. */
export const openingOf = (day: LocalDate): Instant => londonInstant(day, opens);

/**
 * Whether people are told on a day: Monday to Friday, but for bank holidays and the closures of the council. Beyond what a
 * calendar knows it takes no day away: a calendar that ends must not end the telling.
 */
export function isTellingDay(day: LocalDate, calendars: readonly Calendar[]): boolean {
  const known = calendars.filter((each) => each.kind !== 'terms' && each.knownFrom <= day && day <= each.knownTo);
  return isWorkingDay(day, known);
}

/** The next such day after a day, or the last one before it. */
export function tellingDay(which: 'after' | 'before', day: LocalDate, calendars: readonly Calendar[]): LocalDate {
  const step = which === 'after' ? 1 : -1;
  let found = addDays(day, step);
  while (!isTellingDay(found, calendars)) found = addDays(found, step);
  return found;
}

/** Whether a day on which people are told is the first one of its week. */
export function opensWeek(day: LocalDate, calendars: readonly Calendar[]): boolean {
  return tellingDay('before', day, calendars) < addDays(day, 1 - weekday(day));
}

/**
 * The first instant from `now` at which people may be told: 08:00 to 18:00 on working days, Europe/London. The firing
 * itself happened at its instant; only the telling waits.
 *
 * @returns `now` itself inside waking hours
 */
export function nextWaking(now: Instant, calendars: readonly Calendar[]): Instant {
  const today = londonDay(now);
  if (isTellingDay(today, calendars)) {
    const opening = openingOf(today);
    if (Date.parse(now) < Date.parse(opening)) return opening;
    if (Date.parse(now) < Date.parse(londonInstant(today, closes))) return now;
  }
  return openingOf(tellingDay('after', today, calendars));
}

/** What is known of a message when it is to be told. */
interface Occasion {
  /** The day on which it would be told. */
  today: LocalDate;
  /** The level at which the item stands. */
  level: number;
}

/**
 * Whether a notice is told at any hour: a limit marked `ignoresQuietHours` (a child missing over 48 hours), a level of
 * escalation from the third on, or the breach of a statutory date on the day of the breach.
 */
export function isUrgent(
  notice: Pick<Notice, 'kind' | 'late' | 'createdAt'>,
  deadline: Deadline | null,
  { today, level }: Occasion,
): boolean {
  if (notice.kind === 'exception') return false;
  if (notice.kind === 'escalation' && level >= 3) return true;
  if (deadline === null) return false;
  if (deadline.ignoresQuietHours) return true;
  const onTheDay = !notice.late && londonDay(notice.createdAt) === today;
  return notice.kind === 'overdue' && deadline.statutoryOn === deadline.dueOn && onTheDay;
}
