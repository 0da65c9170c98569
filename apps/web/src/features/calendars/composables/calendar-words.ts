import type { CalendarDifferenceView, CalendarView } from '@kept/contracts';
import { formatWeekday } from '@kept/domain';
import { dayInWords } from '../../../ui/dates.js';

const kinds: Readonly<Record<CalendarView['kind'], string>> = {
  holidays: 'Bank holidays: no working days',
  closures: 'Closures of the council: no working days',
  terms: 'School terms: these days are school days',
};
export const kindInWords = (kind: CalendarView['kind']): string => kinds[kind];

/** `Monday 2 March 2020`. */
export const weekdayInWords = formatWeekday;

interface Term {
  name: string;
  from: string;
  to: string;
}
export const spanInWords = ({ from, to }: Pick<Term, 'from' | 'to'>): string =>
  from === to ? weekdayInWords(from) : `${dayInWords(from)} to ${dayInWords(to)}`;
const termInWords = (term: Term): string => `${term.name}, ${spanInWords(term)}`;

/** What a change does to the calendar itself, a line for each day and term. */
export function differenceInWords(difference: CalendarDifferenceView): string[] {
  const { added, removed, renamed, termsAdded, termsRemoved, termsChanged, knownTo } = difference;
  return [
    ...termsAdded.map((term) => `Added: ${termInWords(term)}`),
    ...termsChanged.map(({ from, to }) => `Changed: ${termInWords(from)}; now ${termInWords(to)}`),
    ...termsRemoved.map((term) => `Taken out: ${termInWords(term)}`),
    ...added.map(({ date, name }) => `Added: ${weekdayInWords(date)}, ${name}`),
    ...removed.map(({ date, name }) => `Taken out: ${weekdayInWords(date)}, ${name}`),
    ...renamed.map(({ date, from, to }) => `Renamed: ${weekdayInWords(date)}, from “${from}” to “${to}”`),
    ...(knownTo ? [`Known to ${dayInWords(knownTo.to)}, until now to ${dayInWords(knownTo.from)}`] : []),
  ];
}

/** The same in one line, for a list: the first line, and how many more there are. */
export function differenceInBrief(difference: CalendarDifferenceView): string {
  const [first = 'Nothing', ...others] = differenceInWords(difference);
  if (others.length === 0) return first;
  return `${first}, and ${others.length} more`;
}

/** A day by its date; undefined where the calendar does not name it. */
export function dayOf({ years }: CalendarView, date: string) {
  return years.flatMap(({ days }) => days).find((day) => day.date === date);
}

/** A term by the day on which it begins. */
export function termOf({ years }: CalendarView, starts: string) {
  return years.flatMap(({ terms }) => terms).find(({ from }) => from === starts);
}
