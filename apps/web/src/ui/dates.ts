import { formatDay, isLocalDate } from '@kept/domain';

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const day = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** `2020-02-18` → `18 February 2020`. */
export const dayInWords = formatDay;

/** An instant, as London reads it: `17 February 2020, 09:14`. */
export function instantInWords(instant: string | number): string {
  const at = new Date(instant);
  return `${dayInWords(day.format(at))}, ${clock.format(at)}`;
}

/** The time of an instant, as London reads it: `09:14`. */
export function timeInWords(instant: string | number): string {
  return clock.format(new Date(instant));
}

/** The server's `daysLeft` (calendar days, negative when overdue) in the words of an officer. */
export function daysLeftInWords(daysLeft: number): string {
  if (daysLeft === 0) return 'due today';
  if (daysLeft === 1) return 'due tomorrow';
  if (daysLeft > 1) return `due in ${daysLeft} days`;
  return daysLeft === -1 ? 'overdue by 1 day' : `overdue by ${-daysLeft} days`;
}

export interface TypedDate {
  day: string;
  month: string;
  year: string;
}

export const emptyDate = (): TypedDate => ({ day: '', month: '', year: '' });

export function typedDate(date: string | null | undefined): TypedDate {
  const [year = '', month = '', dayOfMonth = ''] = (date ?? '').split('-');
  return { day: dayOfMonth.replace(/^0/, ''), month: month.replace(/^0/, ''), year };
}

/**
 * What was typed as `YYYY-MM-DD`; `null` when all three boxes are empty, `undefined` when it is no day of any calendar.
 * Months may be typed as words, as the Design System asks.
 */
export function readTypedDate(typed: TypedDate): string | null | undefined {
  const [d, m, y] = [typed.day.trim(), typed.month.trim(), typed.year.trim()];
  if (!d && !m && !y) return null;
  const named = m.length >= 3 ? months.findIndex((name) => name.toLowerCase().startsWith(m.toLowerCase())) + 1 : 0;
  const [dayOfMonth, month] = [Number(d), named || Number(m)];

  const date = `${y}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
  return isLocalDate(date) ? date : undefined;
}
