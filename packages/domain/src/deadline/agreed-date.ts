import type { Calendar, LocalDate } from '../calendar/calendar.js';
import { addDays } from '../calendar/local-date.js';
import { isSchoolDay } from '../calendar/school-days.js';
import { isWorkingDay } from '../calendar/working-days.js';
import { londonDay } from '../calendar/zone.js';
import type { SuspendedDays } from './calculation.js';
import { countDays } from './count-days.js';
import type { Deadline } from './deadline.js';
import type { DeadlineRule, Unit } from './rule.js';
import { stoppingSpans } from './suspended-days.js';

/**
 * The agreed date of a deadline whose suspensions were others `before`: the days newly out, between the agreement and
 * its date, are added to it in the days that the rule counts in. Days out that stood already when it was agreed were
 * known to those who agreed.
 * @throws {CalendarFault} beyond what the calendars know.
 */
export function carriedAgreedOn(
  { agreedOn, extensions, suspensions }: Deadline,
  before: Deadline,
  rule: DeadlineRule,
  loaded: readonly Calendar[],
): LocalDate | null {
  const extension = extensions.at(-1);
  if (agreedOn === null || extension === undefined) return agreedOn;
  const calendars = loaded.filter(({ key }) => rule.calendars.includes(key));
  const suspended = stoppingSpans(suspensions, rule);
  const known = stoppingSpans(before.suspensions, rule);
  const afterAgreement = addDays(londonDay(extension.at), 1);
  const lost = suspended
    .flatMap((span) => daysIn(span, afterAgreement, agreedOn))
    .filter((day) => !known.some(({ from, resumes }) => from <= day && day < resumes))
    .filter((day) => countsIn(rule.duration.unit, day, calendars)).length;
  if (lost === 0) return agreedOn;
  const duration = { amount: lost, unit: countedUnit(rule.duration.unit) };
  return countDays({ from: agreedOn, duration, convention: 'within', calendars, suspended }).on;
}

/** The days of a span that lie between two days, both counted. */
function daysIn({ from, resumes }: SuspendedDays, first: LocalDate, last: LocalDate): LocalDate[] {
  const days: LocalDate[] = [];
  for (let day = from > first ? from : first; day < resumes && day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

/** What is longer or shorter than a day gives its days back as days. */
function countedUnit(unit: Unit): Unit {
  return unit === 'working-days' || unit === 'school-days' ? unit : 'days';
}

function countsIn(unit: Unit, day: LocalDate, calendars: readonly Calendar[]): boolean {
  if (unit === 'working-days') return isWorkingDay(day, calendars);
  return unit === 'school-days' ? isSchoolDay(day, calendars) : true;
}
