import type { Calendar, LocalDate, Term } from './calendar.js';
import { formatDay, weekday } from './local-date.js';
import { CalendarFault } from './working-days.js';

/** Terms that are loaded, with the first and last day for which they are known. */
interface LoadedTerms {
  terms: readonly Term[];
  holidays: Calendar['days'];
}

/** @throws {CalendarFault} when no terms are loaded for the day: a school holiday is never guessed. */
function termsFor(date: LocalDate, calendars: readonly Calendar[]): LoadedTerms {
  const { terms = [], days = {} } = calendars.find(({ kind }) => kind === 'terms') ?? {};
  const first = terms[0]?.from;
  const last = terms.at(-1)?.to;
  if (first === undefined || last === undefined) throw new CalendarFault('School terms not loaded for any day.');
  if (date < first) throw new CalendarFault(`School terms not loaded before ${formatDay(first)}.`);
  if (date > last) throw new CalendarFault(`School terms not loaded after ${formatDay(last)}.`);
  return { terms, holidays: days };
}

/** Monday to Friday within a term, and no holiday of it. @throws {CalendarFault} where terms are not loaded. */
export function isSchoolDay(date: LocalDate, calendars: readonly Calendar[]): boolean {
  const { terms, holidays } = termsFor(date, calendars);
  if (weekday(date) > 5 || holidays[date] !== undefined) return false;
  return terms.some((term) => term.from <= date && date <= term.to);
}

/**
 * The n-th term in which something is to happen, counted from a day: the term in which the day lies is the first,
 * or, between terms, the next. @throws {CalendarFault} where that term is not loaded.
 */
export function termAfter(date: LocalDate, count: number, calendars: readonly Calendar[]): Term {
  const { terms } = termsFor(date, calendars);
  const term = terms.filter(({ to }) => date <= to)[count - 1];
  if (term === undefined) {
    throw new CalendarFault(`School terms not loaded after ${formatDay(terms.at(-1)?.to ?? date)}.`);
  }
  return term;
}
