import type { Period } from '../workflow/definition.js';
import { isDash } from './read-points.js';
import type { Found, Reader } from './reading.js';
import { numberOf, textAt, type Token } from './tokens.js';

const adverbs = new Map<string, Period>([
  ['monthly', 'month'],
  ['quarterly', 'quarter'],
  ['biannual', 'half-year'],
  ['biannually', 'half-year'],
  ['yearly', 'year'],
  ['annually', 'year'],
  ['annual', 'year'],
  ['termly', 'term'],
]);
const nouns = new Map<string, Period>([
  ['month', 'month'],
  ['quarter', 'quarter'],
  ['term', 'term'],
  ['year', 'year'],
  ['annum', 'year'],
]);
/** More often than any period of the council's. */
const shorter = ['daily', 'weekly', 'fortnightly'];
/** Months of a period by their number: every six months is each half-year. */
const lengths: Readonly<Record<number, Period>> = { 1: 'month', 3: 'quarter', 6: 'half-year', 12: 'year' };

/**
 * “monthly”, “six-monthly”, “every 3 months”, “per year”, “each term”, “twice a year”, “at each annual review”. A rhythm
 * that is none of the council's periods (weekly, every two months) is left to a person.
 */
export const readRecurrence: Reader = (tokens, index) =>
  readReview(tokens, index) ??
  readHalf(tokens, index) ??
  readEvery(tokens, index) ??
  readTwice(tokens, index) ??
  readAdverb(tokens, index);

/** “annual review(s)”, also “each foster carer annual review”: it comes round with the review, not with the year. */
function readReview(tokens: readonly Token[], index: number): Found | null {
  if (textAt(tokens, index) !== 'annual' || !/^reviews?$/.test(textAt(tokens, index + 1))) return null;
  return { reading: { kind: 'recurrence', each: 'year', at: 'annual review' }, used: 2 };
}

/** “six-monthly”, “6 monthly”, “half-yearly”; “two-monthly” and “bi-monthly” are no period of ours. */
function readHalf(tokens: readonly Token[], index: number): Found | null {
  const first = textAt(tokens, index);
  if (first === 'bimonthly') return recurring(undefined, 1);
  const used = isDash(textAt(tokens, index + 1)) ? 3 : 2;
  const last = textAt(tokens, index + used - 1);
  if (first === 'half' && last === 'yearly') return recurring('half-year', used);
  const count = first === 'bi' ? 2 : numberOf(first);
  return count !== null && last === 'monthly' ? recurring(lengths[count], used) : null;
}

/** “every month”, “each year”, “per annum”, “every 6 months”, “every six weeks” (which is no period of ours). */
function readEvery(tokens: readonly Token[], index: number): Found | null {
  if (!['every', 'each', 'per'].includes(textAt(tokens, index))) return null;
  const noun = nouns.get(textAt(tokens, index + 1));
  if (noun) return recurring(noun, 2);
  const count = numberOf(textAt(tokens, index + 1));
  const unit = textAt(tokens, index + 2);
  if (count === null) return null;
  if (/^months?$/.test(unit)) return recurring(lengths[count], 3);
  if (/^years?$/.test(unit)) return recurring(lengths[count * 12], 3);
  return /^(days?|weeks?)$/.test(unit) ? recurring(undefined, 3) : null;
}

/** “once a month”, “twice a year”, “three times a year”: the last as one in each year. */
function readTwice(tokens: readonly Token[], index: number): Found | null {
  const first = textAt(tokens, index);
  const used = textAt(tokens, index + 1) === 'a' ? 3 : 2;
  const last = textAt(tokens, index + used - 1);
  if (first === 'twice' && /^year(ly)?$/.test(last)) return recurring('half-year', used);
  if (!['once', 'times', 'minimum', 'twice'].includes(first) || used === 2) return null;
  return nouns.has(last) ? recurring(nouns.get(last), 3) : null;
}

function readAdverb(tokens: readonly Token[], index: number): Found | null {
  const word = textAt(tokens, index);
  return adverbs.has(word) || shorter.includes(word) ? recurring(adverbs.get(word), 1) : null;
}

function recurring(each: Period | undefined, used: number): Found {
  return { reading: each ? { kind: 'recurrence', each } : { kind: 'unparsed' }, used };
}
