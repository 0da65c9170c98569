import type { Calendar, LocalDate } from '../calendar/calendar.js';
import { periodOfMonths } from '../calendar/council-year.js';
import { formatDay, formatWeekday } from '../calendar/local-date.js';
import { termAfter } from '../calendar/school-days.js';
import { Uncountable, type CalculationInput, type Reached } from './calculation.js';
import { describeDuration } from './duration.js';
import type { Convention, DeadlineRule, Duration } from './rule.js';

/** Conventions that count no days: the date is the end of a term or period, or that of a meeting. */
const setDays: readonly Convention[] = ['each-term', 'each-period', 'next-meeting'];

/** Is the date of this rule one that is set, so that no suspension moves it? */
export function endsOnSetDay({ convention }: DeadlineRule): boolean {
  return setDays.includes(convention);
}

/** @throws {Uncountable} for such a rule that counts back, or whose periods would begin in another month each year. */
export function assertSetDay({ key, convention, duration }: DeadlineRule): void {
  if (!setDays.includes(convention)) return;
  if (duration.amount < 1) throw new Uncountable(`The rule ${key} cannot count back by the convention ${convention}.`);
  if (convention === 'each-period' && !isPeriod(duration))
    throw new Uncountable(`The rule ${key} has periods of ${describeDuration(duration)}, which do not make up a year.`);
}

function isPeriod({ amount, unit }: Duration): boolean {
  return unit === 'terms' || (unit === 'months' && 12 % amount === 0);
}

/** The last day of the term or period in which the start lies, or the next meeting after it. */
export function setDay(input: CalculationInput, calendars: readonly Calendar[]): Reached {
  const { rule, from } = input;
  if (rule.convention === 'next-meeting') return nextMeeting(input);
  return rule.duration.unit === 'terms' ? endOfTerm(rule, from, calendars) : endOfPeriod(rule, from);
}

function endOfTerm(rule: DeadlineRule, from: LocalDate, calendars: readonly Calendar[]): Reached {
  const term = termAfter(from, rule.duration.amount, calendars);
  return reached(term.to, `${term.name} ends on ${formatWeekday(term.to)}.`);
}

function endOfPeriod({ duration }: DeadlineRule, date: LocalDate): Reached {
  const { from, to } = periodOfMonths(date, duration.amount);
  return reached(to, `The period from ${formatDay(from)} ends on ${formatWeekday(to)}.`);
}

/** The n-th meeting of the body after the day; a meeting on the day itself is not the next. */
function nextMeeting({ rule, from, meetings = [], body }: CalculationInput): Reached {
  const known = meetings
    .filter((meeting) => meeting.body === body && meeting.heldOn > from)
    .sort((a, b) => (a.heldOn < b.heldOn ? -1 : 1));
  const meeting = known[rule.duration.amount - 1];
  if (meeting === undefined)
    throw new Uncountable(`No meeting${body === undefined ? '' : ` of ${body}`} is known after ${formatDay(from)}.`);
  const text = `The next meeting (${meeting.title}) is on ${formatWeekday(meeting.heldOn)}.`;
  return { on: meeting.heldOn, at: null, steps: [{ step: 'meeting', date: meeting.heldOn, text }] };
}

function reached(on: LocalDate, text: string): Reached {
  return { on, at: null, steps: [{ step: 'counted', date: on, text }] };
}
