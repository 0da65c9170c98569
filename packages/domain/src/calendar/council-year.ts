import type { LocalDate } from './calendar.js';
import { addDays, addMonths } from './local-date.js';

/** A stretch of months, both ends counted. */
export interface MonthPeriod {
  from: LocalDate;
  to: LocalDate;
}

/** The month in which a council's year begins: its quarters begin in April, July, October and January. */
const firstMonth = 4;

/**
 * The period in which a day lies, of those of so many months that follow each other without a gap from April on. A
 * number of months that does not divide twelve would begin in another month each year: it is the caller's to refuse.
 */
export function periodOfMonths(date: LocalDate, months: number): MonthPeriod {
  const [year = 0, month = 1] = date.split('-').map(Number);
  const sinceApril = year * 12 + month - firstMonth;
  const first = sinceApril - (((sinceApril % months) + months) % months) + firstMonth - 1;
  const from = `${Math.floor(first / 12)}-${String((first % 12) + 1).padStart(2, '0')}-01`;
  return { from, to: addDays(addMonths(from, months), -1) };
}
