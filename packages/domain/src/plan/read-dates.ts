import { addDays, addMonths } from '../calendar/local-date.js';
import { isDash, readPoint, type Point } from './read-points.js';
import type { Found, PlanContext, Reader } from './reading.js';
import { textAt, wordsAt, type Token } from './tokens.js';

const vague = [
  'early',
  'mid',
  'late',
  'spring',
  'summer',
  'autumn',
  'winter',
  'circa',
  'around',
  'about',
  'approximately',
];
const yearGiven = 'The year is not printed; the plan’s own was taken.';
const endGiven = 'It names a month to begin with and only a year to end with; the end of that year was taken.';

/** “Summer 2018”, “mid September 2018”: a time that no day can be made of without asking. */
export const readVague: Reader = (tokens, index, plan) => {
  if (!vague.includes(textAt(tokens, index))) return null;
  const at = isDash(textAt(tokens, index + 1)) || textAt(tokens, index + 1) === 'in' ? index + 2 : index + 1;
  const point = readPoint(tokens, at, plan);
  return point && { reading: { kind: 'unparsed' }, used: at + point.used - index };
};

/** “April 2018 – October 2018”, “from 1 April 2018 to 31 March 2019”, “October to December 2018”. */
export const readRange: Reader = (tokens, index, plan) => {
  const from = readPoint(tokens, index, plan);
  if (!from || !joinsARange(tokens, index, index + from.used)) return null;
  const to = readPoint(tokens, index + from.used + 1, plan);
  if (!to) return null;
  const first = from.bare && !to.bare ? beforeIn(from, to) : from.first;
  if (first > to.last) return null;
  return {
    reading: { kind: 'period', from: first, to: to.last, ...doubtOfRange(from, to) },
    used: from.used + 1 + to.used,
  };
};

function joinsARange(tokens: readonly Token[], index: number, at: number): boolean {
  const sign = textAt(tokens, at);
  if (sign === 'and') return textAt(tokens, index - 1) === 'between';
  return isDash(sign) || ['to', 'until', 'till', 'through'].includes(sign);
}

/** “during 2018-2019”, “throughout May 2018”, “for 2018”, “2018-2019”. */
export const readSpan: Reader = (tokens, index, plan) => {
  const opens = ['during', 'throughout', 'over'].includes(textAt(tokens, index));
  const point = readPoint(tokens, opens ? index + 1 : index, plan);
  if (!point || !isWhole(point, opens) || (!opens && namesAnEnd(tokens, index))) return null;
  return {
    reading: { kind: 'period', from: point.first, to: point.last, ...doubtOf(point) },
    used: point.used + (opens ? 1 : 0),
  };
};

/** A year is a time to do something in; a month is one only where it says so: otherwise it is a day, its last. */
function isWhole({ size }: Point, opens: boolean): boolean {
  return size === 'year' || size === 'council-year' || (opens && size === 'month');
}

/** “July 2018” is its last day, “31st March 2019” that day, “before May 2018” the day before; “end of 2018”. */
export const readDate: Reader = (tokens, index, plan) => {
  const point = readPoint(tokens, index, plan);
  if (!point || (point.bare && !namesADay(tokens, index))) return null;
  return { reading: { kind: 'date', on: dayMeant(point, tokens, index), ...doubtOf(point) }, used: point.used };
};

/** “end of Term 3”, “by Term 2 2018”, by the terms that are loaded; “Q2”, “quarter 3”; “end of the financial year”. */
export const readPartOfYear: Reader = (tokens, index, plan) =>
  readTerm(tokens, index, plan) ?? readQuarter(tokens, index, plan) ?? readEndOfPlan(tokens, index, plan);

function readTerm(tokens: readonly Token[], index: number, { terms = [], from }: PlanContext): Found | null {
  const number = textAt(tokens, index + 1);
  if (textAt(tokens, index) !== 'term' || !/^[1-6]$/.test(number)) return null;
  const term = terms.find(({ name, to }) => name.toLowerCase() === `term ${number}` && to >= from);
  if (!term) return { reading: { kind: 'unparsed', doubt: 'The terms of that year are not loaded.' }, used: 2 };
  const begins = ['start', 'beginning'].includes(textAt(tokens, index - 2));
  return { reading: { kind: 'date', on: begins ? term.from : term.to }, used: 2 };
}

function readQuarter(tokens: readonly Token[], index: number, plan: PlanContext): Found | null {
  const number = textAt(tokens, index + 1);
  if (!['q', 'quarter'].includes(textAt(tokens, index)) || !/^[1-4]$/.test(number)) return null;
  const year = readPoint(tokens, index + 2, plan);
  const named = year?.size === 'council-year' ? year : null;
  const end = addMonths(named?.first ?? plan.from, 3 * Number(number));
  return { reading: { kind: 'date', on: addDays(end, -1) }, used: 2 + (named?.used ?? 0) };
}

function readEndOfPlan(tokens: readonly Token[], index: number, { to }: PlanContext): Found | null {
  for (const words of [
    'end of the financial year',
    'end of financial year',
    'end of the year',
    'end of the plan',
    'year end',
  ]) {
    const used = words.split(' ').length;
    if (wordsAt(tokens, index, used) === words) return { reading: { kind: 'date', on: to }, used };
  }
  return null;
}

function dayMeant(point: Point, tokens: readonly Token[], index: number): string {
  if (textAt(tokens, index - 1) === 'before' || wordsAt(tokens, index - 2, 2) === 'prior to')
    return addDays(point.first, -1);
  const begins = ['start of', 'beginning of'].includes(wordsAt(tokens, index - 2, 2));
  return begins ? point.first : point.last;
}

/** Words before a year that make it a day: “by 2019”, “by the end of 2018-19”. */
function namesAnEnd(tokens: readonly Token[], index: number): boolean {
  const before = textAt(tokens, index - 1);
  return ['by', 'before', 'until', 'till'].includes(before) || (before === 'of' && namesADay(tokens, index));
}

/** A month without a year is one only where something before it says so: “may” is also a verb. */
function namesADay(tokens: readonly Token[], index: number): boolean {
  const before = textAt(tokens, index - 1);
  if (before === 'of') return ['end', 'start', 'beginning', 'middle'].includes(textAt(tokens, index - 2));
  return ['by', 'before', 'until', 'till', 'in', 'during', 'from'].includes(before);
}

/** The month that a range begins with, in the year of its end or, where that would be later, in the one before. */
function beforeIn(from: Point, to: Point): string {
  const same = `${to.last.slice(0, 4)}${from.first.slice(4)}`;
  return same <= to.last ? same : addMonths(same, -12);
}

function doubtOfRange(from: Point, to: Point): { doubt?: string } {
  return from.size === 'month' && to.size === 'year' ? { doubt: endGiven } : doubtOf(to);
}

function doubtOf(point: Point): { doubt?: string } {
  return point.bare ? { doubt: yearGiven } : {};
}
