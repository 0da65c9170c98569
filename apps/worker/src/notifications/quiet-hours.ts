import { addWorkingDays, isWorkingDay, londonDay, londonInstant } from '@kept/domain';
import type { Calendar, Deadline, Instant } from '@kept/domain';
import type { Notice } from '@kept/database';

const opens = '08:00';
const closes = '18:00';

/**
 * The first instant from `now` at which people may be told: 08:00 to 18:00 on working days, Europe/London. The firing
 * itself happened at its instant; only the telling waits.
 *
 * @returns `now` itself inside waking hours
 */
export function nextWaking(now: Instant, calendars: readonly Calendar[]): Instant {
  const today = londonDay(now);
  const holidays = calendars.filter((calendar) => calendar.kind === 'holidays');
  if (isWorkingDay(today, holidays)) {
    const opening = londonInstant(today, opens);
    if (Date.parse(now) < Date.parse(opening)) return opening;
    if (Date.parse(now) < Date.parse(londonInstant(today, closes))) return now;
  }
  return londonInstant(addWorkingDays(today, 1, holidays), opens);
}

/**
 * Whether a notice is told at any hour: a limit marked `ignoresQuietHours` (a child missing over 48 hours), or the
 * breach of a statutory date on the day of the breach.
 */
export function isUrgent(notice: Pick<Notice, 'kind' | 'late'>, deadline: Deadline | null): boolean {
  if (deadline === null) return false;
  if (deadline.ignoresQuietHours) return true;
  return notice.kind === 'overdue' && deadline.statutoryOn === deadline.dueOn && !notice.late;
}
