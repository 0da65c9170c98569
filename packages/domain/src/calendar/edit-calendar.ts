import type { Calendar, LocalDate, Term } from './calendar.js';
import { calendarDifference, namedDays, withAnnouncement } from './calendar-difference.js';
import type { CalendarDifference, NamedDay } from './calendar-difference.js';
import { dayFaults } from './check-edited-days.js';
import { termFaults } from './check-edited-terms.js';
import type { EditFault } from './edit-fault.js';
import { isLocalDate } from './local-date.js';

/** What somebody wants of a calendar. All of it is done, or nothing. */
export interface CalendarEdit {
  add?: readonly NamedDay[];
  /** Days that are named already, with another name. */
  rename?: readonly NamedDay[];
  remove?: readonly LocalDate[];
  terms?: TermEdit;
  /** Another last day for which the calendar is known: later than the one it has. */
  knownTo?: LocalDate;
}

/** Terms are told apart by the day on which they begin. */
export interface TermEdit {
  add?: readonly Term[];
  change?: readonly { starts: LocalDate; term: Term }[];
  remove?: readonly LocalDate[];
}

export type EditedCalendar =
  { ok: true; calendar: Calendar; difference: CalendarDifference } | { ok: false; faults: readonly EditFault[] };

/**
 * The calendar with the edit done, under the next revision. What was made known is dated today, so that a date can still
 * be counted as it would have been before. Refused with every fault at once.
 */
export function editCalendar(calendar: Calendar, edit: CalendarEdit, today: LocalDate): EditedCalendar {
  const terms = editedTerms(calendar, edit.terms);
  const known = { ...calendar, knownTo: edit.knownTo ?? calendar.knownTo, ...knownByTerms(calendar, terms) };
  const faults = [
    ...knownToFaults(calendar, edit),
    ...termFaults(known, edit.terms ?? {}, today),
    ...dayFaults({ ...known, ...(terms && { terms }) }, edit, today),
  ];
  if (faults.length > 0) return { ok: false, faults };
  return {
    ok: true,
    ...revised(calendar, { ...known, days: editedDays(calendar, edit, terms), ...(terms && { terms }) }, today),
  };
}

/**
 * The calendar as it was before a change, under the next revision: that the change once held stays known, as one that
 * was made and taken back.
 */
export function restoreCalendar(
  now: Calendar,
  then: Calendar,
  today: LocalDate,
): { calendar: Calendar; difference: CalendarDifference } {
  return revised(now, then, today);
}

function revised(before: Calendar, wanted: Calendar, today: LocalDate) {
  const difference = calendarDifference(before, wanted);
  const { changes: _old, ...content } = wanted;
  const calendar: Calendar = {
    ...content,
    ...withAnnouncement(before.changes, difference, today),
    revision: before.revision + 1,
  };
  return { calendar, difference };
}

/** Days in their order. A holiday of a term that is no longer one goes with it. */
function editedDays(calendar: Calendar, edit: CalendarEdit, terms: readonly Term[] | undefined): Calendar['days'] {
  const removed = new Set(edit.remove);
  const days = Object.fromEntries(
    [...namedDays(calendar), ...(edit.rename ?? []), ...(edit.add ?? [])].map(({ date, name }) => [date, name.trim()]),
  );
  const lost = ({ date }: NamedDay) =>
    terms !== undefined && liesIn(date, calendar.terms ?? []) && !liesIn(date, terms);
  const kept = namedDays({ days }).filter((day) => !removed.has(day.date) && !lost(day));
  return Object.fromEntries(kept.map(({ date, name }) => [date, name]));
}

function liesIn(date: LocalDate, terms: readonly Term[]): boolean {
  return terms.some(({ from, to }) => from <= date && date <= to);
}

/** Terms are known as far as they are loaded: another one carries the calendar on. */
function knownByTerms(
  { kind, knownFrom, knownTo }: Calendar,
  terms: readonly Term[] | undefined,
): Partial<Pick<Calendar, 'knownFrom' | 'knownTo'>> {
  if (kind !== 'terms' || terms === undefined) return {};
  const days = [knownFrom, knownTo, ...terms.flatMap(({ from, to }) => [from, to])].filter(isLocalDate).sort();
  return { knownFrom: days[0] ?? knownFrom, knownTo: days.at(-1) ?? knownTo };
}

/** Undefined where the edit is not about terms. */
function editedTerms({ terms = [] }: Calendar, edit: TermEdit | undefined): Term[] | undefined {
  if (edit === undefined) return undefined;
  const { add = [], change = [], remove = [] } = edit;
  const gone = new Set([...remove, ...change.map(({ starts }) => starts)]);
  const tidy = ({ name, from, to }: Term): Term => ({ name: name.trim(), from, to });
  return [
    ...terms.filter(({ from }) => !gone.has(from)),
    ...change.map(({ term }) => tidy(term)),
    ...add.map(tidy),
  ].sort((a, b) => (a.from < b.from ? -1 : 1));
}

function knownToFaults({ knownTo }: Calendar, edit: CalendarEdit): EditFault[] {
  if (edit.knownTo === undefined || edit.knownTo > knownTo) return [];
  return [{ part: 'knownTo', index: 0, text: 'Choose a day after the last one for which the calendar is known now.' }];
}
