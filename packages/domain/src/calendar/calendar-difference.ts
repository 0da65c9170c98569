import type { Calendar, CalendarChange, LocalDate, Term } from './calendar.js';

/** A day with the name that a calendar gives it. */
export interface NamedDay {
  date: LocalDate;
  name: string;
}

/** What two images of one calendar differ in, soonest first. */
export interface CalendarDifference {
  added: NamedDay[];
  removed: NamedDay[];
  renamed: { date: LocalDate; from: string; to: string }[];
  termsAdded: Term[];
  termsRemoved: Term[];
  /** A term that was moved, lengthened or renamed. */
  termsChanged: { from: Term; to: Term }[];
  knownTo: { from: LocalDate; to: LocalDate } | null;
}

/** What `after` has that `before` had not, and the other way round. */
export function calendarDifference(before: Calendar, after: Calendar): CalendarDifference {
  const gone = (before.terms ?? []).filter((term) => !hasTerm(after, term));
  const come = (after.terms ?? []).filter((term) => !hasTerm(before, term));
  const termsChanged = gone.flatMap((from) => {
    const to = come.find((each) => overlap(each, from));
    return to ? [{ from, to }] : [];
  });
  return {
    added: daysMissingIn(before, after),
    removed: daysMissingIn(after, before),
    renamed: renamedDays(before, after),
    termsAdded: come.filter((term) => !termsChanged.some(({ to }) => to === term)),
    termsRemoved: gone.filter((term) => !termsChanged.some(({ from }) => from === term)),
    termsChanged,
    knownTo: before.knownTo === after.knownTo ? null : { from: before.knownTo, to: after.knownTo },
  };
}

/** Do the two images say the same of every day? Their revisions do not matter. */
export function isSameCalendar(one: Calendar, other: Calendar): boolean {
  const { knownTo, ...lists } = calendarDifference(one, other);
  return knownTo === null && Object.values(lists).every((list) => list.length === 0);
}

/**
 * From which day on a count over the calendar may come out otherwise: `any` where what could not be counted before now
 * can, `none` where only names changed.
 */
export function countsOtherwiseFrom({ added, removed, ...others }: CalendarDifference): LocalDate | 'any' | 'none' {
  const { termsAdded, termsRemoved, termsChanged, knownTo } = others;
  if (knownTo !== null || termsAdded.length + termsRemoved.length + termsChanged.length > 0) return 'any';
  return [...added, ...removed].map(({ date }) => date).sort()[0] ?? 'none';
}

/** The calendar's own list of what was made known when, with this difference as the newest of it. */
export function withAnnouncement(
  changes: readonly CalendarChange[] | undefined,
  { added, removed }: CalendarDifference,
  announcedOn: LocalDate,
): Pick<Calendar, 'changes'> {
  if (added.length + removed.length === 0) return changes === undefined ? {} : { changes };
  const dropped = Object.fromEntries(removed.map(({ date, name }) => [date, name]));
  const latest = {
    announcedOn,
    added: added.map(({ date }) => date),
    ...(removed.length > 0 && { dropped }),
  };
  return { changes: [...(changes ?? []), latest] };
}

export function overlap(one: Term, other: Term): boolean {
  return one.from <= other.to && other.from <= one.to;
}

function hasTerm({ terms = [] }: Calendar, { name, from, to }: Term): boolean {
  return terms.some((each) => each.name === name && each.from === from && each.to === to);
}

/** The days of `whole` that `part` does not name. */
function daysMissingIn(part: Calendar, whole: Calendar): NamedDay[] {
  return namedDays(whole).filter(({ date }) => part.days[date] === undefined);
}

function renamedDays(before: Calendar, after: Calendar): CalendarDifference['renamed'] {
  return namedDays(after).flatMap(({ date, name }) => {
    const from = before.days[date];
    return from === undefined || from === name ? [] : [{ date, from, to: name }];
  });
}

/** The days of a calendar in their order. */
export function namedDays({ days }: Pick<Calendar, 'days'>): NamedDay[] {
  return Object.entries(days)
    .map(([date, name]) => ({ date, name }))
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}
