import { formatDay, formatWeekday, weekday } from '@kept/domain';
import type { FormError } from '../../../forms/field-values.js';
import { readTypedDate } from '../../../ui/dates.js';

/** As many days as one form takes: a body that meets each month has its year. */
export const mostDays = 12;

export interface TypedDay {
  /** The line that it stands on, from 1. */
  line: number;
  date: string;
}

// Monday first, as weeks are counted here; “Weds” is short for none of them as it is spelt.
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

const written = [
  // 17 March 2027.
  /^(?<day>\d{1,2})\s+(?<month>[a-z]+)\s+(?<year>\d{4})$/i,
  // 17/3/2027, and as spreadsheets write it.
  /^(?<day>\d{1,2})[/.](?<month>\d{1,2})[/.](?<year>\d{4})$/,
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/,
];

/** Reads one date on a line, as people write it or paste it from a list; empty lines say nothing. */
export function readTypedDays(text: string): { days: TypedDay[]; errors: FormError[] } {
  const days: TypedDay[] = [];
  const errors: FormError[] = [];
  const fault = (words: string) => errors.push({ field: 'dates', text: words });
  text.split('\n').forEach((typed, place) => {
    const said = typed.trim();
    if (said === '') return;
    const read = readDay(said);
    if ('date' in read) days.push({ line: place + 1, date: read.date });
    else fault(`Line ${place + 1}: ${read.fault}`);
  });
  if (days.length + errors.length === 0) fault('Enter at least one date.');
  if (days.length > mostDays) fault(`Enter at most ${mostDays} dates at a time.`);
  return { days, errors };
}

/** A weekday may stand before the date; it is the date's own, for whoever wrote another meant another day. */
function readDay(said: string): { date: string } | { fault: string } {
  const [, word, rest = said] = /^([a-z]+)[.,]?\s+(.+)$/i.exec(said) ?? [];
  const date = dayOf(rest);
  const named = word === undefined ? null : weekdayNamed(word.toLowerCase());
  if (!date || named === 0) return { fault: `“${said.slice(0, 40)}” is not a date.` };
  if (named === null || named === weekday(date)) return { date };
  return { fault: `${formatDay(date)} is a ${formatWeekday(date).split(' ', 1)[0]}.` };
}

/** 1 for Monday to 7 for Sunday, as `weekday` counts; 0 for a word that names none. */
function weekdayNamed(word: string): number {
  const start = word === 'weds' ? 'wed' : word;
  return start.length < 3 ? 0 : weekdays.findIndex((name) => name.startsWith(start)) + 1;
}

function dayOf(said: string): string | null | undefined {
  const parts = written.map((form) => form.exec(said)?.groups).find((groups) => groups !== undefined);
  if (!parts) return undefined;
  return readTypedDate({ day: parts['day'] ?? '', month: parts['month'] ?? '', year: parts['year'] ?? '' });
}

/** Which line a refusal is about: `dates.2` is the third date that was sent. */
export function aboutLine({ field, text }: FormError, days: readonly TypedDay[]): FormError {
  const place = /^dates\.(\d+)$/.exec(field)?.[1];
  if (place === undefined) return { field, text };
  return { field: 'dates', text: `Line ${days[Number(place)]?.line ?? Number(place) + 1}: ${text}` };
}
