import type { Calendar, LocalDate } from '../calendar/calendar.js';
import { addDays, formatWeekday, fromDayNumber, weekday } from '../calendar/local-date.js';
import { schoolHolidayName } from '../calendar/school-days.js';
import { holidayName } from '../calendar/working-days.js';
import type { ReceiptStep, Unit } from './rule.js';

/** The steps of a receipt for the weekdays that a count passed over, in the order in which it met them. */
export function passedSteps(passed: readonly number[], unit: Unit, calendars: readonly Calendar[]): ReceiptStep[] {
  const dates = passed.map(fromDayNumber);
  if (unit !== 'school-days') return dates.map((date) => skipped(date, holidayName(date, calendars) ?? ''));
  return stretches(dates.sort(), calendars).map(([first, last]) => {
    const name = schoolHolidayName(first, calendars);
    return name === undefined ? outOfTerm(first, last) : skipped(first, name);
  });
}

function skipped(date: LocalDate, name: string): ReceiptStep {
  return { step: 'skipped', date, text: `${formatWeekday(date)} does not count: ${name}.` };
}

function outOfTerm(first: LocalDate, last: LocalDate): ReceiptStep {
  const days = first === last ? formatWeekday(first) : `${formatWeekday(first)} to ${formatWeekday(last)}`;
  return { step: 'school-holidays', date: first, text: `${days} does not count: school holidays.` };
}

/** Weekdays out of term that follow each other become one stretch; a named holiday within a term stands alone. */
function stretches(dates: readonly LocalDate[], calendars: readonly Calendar[]): [LocalDate, LocalDate][] {
  const found: [LocalDate, LocalDate][] = [];
  for (const date of dates) {
    const last = found.at(-1);
    const joins = last !== undefined && nextWeekday(last[1]) === date && areOutOfTerm([last[0], date], calendars);
    if (joins) last[1] = date;
    else found.push([date, date]);
  }
  return found;
}

function areOutOfTerm(dates: readonly LocalDate[], calendars: readonly Calendar[]): boolean {
  return dates.every((date) => schoolHolidayName(date, calendars) === undefined);
}

function nextWeekday(date: LocalDate): LocalDate {
  return addDays(date, weekday(date) === 5 ? 3 : 1);
}
