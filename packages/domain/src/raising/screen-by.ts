import type { Calendar } from '../calendar/calendar.js';
import type { Instant, LocalDate } from '../calendar/calendar.js';
import { addWorkingDays, isWorkingDay } from '../calendar/working-days.js';
import { londonInstant } from '../calendar/zone.js';
import { localCalendars } from '../deadline/rules.js';

/** When the office closes, in Kent. */
const closes = '17:00';

/**
 * The day by which a card that was raised by a one-time link is screened: the same day, or by the end of the next working
 * day where it came out of hours. What comes before the office opens is of that day.
 */
export function screenBy({
  now,
  today,
  calendars,
}: {
  now: Instant;
  today: LocalDate;
  calendars: readonly Calendar[];
}): LocalDate {
  const office = calendars.filter(({ key }) => localCalendars.some((each) => each === key));
  const inHours = isWorkingDay(today, office) && Date.parse(now) < Date.parse(londonInstant(today, closes));
  return inHours ? today : addWorkingDays(today, 1, office);
}
