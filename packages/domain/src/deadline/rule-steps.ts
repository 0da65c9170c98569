import type { LocalDate } from '../calendar/calendar.js';
import { formatDay, formatWeekday } from '../calendar/local-date.js';
import { describeDuration } from './duration.js';
import type { Convention, DeadlineRule, ReceiptStep, TextSeen } from './rule.js';

const seen: Readonly<Record<TextSeen, string>> = {
  yes: 'The text was read',
  part: 'The text was read in part',
  secondary: 'The text itself was not read; another account of it was',
  packs: 'Taken from the papers of the panel; the text itself was not read',
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
    { step: 'rule', date: from, text: rule.basis === 'local' ? localPolicy(rule) : publishedRule(rule) },
    { step: 'start', date: from, text: `From ${formatWeekday(from)}${clock(time)} (${rule.from})${counts}.` },
  ];
}

/** `Local policy of this council: 20 working days (Answer to the young people).` */
function localPolicy(rule: DeadlineRule): string {
  return `Local policy ${rule.source.law}: ${lengthOf(rule)} (${rule.title}).`;
}

/** `First review of a child in care: 20 working days. Law: …, reg. 33(1), in force from 1 April 2011. The text was read.` */
function publishedRule({ title, source, basis, effective, textSeen, ...rule }: DeadlineRule): string {
  const place = source.paragraph === undefined ? source.law : `${source.law}, ${source.paragraph}`;
  const since = effective.from === null ? '' : `, in force from ${formatDay(effective.from)}`;
  const kind = basis === 'guidance' ? 'Guidance' : 'Law';
  return `${title}: ${lengthOf(rule)}. ${kind}: ${place}${since}. ${seen[textSeen]}.`;
}

function lengthOf({ duration, convention }: Pick<DeadlineRule, 'duration' | 'convention'>): string {
  const back = duration.amount < 0 ? ' before' : '';
  const clear = convention === 'clear-days' ? ' (clear)' : '';
  return duration.amount === 0 ? 'the same day' : `${describeDuration(duration)}${clear}${back}`;
}

function clock(time: string | null | undefined): string {
  if (time === undefined) return '';
  return time === null ? ' at 00:00 (no time was given, so the whole day counts)' : ` at ${time}`;
}
