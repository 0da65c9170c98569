import type { Calendar, LocalDate } from './calendar.js';
import type { NamedDay } from './calendar-difference.js';
import type { CalendarEdit } from './edit-calendar.js';
import { faultsOf, type EditFault } from './edit-fault.js';
import { formatDay, formatWeekday, isLocalDate, weekday } from './local-date.js';

/** More would make every page slower that counts a date; the bank holidays of a century are a thousand. */
const mostDays = 5000;

/**
 * What is wrong with the days that are to be added, renamed and removed. `calendar` has the terms and the last known
 * day that it will have.
 */
export function dayFaults(calendar: Calendar, edit: CalendarEdit, today: LocalDate): EditFault[] {
  const { add = [], rename = [], remove = [] } = edit;
  const all = [...add, ...rename].map(({ date }) => date).concat(remove);
  if (Object.keys(calendar.days).length + add.length > mostDays)
    return [{ part: 'add', index: 0, text: `A calendar holds at most ${mostDays} days.` }];
  const repeated = new Set<LocalDate>();
  const seen = new Set<LocalDate>();
  for (const date of all) (seen.has(date) ? repeated : seen).add(date);
  return [
    ...faultsOf('add', add, (day) => addText(day, calendar)),
    ...faultsOf('rename', rename, (day) => blankText(day) ?? absentText(day.date, calendar)),
    ...faultsOf('remove', remove, (date) => absentText(date, calendar) ?? overText(date, calendar, today)),
    ...faultsOf('add', add, ({ date }) => twiceText(date, repeated)),
    ...faultsOf('rename', rename, ({ date }) => twiceText(date, repeated)),
    ...faultsOf('remove', remove, (date) => twiceText(date, repeated)),
  ];
}

function addText(day: NamedDay, calendar: Calendar): string | null {
  const { date } = day;
  if (!isLocalDate(date)) return 'Enter a real date.';
  const there = calendar.days[date];
  if (there !== undefined) return `${formatDay(date)} is there already, as “${there}”.`;
  return blankText(day) ?? outsideText(date, calendar) ?? idleText(date, calendar);
}

function blankText({ name }: NamedDay): string | null {
  return name.trim() === '' ? 'Enter what the day is called.' : null;
}

/** A day beyond what a calendar knows says nothing: no count gets there. */
function outsideText(date: LocalDate, { knownFrom, knownTo }: Calendar): string | null {
  if (knownFrom <= date && date <= knownTo) return null;
  const known = `${formatDay(knownFrom)} to ${formatDay(knownTo)}`;
  return `${formatDay(date)} lies outside the days that this calendar knows, ${known}. Check the year, or extend the calendar first.`;
}

/** A day that would take nothing away: no count gets shorter by it. */
function idleText(date: LocalDate, { kind, terms = [] }: Calendar): string | null {
  if (weekday(date) > 5)
    return `${formatWeekday(date)} is at a weekend, which never counts. Enter the day that takes its place.`;
  if (kind !== 'terms' || terms.some(({ from, to }) => from <= date && date <= to)) return null;
  return `${formatDay(date)} lies in no term, so it is no school day as it is.`;
}

function absentText(date: LocalDate, { days }: Calendar): string | null {
  return days[date] === undefined ? `${formatDay(date)} is not named in this calendar.` : null;
}

/** A council that opens after all may say so afterwards; a bank holiday that has been is one for ever. */
export function mayRemoveDay({ kind }: Pick<Calendar, 'kind'>, date: LocalDate, today: LocalDate): boolean {
  return kind !== 'holidays' || date >= today;
}

function overText(date: LocalDate, calendar: Calendar, today: LocalDate): string | null {
  if (mayRemoveDay(calendar, date, today)) return null;
  return `${formatDay(date)} (${calendar.days[date]}) is over, and dates were counted by it. A bank holiday that has been stays in the calendar.`;
}

function twiceText(date: LocalDate, repeated: ReadonlySet<LocalDate>): string | null {
  return repeated.has(date) ? `${formatDay(date)} is here twice.` : null;
}
