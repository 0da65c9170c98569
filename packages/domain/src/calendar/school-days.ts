import type { Calendar, LocalDate, Term } from './calendar.js';
import { formatDay, weekday } from './local-date.js';
import { CalendarFault } from './working-days.js';

/** The calendar of school terms among those given. @throws {CalendarFault} when no terms are loaded for the day. */
function termsFor(date: LocalDate, calendars: readonly Calendar[]): Calendar {
  const terms = calendars.find((calendar) => calendar.kind === 'terms');
  const last = terms?.terms?.at(-1);
  if (terms === undefined || last === undefined) throw new CalendarFault('School terms are not loaded.');
  const first = terms.terms?.[0]?.from ?? terms.knownFrom;
  if (date < first) throw new CalendarFault(`School terms are not loaded before ${formatDay(first)}.`);
  if (date > terms.knownTo || date > last.to) {
    throw new CalendarFault(`School terms are not loaded after ${formatDay(last.to < terms.knownTo ? last.to : terms.knownTo)}.`);
  }
  return terms;
}

/** Monday to Friday within a term, and no holiday of it. @throws {CalendarFault} where terms are not loaded. */
export function isSchoolDay(date: LocalDate, calendars: readonly Calendar[]): boolean {
  const calendar = termsFor(date, calendars);
  if (weekday(date) > 5 || calendar.days[date] !== undefined) return false;
  return (calendar.terms ?? []).some((term) => term.from <= date && date <= term.to);
}

/**
 * The n-th term in which something is to happen, counted from a day: the term in which the day lies is the first,
 * or, between terms, the next. @throws {CalendarFault} where that term is not loaded.
 */
export function termAfter(date: LocalDate, count: number, calendars: readonly Calendar[]): Term {
  const { terms = [], title } = termsFor(date, calendars);
  const term = terms.filter(({ to }) => date <= to)[count - 1];
  if (term === undefined) {
    throw new CalendarFault(`School terms are not loaded after ${formatDay(terms.at(-1)?.to ?? date)} (${title}).`);
  }
  return term;
}
