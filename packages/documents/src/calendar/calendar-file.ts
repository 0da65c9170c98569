/** One entry of a file: a day, or a span of days with both ends in it. Days are `YYYY-MM-DD`. */
export interface CalendarFileRow {
  /** The line of the file on which it stands or begins, from 1. */
  line: number;
  name: string;
  from: string;
  to: string;
}

/** What is wrong in one line of a file, and what to do about it. Never carries what stood there. */
export interface CalendarFileFault {
  line: number;
  text: string;
}

export type CalendarFile = { ok: true; rows: CalendarFileRow[] } | { ok: false; faults: CalendarFileFault[] };

/** More than a century of bank holidays. */
export const mostRows = 2000;
export const tooManyRows = `A file may have ${mostRows} entries. Split it.`;

const longestName = 200;
// Controls, and marks that hide text from a reader or turn its direction.
const hidden = /[\p{Cc}\p{Cf}\p{Cs}]/u;

/** White space as one space; a calendar's names stand on one line. */
export function tidyName(name: string): string {
  return name.replace(/\s+/g, ' ').trim();
}

/** What is wrong with an entry, or null. `to` may be the same day. */
export function rowFault({ name, from, to }: Omit<CalendarFileRow, 'line'>): string | null {
  if (name === '') return 'The name is missing. Write what the day or the term is called.';
  if (name.length > longestName) return `The name is longer than ${longestName} characters. Shorten it.`;
  if (hidden.test(name)) return 'The name holds characters that cannot be seen. Type it anew.';
  if (!isRealDay(from) || !isRealDay(to)) return 'This is no date. Write it as 2026-09-01 or as 01/09/2026.';
  return to < from ? 'It ends before it begins. Check the two dates.' : null;
}

/** Written `YYYY-MM-DD`, from 1900 to 2199, and a day of the calendar. */
export function isRealDay(date: string): boolean {
  if (!/^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(date)) return false;
  const day = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === date;
}

/** The day before or after, by whole days. */
export function dayAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
