import { mayChangeTerm, mayRemoveDay, namedDays } from '@kept/domain';
import type { Calendar, LocalDate } from '@kept/domain';
import type { CalendarListView, CalendarView } from '@kept/contracts';
import type { HeldCalendar } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { changesCalendars } from './calendar.policy.js';

type Summary = Pick<CalendarView, 'key' | 'title' | 'kind' | 'revision' | 'source' | 'knownFrom' | 'knownTo'>;
type Years = CalendarView['years'];

/** How many days or terms to come a list shows. */
const mostComing = 2;

export function presentCalendars(held: readonly HeldCalendar[], { actor, today }: Caller): CalendarListView {
  return {
    calendars: held.map((each) => ({ ...summaryOf(each), coming: comingOf(each.calendar, today) })),
    mayChange: changesCalendars.allows(actor.roles),
  };
}

export function presentCalendar(held: HeldCalendar, { actor, today }: Caller): CalendarView {
  return {
    ...summaryOf(held),
    years: yearsOf(held.calendar, today),
    libraryAlso: libraryAlso(held, today),
    mayChange: changesCalendars.allows(actor.roles),
  };
}

function summaryOf({ calendar, isOwn }: HeldCalendar): Summary {
  const { key, title, kind, revision } = calendar;
  return { key, title, kind, revision, source: isOwn ? 'council' : 'library', ...knownDays(calendar) };
}

function knownDays({ kind, knownFrom, knownTo, terms = [] }: Calendar): Pick<Summary, 'knownFrom' | 'knownTo'> {
  if (kind !== 'terms') return { knownFrom, knownTo };
  return { knownFrom: terms[0]?.from ?? null, knownTo: terms.at(-1)?.to ?? null };
}

function comingOf(calendar: Calendar, today: LocalDate) {
  const days = namedDays(calendar).map(({ date, name }) => ({ from: date, to: date, name }));
  const entries = calendar.kind === 'terms' ? (calendar.terms ?? []) : days;
  return entries
    .filter(({ to }) => to >= today)
    .slice(0, mostComing)
    .map(({ from, to, name }) => ({ from, to, name }));
}

function yearsOf(calendar: Calendar, today: LocalDate): Years {
  const announced = new Map(
    (calendar.changes ?? []).flatMap(({ announcedOn, added }) => added.map((date) => [date, announcedOn] as const)),
  );
  const days = namedDays(calendar).map(({ date, name }) => ({
    date,
    name,
    announcedOn: announced.get(date) ?? null,
    mayRemove: mayRemoveDay(calendar, date, today),
  }));
  const terms = (calendar.terms ?? []).map((term) => ({ ...term, mayChange: mayChangeTerm(term, today) }));
  const years = [
    ...new Set([...days.map(({ date }) => yearOf(date)), ...terms.map(({ from }) => yearOf(from))]),
  ].sort();
  return years.map((year) => ({
    year,
    days: days.filter(({ date }) => yearOf(date) === year),
    terms: terms.filter(({ from }) => yearOf(from) === year),
  }));
}

const yearOf = (date: LocalDate): number => Number(date.slice(0, 4));

/** A council's own calendar no longer follows the one that ships: what a release brings is for the council to take over. */
function libraryAlso({ calendar, isOwn, library }: HeldCalendar, today: LocalDate): CalendarView['libraryAlso'] {
  if (!isOwn || library === null) return [];
  const terms = calendar.kind === 'terms' ? (calendar.terms ?? []) : null;
  const counts = (date: LocalDate) => terms?.some(({ from, to }) => from <= date && date <= to) ?? true;
  return namedDays(library).filter(({ date }) => date >= today && counts(date) && calendar.days[date] === undefined);
}
