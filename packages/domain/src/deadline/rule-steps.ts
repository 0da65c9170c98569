import type { LocalDate } from '../calendar/calendar.js';
import { formatWeekday } from '../calendar/local-date.js';
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
  within: 'that day is day 0',
  'beginning-with': 'that day is day 1',
  'clear-days': 'neither that day nor the last counts',
  'corresponding-date': 'the limit ends on the corresponding date, else on the last day of the month',
  weeks: 'that day is day 0, and a week is 7 days',
  hours: 'elapsed hours, whatever the clocks do',
  'each-term': 'one in each term',
  'each-period': 'one in each period',
  'next-meeting': 'the next meeting after that day',
};

/**
 * How a receipt opens: the rule with its source, and the day that it counts from. `time` is given for hours: `null`
 * where none was told.
 */
export function ruleSteps(rule: DeadlineRule, from: LocalDate, time?: string | null): ReceiptStep[] {
  return [
    { step: 'rule', date: from, text: `${rule.title}: ${lengthOf(rule)}. ${sourceOf(rule)}.` },
    {
      step: 'start',
      date: from,
      text: `From ${formatWeekday(from)}${clock(time)} (${rule.from}); ${start[rule.convention]}.`,
    },
  ];
}

function lengthOf({ duration, convention }: DeadlineRule): string {
  const back = duration.amount < 0 ? ' before' : '';
  const clear = convention === 'clear-days' ? ' (clear)' : '';
  return duration.amount === 0 ? 'the same day' : `${describeDuration(duration)}${clear}${back}`;
}

function sourceOf({ source, basis, textSeen, key, version }: DeadlineRule): string {
  const place = source.paragraph === undefined ? source.law : `${source.law}, ${source.paragraph}`;
  if (basis === 'local') return `Local policy (${place}); ${key}, version ${version}`;
  return `${place} (${basis}); ${key}, version ${version}. ${seen[textSeen]}`;
}

function clock(time: string | null | undefined): string {
  if (time === undefined) return '';
  return time === null ? ' at 00:00 (no time was given, so the whole day counts)' : ` at ${time}`;
}
