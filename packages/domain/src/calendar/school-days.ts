import type { Calendar, LocalDate, Term } from './calendar.js';
import { daysBetween, formatDay, weekday } from './local-date.js';
import { CalendarFault } from './working-days.js';

/** Terms that are loaded, with the holidays inside them. */
interface LoadedTerms {
  terms: readonly Term[];
  holidays: Calendar['days'];
}

/**
 * No school is closed for so many days on end (the summer takes about forty): between terms that lie further apart,
 * terms are missing.
 */
export const tooLongForAHoliday = 56;

/** @throws {CalendarFault} when no terms are loaded for the day: a school holiday is never guessed. */
function termsFor(date: LocalDate, calendars: readonly Calendar[]): LoadedTerms {
  const { terms = [], days: holidays = {} } = onlyTerms(calendars);
  const [first] = terms;
  if (first === undefined) throw new CalendarFault('School terms not loaded for any day.');
  if (date < first.from) throw new CalendarFault(`School terms not loaded before ${formatDay(first.from)}.`);
  const last = terms.findLastIndex(({ from }) => from <= date);
  const before = terms[last];
  if (before !== undefined && date > before.to) assertFollows(before, terms[last + 1]);
  return { terms, holidays };
}

function onlyTerms(calendars: readonly Calendar[]): Partial<Calendar> {
  const [found, another] = calendars.filter(({ kind }) => kind === 'terms');
  if (found !== undefined && another !== undefined)
    throw new CalendarFault(`School terms of two authorities are named (${found.key}, ${another.key}): name one.`);
  return found ?? {};
}

/** @throws {CalendarFault} where the term after this one is not loaded. */
function assertFollows(term: Term, next: Term | undefined): asserts next is Term {
  if (next === undefined || daysBetween(term.to, next.from) > tooLongForAHoliday)
    throw new CalendarFault(`School terms not loaded after ${formatDay(term.to)}.`);
}

/** Monday to Friday within a term, and no holiday of it. @throws {CalendarFault} where terms are not loaded. */
export function isSchoolDay(date: LocalDate, calendars: readonly Calendar[]): boolean {
  const { terms, holidays } = termsFor(date, calendars);
  if (weekday(date) > 5 || holidays[date] !== undefined) return false;
  return terms.some((term) => term.from <= date && date <= term.to);
}

/** What the terms' own calendar calls a day on which no school is held within a term: a bank holiday. */
export function schoolHolidayName(date: LocalDate, calendars: readonly Calendar[]): string | undefined {
  return onlyTerms(calendars).days?.[date];
}

/**
 * The n-th term in which something is to happen, counted from a day: the term in which the day lies is the first,
 * or, between terms, the next. @throws {CalendarFault} where that term is not loaded.
 */
export function termAfter(date: LocalDate, count: number, calendars: readonly Calendar[]): Term {
  const { terms } = termsFor(date, calendars);
  const first = terms.findIndex(({ to }) => date <= to);
  let term = terms[first];
  for (let next = first + 1; term !== undefined && next < first + count; next += 1) {
    const after = terms[next];
    assertFollows(term, after);
    term = after;
  }
  if (term === undefined) throw new CalendarFault(`School terms not loaded after ${formatDay(date)}.`);
  return term;
}
