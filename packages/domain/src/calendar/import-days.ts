import type { Calendar, LocalDate, Term } from './calendar.js';
import { overlap, type CalendarDifference, type NamedDay } from './calendar-difference.js';
import { editCalendar, type TermEdit } from './edit-calendar.js';
import { addDays, daysBetween, weekday } from './local-date.js';

/** One day, or a span of days with both ends in it, as a line of a file names it. */
export interface ImportedDays {
  line: number;
  name: string;
  from: LocalDate;
  to: LocalDate;
}

/** What is wrong in one line of a file, and what to do about it. */
export interface LineFault {
  line: number;
  text: string;
}

export type ImportedCalendar =
  /** `unchanged` counts the lines that say what the calendar says already. */
  | { ok: true; calendar: Calendar; difference: CalendarDifference; unchanged: number }
  | { ok: false; faults: readonly LineFault[] };

type Lined<Entry> = Entry & { line: number };

/** A closure that is longer is rather a slip of the pen. */
const longestClosure = 60;

/**
 * The calendar with the days of a file. A file only adds: what it does not name stays as it is, and what the calendar has
 * already is left alone, so that the same file does nothing a second time. In a calendar of terms a span is a term and a
 * single day a holiday of one; a term that overlaps one of the same name takes its place. All of it, or nothing.
 */
export function importIntoCalendar(
  calendar: Calendar,
  rows: readonly ImportedDays[],
  today: LocalDate,
): ImportedCalendar {
  const spans = calendar.kind === 'terms' ? rows.filter(({ from, to }) => from < to) : [];
  const single = rows.filter((row) => !spans.includes(row));
  const days = daysOf(single);
  const fresh = once(days.named).filter(({ date }) => calendar.days[date] === undefined);
  const terms = termsOf(calendar, spans);
  const faults = [...days.faults, ...contradictions(days.named), ...spans.flatMap(holidayFault)];
  if (faults.length > 0) return { ok: false, faults: inOrder(faults) };
  const edited = editCalendar(calendar, { add: fresh, terms: terms.edit }, today);
  if (edited.ok) return { ...edited, unchanged: rows.length - linesOf(fresh, terms.lines) };
  const lineOf = { add: fresh.map(({ line }) => line), ...terms.lines } as Record<string, number[]>;
  return {
    ok: false,
    faults: inOrder(edited.faults.map(({ part, index, text }) => ({ line: lineOf[part]?.[index] ?? 1, text }))),
  };
}

/** Every weekday of each row; a row that has none keeps its first day, for which there is a sentence. */
function daysOf(rows: readonly ImportedDays[]): { named: Lined<NamedDay>[]; faults: LineFault[] } {
  const faults = rows
    .filter(({ from, to }) => daysBetween(from, to) >= longestClosure)
    .map(({ line }) => ({ line, text: `This is longer than ${longestClosure} days. Write each closure by itself.` }));
  const named = rows
    .filter(({ line }) => !faults.some((fault) => fault.line === line))
    .flatMap(({ line, name, from, to }) => {
      const days = Array.from({ length: daysBetween(from, to) + 1 }, (_, step) => addDays(from, step));
      const counted = days.filter((date) => weekday(date) < 6);
      return (counted.length > 0 ? counted : [from]).map((date) => ({ line, date, name }));
    });
  return { named, faults };
}

/** Each day once, from the line that names it first. */
function once(days: readonly Lined<NamedDay>[]): Lined<NamedDay>[] {
  const first = firstOfEach(days);
  return days.filter((day) => first.get(day.date) === day);
}

function contradictions(days: readonly Lined<NamedDay>[]): LineFault[] {
  const first = firstOfEach(days);
  return days.flatMap(({ line, date, name }) => {
    const other = first.get(date);
    if (other === undefined || other.name === name) return [];
    return [{ line, text: `Line ${other.line} gives this day another name. Keep one of the two.` }];
  });
}

function firstOfEach(days: readonly Lined<NamedDay>[]): Map<LocalDate, Lined<NamedDay>> {
  return new Map([...days].reverse().map((day) => [day.date, day]));
}

const holidayWords = /holiday|half[ -]?term|\bbreak\b|\binset\b|closed|closure/i;

/** Lists of schools name the holidays too, and a holiday that is loaded as a term would count every day wrongly. */
function holidayFault({ line, name }: ImportedDays): LineFault[] {
  if (!holidayWords.test(name)) return [];
  return [
    {
      line,
      text: 'This looks like a holiday. What lies between two terms is not entered: take the line out, or give the term its own name.',
    },
  ];
}

interface TermsOfFile {
  edit: TermEdit;
  lines: { 'terms.add': number[]; 'terms.change': number[] };
}

/** New terms, and those that take the place of one of the same name in the same weeks. */
function termsOf({ terms = [] }: Calendar, spans: readonly ImportedDays[]): TermsOfFile {
  const same = (one: Term, other: Term) => one.name.toLowerCase() === other.name.toLowerCase();
  const standing = (row: ImportedDays) => terms.find((term) => overlap(term, row) && same(term, row));
  const differs = (row: ImportedDays, term: Term) => row.from !== term.from || row.to !== term.to;
  const added = spans.filter((row) => standing(row) === undefined);
  const changed = spans.flatMap((row) => {
    const term = standing(row);
    return term !== undefined && differs(row, term) ? [{ row, starts: term.from }] : [];
  });
  const termOf = ({ name, from, to }: ImportedDays): Term => ({ name, from, to });
  return {
    edit: {
      add: added.map(termOf),
      change: changed.map(({ row, starts }) => ({ starts, term: termOf(row) })),
    },
    lines: { 'terms.add': added.map(({ line }) => line), 'terms.change': changed.map(({ row }) => row.line) },
  };
}

/** How many lines of the file bring something new. */
function linesOf(days: readonly Lined<NamedDay>[], terms: TermsOfFile['lines']): number {
  return new Set([...days.map(({ line }) => line), ...terms['terms.add'], ...terms['terms.change']]).size;
}

const inOrder = (faults: readonly LineFault[]): LineFault[] => [...faults].sort((a, b) => a.line - b.line);
