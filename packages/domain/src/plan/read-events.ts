import type { Duration } from '../deadline/rule.js';
import type { Found, Reader } from './reading.js';
import { numberOf, textAt, wordsAt, type Token } from './tokens.js';

const moments = ['time', 'point', 'start', 'beginning', 'end', 'commencement'];
/** Words that a name does not go on over. What is annual comes round, and is read as a recurrence. */
const stops = [
  'annual',
  'each',
  'every',
  'all',
  'for',
  'and',
  'or',
  'to',
  'by',
  'in',
  'with',
  'where',
  'of',
  'at',
  'on',
  'being',
  'is',
  'are',
  'was',
];
const happenings =
  /^(placements?|referrals?|applications?|allegations?|complaints?|approval|registration|requests?|assessments?|reviews?|meetings?|visits?)$/;
const longestName = 3;

/** “at time of approval”, “within 5 working days of placement”, “for every in-house placement”, “from age 17.5 years”. */
export const readEvent: Reader = (tokens, index) =>
  readWithin(tokens, index) ??
  readAfter(tokens, index) ??
  readMoment(tokens, index) ??
  readAge(tokens, index) ??
  readEach(tokens, index) ??
  readOccasion(tokens, index);

/** “within 5 working days of placement”; where the event is not named, it stands elsewhere in the row. */
function readWithin(tokens: readonly Token[], index: number): Found | null {
  if (textAt(tokens, index) !== 'within') return null;
  const at = isArticle(textAt(tokens, index + 1)) ? index + 2 : index + 1;
  const count = textAt(tokens, at) === 'statutory' ? at + 1 : at;
  const length = readLength(tokens, count);
  if (!length) return null;
  const used = count + length.used - index;
  const joined = ['of', 'from', 'after', 'following'].includes(textAt(tokens, index + used));
  const name = joined ? nameAt(tokens, index + used + 1) : null;
  return event(name?.words ?? '', used + (name ? 1 + name.used : 0), length.duration);
}

/** “6 months after approval”, “2 weeks before the meeting”. */
function readAfter(tokens: readonly Token[], index: number): Found | null {
  const length = readLength(tokens, index);
  if (!length) return null;
  const word = textAt(tokens, index + length.used);
  if (!['after', 'following', 'before'].includes(word)) return null;
  const name = nameAt(tokens, index + length.used + 1);
  if (!name) return null;
  const { amount, unit } = length.duration;
  return event(name.words, length.used + 1 + name.used, { amount: word === 'before' ? -amount : amount, unit });
}

/** “at time of approval”, “at the point of referral”, “at the start of placement”. */
function readMoment(tokens: readonly Token[], index: number): Found | null {
  if (textAt(tokens, index) !== 'at') return null;
  const at = textAt(tokens, index + 1) === 'the' ? index + 2 : index + 1;
  const moment = textAt(tokens, at);
  if (!moments.includes(moment) || textAt(tokens, at + 1) !== 'of') return null;
  const name = nameAt(tokens, at + 2);
  if (!name) return null;
  const words = ['time', 'point'].includes(moment) ? name.words : `${moment} of ${name.words}`;
  return event(words, at + 2 + name.used - index);
}

/** “at the age of 17 years”, “from age 17.5”. */
function readAge(tokens: readonly Token[], index: number): Found | null {
  if (!['at', 'from', 'by'].includes(textAt(tokens, index))) return null;
  const at = textAt(tokens, index + 1) === 'the' ? index + 2 : index + 1;
  if (textAt(tokens, at) !== 'age') return null;
  const count = textAt(tokens, at + 1) === 'of' ? at + 2 : at + 1;
  const age = numberOf(textAt(tokens, count));
  if (age === null) return null;
  const years = textAt(tokens, count + 1) === 'years' ? 1 : 0;
  return event(`age ${age}`, count + 1 + years - index);
}

/** “for every in-house placement”, “each referral”: it comes with each of them, and nobody knows when. */
function readEach(tokens: readonly Token[], index: number): Found | null {
  if (!['all', 'every', 'each'].includes(textAt(tokens, index))) return null;
  const used = happeningWithin(tokens, index + 1, longestName + 1, ['in', '-']);
  const words = wordsAt(tokens, index, used + 1).replaceAll(' - ', '-');
  // “each annual review” comes round, and “every month” does: they are recurrences.
  return used > 0 && !/\b(annual|months?|quarters?|terms?|years?)\b/.test(words) ? event(words, used + 1) : null;
}

/** “at placement arrangement meeting”, “at review”, “following approval”, “on referral”. */
function readOccasion(tokens: readonly Token[], index: number): Found | null {
  if (!['at', 'on', 'upon', 'after', 'following'].includes(textAt(tokens, index))) return null;
  const at = isArticle(textAt(tokens, index + 1)) ? index + 2 : index + 1;
  const used = happeningWithin(tokens, at, longestName);
  return used > 0 ? event(wordsAt(tokens, at, used), at + used - index) : null;
}

/** How many tokens from a place on name something that happens: the most that do within a few; 0 where none does. */
function happeningWithin(
  tokens: readonly Token[],
  index: number,
  most: number,
  allowed: readonly string[] = [],
): number {
  let named = 0;
  for (let used = 1; used <= most; used += 1) {
    const word = textAt(tokens, index + used - 1);
    if (!allowed.includes(word) && !isNameWord(word)) break;
    if (happenings.test(word)) named = used;
  }
  return named;
}

/** Up to three words, without an article before them and up to a word that begins something else. */
function nameAt(tokens: readonly Token[], index: number): { words: string; used: number } | null {
  const skipped = isArticle(textAt(tokens, index)) ? 1 : 0;
  const name: string[] = [];
  for (let at = index + skipped; name.length < longestName; at += 1) {
    const word = textAt(tokens, at);
    if (!isNameWord(word)) break;
    name.push(word);
  }
  return name.length === 0 ? null : { words: name.join(' '), used: skipped + name.length };
}

function isArticle(word: string): boolean {
  return word === 'the' || word === 'a' || word === 'an';
}

function isNameWord(word: string): boolean {
  return /^[a-z]+$/.test(word) && !stops.includes(word);
}

/** “5 working days”, “six weeks”. */
function readLength(tokens: readonly Token[], index: number): { duration: Duration; used: number } | null {
  const amount = numberOf(textAt(tokens, index));
  if (amount === null || !Number.isInteger(amount)) return null;
  const working = textAt(tokens, index + 1) === 'working';
  const unit = unitOf(textAt(tokens, working ? index + 2 : index + 1), working);
  return unit && { duration: { amount, unit }, used: working ? 3 : 2 };
}

function unitOf(word: string, working: boolean): Duration['unit'] | null {
  if (/^days?$/.test(word)) return working ? 'working-days' : 'days';
  if (working) return null;
  if (/^hours?$/.test(word)) return 'hours';
  if (/^weeks?$/.test(word)) return 'weeks';
  return /^months?$/.test(word) ? 'months' : null;
}

function event(name: string, used: number, within?: Duration): Found {
  return { reading: { kind: 'event', event: name, ...(within ? { within } : {}) }, used };
}
