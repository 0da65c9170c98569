import type { LocalDate } from '../calendar/calendar.js';
import { addDays, addMonths, isLocalDate } from '../calendar/local-date.js';
import type { PlanContext } from './reading.js';
import { textAt, type Token } from './tokens.js';

/** A day, a month or a year as it is written, with its first and last day. */
export interface Point {
  first: LocalDate;
  last: LocalDate;
  size: 'day' | 'month' | 'year' | 'council-year';
  used: number;
  /** A month without a year, which the plan's period gave it. */
  bare?: true;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const names = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const ordinals = ['st', 'nd', 'rd', 'th'];

/** What stands at a token, the longest way of writing it first; null where no day, month or year does. */
export function readPoint(tokens: readonly Token[], index: number, plan: PlanContext): Point | null {
  return (
    readNumbers(tokens, index) ??
    readDay(tokens, index) ??
    readAmericanDay(tokens, index) ??
    readMonth(tokens, index, plan) ??
    readCouncilYear(tokens, index, plan) ??
    readYear(tokens, index)
  );
}

export function isDash(text: string): boolean {
  return text === '-' || text === '–' || text === '—';
}

/** 1 to 12 for `July`, `Sept`; 0 for anything else. */
function monthNumber(word: string): number {
  if (word === 'sept') return 9;
  return names.indexOf(word) + 1 || months.indexOf(word) + 1;
}

/** `2018` to a number; null for what is no year that a plan could name. */
function yearNumber(text: string): number | null {
  return /^(19|20|21)\d{2}$/.test(text) ? Number(text) : null;
}

function dayPoint(year: number, month: number, day: number, used: number): Point | null {
  const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isLocalDate(date) ? { first: date, last: date, size: 'day', used } : null;
}

function monthPoint(year: number, month: number, used: number): Point {
  const first = `${year}-${String(month).padStart(2, '0')}-01`;
  return { first, last: addDays(addMonths(first, 1), -1), size: 'month', used };
}

/** `2018-10-13`, `13/10/2018`. */
function readNumbers(tokens: readonly Token[], index: number): Point | null {
  const [a, sign, b, second, c] = [0, 1, 2, 3, 4].map((ahead) => textAt(tokens, index + ahead));
  if (sign !== second || ![a, b, c].every((text) => /^\d{1,4}$/.test(text ?? ''))) return null;
  if (sign === '-' && yearNumber(a ?? '') !== null) return dayPoint(Number(a), Number(b), Number(c), 5);
  if (sign === '/' && yearNumber(c ?? '') !== null) return dayPoint(Number(c), Number(b), Number(a), 5);
  return null;
}

/** `13th October 2018`, `13 of October 2018`. */
function readDay(tokens: readonly Token[], index: number): Point | null {
  if (!/^\d{1,2}$/.test(textAt(tokens, index))) return null;
  let at = index + 1;
  if (ordinals.includes(textAt(tokens, at))) at += 1;
  if (textAt(tokens, at) === 'of') at += 1;
  const month = monthNumber(textAt(tokens, at));
  const year = yearNumber(textAt(tokens, at + 1));
  return month && year ? dayPoint(year, month, Number(textAt(tokens, index)), at + 2 - index) : null;
}

/** `March 31, 2019`. */
function readAmericanDay(tokens: readonly Token[], index: number): Point | null {
  const month = monthNumber(textAt(tokens, index));
  if (!month || !/^\d{1,2}$/.test(textAt(tokens, index + 1))) return null;
  let at = index + 2;
  if (ordinals.includes(textAt(tokens, at))) at += 1;
  if (textAt(tokens, at) === ',') at += 1;
  const year = yearNumber(textAt(tokens, at));
  return year ? dayPoint(year, month, Number(textAt(tokens, index + 1)), at + 1 - index) : null;
}

/** `September 2018`, `Sept. 2018`; and `September` alone, in the year that the plan's period gives it. */
function readMonth(tokens: readonly Token[], index: number, plan: PlanContext): Point | null {
  const month = monthNumber(textAt(tokens, index));
  if (!month) return null;
  const at = [',', '.', 'of'].includes(textAt(tokens, index + 1)) ? index + 2 : index + 1;
  const year = yearNumber(textAt(tokens, at));
  if (year) return monthPoint(year, month, at + 1 - index);
  const inPlan = monthPoint(Number(plan.from.slice(0, 4)), month, 1);
  const point = inPlan.last < plan.from ? monthPoint(Number(plan.from.slice(0, 4)) + 1, month, 1) : inPlan;
  return { ...point, bare: true };
}

/** `2018-2019`, `2018-19`, `2018/19`: the council's year or years, which begin as the plan's period does. */
function readCouncilYear(tokens: readonly Token[], index: number, plan: PlanContext): Point | null {
  const from = yearNumber(textAt(tokens, index));
  const sign = textAt(tokens, index + 1);
  if (!from || (!isDash(sign) && sign !== '/')) return null;
  const text = textAt(tokens, index + 2);
  const to = /^\d{2}$/.test(text) ? Math.floor(from / 100) * 100 + Number(text) : yearNumber(text);
  if (!to || to <= from || to > from + 10) return null;
  const first = `${from}${plan.from.slice(4)}`;
  if (!isLocalDate(first)) return null;
  return { first, last: addDays(addMonths(first, 12 * (to - from)), -1), size: 'council-year', used: 3 };
}

function readYear(tokens: readonly Token[], index: number): Point | null {
  const text = textAt(tokens, index);
  return yearNumber(text) ? { first: `${text}-01-01`, last: `${text}-12-31`, size: 'year', used: 1 } : null;
}
