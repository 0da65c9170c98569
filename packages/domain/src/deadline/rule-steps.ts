import type { LocalDate } from '../calendar/calendar.js';
import { formatDay, formatWeekday } from '../calendar/local-date.js';
import { describeDuration } from './duration.js';
import type { Basis, Convention, DeadlineRule, Duration, ReceiptStep, TextSeen } from './rule.js';

const seen: Readonly<Record<TextSeen, string>> = {
  yes: 'The text was read',
  part: 'The text was read in part',
  secondary: 'The text itself was not read; another account of it was',
  packs: 'Taken from the papers of the panel; the text itself was not read',
};

const kinds: Readonly<Record<Basis, string>> = {
  statutory: 'Law:',
  guidance: 'Guidance:',
  local: 'Local policy:',
};

/** How the day of the event is treated, by convention. */
const start: Readonly<Record<Convention, string>> = {
  within: 'that day itself does not count',
  'beginning-with': 'that day is the first',
  'clear-days': 'neither that day nor the last counts',
  'corresponding-date': 'the limit ends on the corresponding date, else on the last day of the month',
  weeks: 'that day itself does not count, and a week is 7 days',
  hours: 'elapsed hours, whatever the clocks do',
  'each-term': 'one in each term',
  'each-period': 'one in each period',
  'next-meeting': 'the next meeting after that day',
};

/**
 * How a receipt opens, in an officer's words: the rule with its source, and the day that it counts from. `time` is given
 * for hours: `null` where none was told.
 */
export function ruleSteps(rule: DeadlineRule, from: LocalDate, time?: string | null): ReceiptStep[] {
  const counts = rule.duration.amount === 0 ? '' : `; ${start[rule.convention]}`;
  return [
    { step: 'rule', date: from, text: ruleText(rule) },
    { step: 'start', date: from, text: `From ${formatWeekday(from)}${clock(time)} (${rule.from})${counts}.` },
  ];
}

/** `Answer to the young people: 20 working days. Local policy: set by this council.` */
function ruleText(rule: DeadlineRule): string {
  const { title, source, basis, effective, textSeen } = rule;
  const place = source.paragraph === undefined ? source.law : `${source.law}, ${source.paragraph}`;
  const since = effective.from === null ? '' : `, in force from ${formatDay(effective.from)}`;
  const read = basis === 'local' && textSeen === 'yes' ? '' : ` ${seen[textSeen]}.`;
  return `${title}: ${lengthOf(rule)}. ${kinds[basis]} ${place}${since}.${read}`;
}

/** Periods that have a name, by their months. */
const periodNames: Readonly<Record<number, string>> = { 1: 'month', 3: 'quarter', 6: 'half-year', 12: 'year' };

function lengthOf({ duration, convention }: DeadlineRule): string {
  if (convention === 'each-term' || convention === 'each-period') return `each ${periodName(duration)}`;
  const back = duration.amount < 0 ? ' before' : '';
  const clear = convention === 'clear-days' ? ' (clear)' : '';
  return duration.amount === 0 ? 'the same day' : `${describeDuration(duration)}${clear}${back}`;
}

function periodName({ amount, unit }: Duration): string {
  if (unit === 'terms' && amount === 1) return 'term';
  return (unit === 'months' ? periodNames[amount] : undefined) ?? describeDuration({ amount, unit });
}

function clock(time: string | null | undefined): string {
  if (time === undefined) return '';
  return time === null ? ' at 00:00 (no time was given, so the whole day counts)' : ` at ${time}`;
}
