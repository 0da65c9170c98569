import type { Calendar, LocalDate } from '../calendar/calendar.js';
import { addMonths, dayNumber, daysBetween, formatWeekday, fromDayNumber, weekdayOf } from '../calendar/local-date.js';
import { isSchoolDay } from '../calendar/school-days.js';
import { worksOn } from '../calendar/working-days.js';
import { Uncountable, type Reached, type SuspendedDays } from './calculation.js';
import { describeDuration } from './duration.js';
import { passedSteps } from './passed-days.js';
import type { Convention, Duration, Unit } from './rule.js';

/** What a count over days needs: the rule's own calendars, and the suspensions merged. */
export interface DayCount {
  from: LocalDate;
  duration: Duration;
  convention: Convention;
  calendars: readonly Calendar[];
  suspended: readonly SuspendedDays[];
}

/**
 * Counts in days of one kind, forwards or (negative amounts) back, and lists each holiday that was passed over.
 * Months become the days up to the corresponding date, so that suspended days move them like any other limit.
 */
export function countDays(count: DayCount): Reached {
  const { from, duration, suspended } = count;
  const direction = duration.amount < 0 ? -1 : 1;
  const size = sizeInDays(count);
  const passed: number[] = [];
  let day = dayNumber(from);
  if (size > 0 && count.convention === 'beginning-with') day -= direction;
  if (everyDayCounts(duration.unit) && suspended.length === 0) {
    day += direction * size;
  } else {
    for (let left = size; left > 0;) {
      day = pastSuspended(day + direction, direction, suspended);
      if (countsOn(day, count)) left -= 1;
      else if (weekdayOf(day) < 6) passed.push(day);
    }
  }
  const on = fromDayNumber(day);
  const steps = passedSteps(passed, duration.unit, count.calendars);
  return { on, at: null, steps: [...steps, { step: 'counted', date: on, text: countedText(count, on) }] };
}

/** How many counted days lie between the start and the date. Neither end of clear days counts, so the date is one more on. */
function sizeInDays({ from, duration, convention }: DayCount): number {
  const amount = Math.abs(duration.amount);
  const clear = convention === 'clear-days' && amount > 0 ? 1 : 0;
  switch (duration.unit) {
    case 'weeks':
      return amount * 7 + clear;
    case 'months':
      return Math.abs(daysBetween(from, addMonths(from, duration.amount))) + clear;
    case 'days':
    case 'working-days':
    case 'school-days':
      return amount + clear;
    case 'hours':
    case 'terms':
    case 'meetings':
      throw new Uncountable(`A rule cannot count ${duration.unit} by the convention ${convention}.`);
  }
}

function everyDayCounts(unit: Unit): boolean {
  return unit === 'days' || unit === 'weeks' || unit === 'months';
}

/** The day itself, or the first one past the suspensions that it lies in: years out are one step. */
function pastSuspended(day: number, direction: number, suspended: readonly SuspendedDays[]): number {
  if (suspended.length === 0) return day;
  const date = fromDayNumber(day);
  const out = suspended.find(({ from, resumes }) => from <= date && date < resumes);
  if (out === undefined) return day;
  const past = direction > 0 ? dayNumber(out.resumes) : dayNumber(out.from) - 1;
  return pastSuspended(past, direction, suspended);
}

function countsOn(day: number, { duration, calendars }: DayCount): boolean {
  if (everyDayCounts(duration.unit)) return true;
  const date = fromDayNumber(day);
  return duration.unit === 'school-days' ? isSchoolDay(date, calendars) : worksOn(day, date, calendars);
}

function countedText({ from, duration, convention }: DayCount, on: LocalDate): string {
  const clear = convention === 'clear-days' ? ' clear of both ends' : '';
  const weekends = everyDayCounts(duration.unit) ? '' : ', Saturdays and Sundays left out';
  if (duration.amount === 0) return `The same day, ${formatWeekday(on)}.`;
  const way = on < from ? 'back to' : 'on to';
  return `${describeDuration(duration)}${clear} counted ${way} ${formatWeekday(on)}${weekends}.`;
}
