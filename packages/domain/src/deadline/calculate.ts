import type { Calendar, LocalDate } from '../calendar/calendar.js';
import { addDays, formatWeekday, isLocalDate, weekday } from '../calendar/local-date.js';
import { CalendarFault, holidayName, isWorkingDay } from '../calendar/working-days.js';
import { londonInstant, NoSuchTime } from '../calendar/zone.js';
import {
  Uncountable,
  type Calculation,
  type CalculationFault,
  type CalculationInput,
  type Circumstance,
  type Reached,
  type SuspendedDays,
} from './calculation.js';
import { countDays } from './count-days.js';
import { countHours } from './count-hours.js';
import { assertClosure, exceptionGround, findExceptions } from './exceptions.js';
import { ruleSteps } from './rule-steps.js';
import { assertSetDay, endsOnSetDay, setDay } from './set-day.js';
import type { DeadlineRule, ReceiptStep } from './rule.js';
import { assertSpan, stoppingSpans, suspends, suspensionSteps } from './suspended-days.js';

/**
 * A date and the list of steps that led to it. Pure: what is not in the input does not matter.
 *
 * Days are local days in Europe/London. A negative duration counts back from the event. An exception marks the date and
 * never moves it; a roll moves it and says so; nothing is guessed beyond what a calendar knows.
 */
export function calculateDate(input: CalculationInput): Calculation | CalculationFault {
  try {
    return calculate(input);
  } catch (fault) {
    if (fault instanceof Uncountable || fault instanceof CalendarFault || fault instanceof NoSuchTime) {
      return { ok: false, error: fault.message };
    }
    throw fault;
  }
}

function calculate(input: CalculationInput): Calculation {
  assertCountable(input);
  const { rule, from } = input;
  const { stopping, asserted } = sortSuspensions(input);
  const calendars = rule.calendars.map((key) => calendarNamed(key, input.calendars));
  const reached = reach(input, calendars, stopping);
  const rolled = roll(reached.on, rule, calendars, input.calendars);
  const exceptions = findExceptions(input, asserted, rolled.on);
  const clock = reached.at === null ? '' : `at ${reached.at.slice(11, 16)} `;
  const end: ReceiptStep = { step: 'end', date: rolled.on, text: `Due ${clock}on ${formatWeekday(rolled.on)}.` };
  return {
    ok: true,
    dueOn: rolled.on,
    dueAt: reached.at,
    exceptions: exceptions.marks,
    receipt: [
      ...ruleSteps(rule, from, rule.convention === 'hours' ? (input.time ?? null) : undefined),
      ...suspensionSteps(stopping),
      ...reached.steps,
      ...rolled.steps,
      ...exceptions.steps,
      end,
    ],
  };
}

function assertCountable(input: CalculationInput): void {
  const { rule, from, time } = input;
  if (rule.kind === 'exception')
    throw new Uncountable(`${rule.key} is an exception, not a time limit: it gives no date.`);
  for (const date of [from, input.adviceAsked, input.closure?.from, input.closure?.reopens]) assertDate(date);
  if (time !== undefined && !/^([01]\d|2[0-3]):[0-5]\d$/.test(time))
    throw new Uncountable(`"${time}" is not a time; write HH:MM.`);
  assertSetDay(rule);
  assertClosure(input);
}

/** What to say of text that is no day which can be counted from. */
export function notADate(text: string): string {
  return `"${text}" is not a real date from 1900 to 2199; write YYYY-MM-DD.`;
}

function assertDate(date: LocalDate | undefined): void {
  if (date !== undefined && !isLocalDate(date)) throw new Uncountable(notADate(date));
}

/** A ground stops the count, or asserts a legal exception, or is not known to the rule. */
function sortSuspensions({ rule, suspensions = [] }: CalculationInput): {
  stopping: SuspendedDays[];
  asserted: Circumstance[];
} {
  const asserted = suspensions.filter(({ ground }) => exceptionGround(rule, ground) !== undefined);
  const claimed = suspensions.filter((span) => !asserted.includes(span));
  for (const { ground } of claimed) {
    if (!suspends(rule, ground)) throw new Uncountable(`The rule ${rule.key} does not know the ground "${ground}".`);
  }
  if (claimed.length > 0 && rule.duration.amount < 0) {
    throw new Uncountable(`The rule ${rule.key} counts back from an event, so nothing can suspend it.`);
  }
  if (claimed.length > 0 && endsOnSetDay(rule)) {
    throw new Uncountable(`The rule ${rule.key} ends on a day that is set, so nothing can suspend it.`);
  }
  suspensions.forEach(assertSpan);
  return { stopping: stoppingSpans(claimed, rule), asserted };
}

function calendarNamed(key: string, calendars: readonly Calendar[]): Calendar {
  const found = calendars.find((calendar) => calendar.key === key);
  if (found === undefined) throw new Uncountable(`The calendar ${key} is not loaded.`);
  return found;
}

function reach(input: CalculationInput, calendars: readonly Calendar[], suspended: readonly SuspendedDays[]): Reached {
  const { rule, from } = input;
  if (rule.convention === 'hours')
    return countHours(input.startedAt ?? londonInstant(from, input.time ?? '00:00'), rule.duration.amount, suspended);
  if (endsOnSetDay(rule)) return setDay(input, calendars);
  return countDays({ from, duration: rule.duration, convention: rule.convention, calendars, suspended });
}

/** Moves a date off a day that is not worked, where the rule says so; where it does not, says that it was left. */
function roll(
  on: LocalDate,
  rule: DeadlineRule,
  own: readonly Calendar[],
  loaded: readonly Calendar[],
): { on: LocalDate; steps: ReceiptStep[] } {
  if (rule.roll === 'none') return { on, steps: leftWhereItFell(on, loaded) };
  const step = rule.roll === 'next-working-day' ? 1 : -1;
  let moved = on;
  while (!isWorkingDay(moved, own)) moved = addDays(moved, step);
  if (moved === on) return { on, steps: [] };
  const text = `${notWorked(on, own)}: the rule moves the date to ${formatWeekday(moved)}.`;
  return { on: moved, steps: [{ step: 'rolled', date: moved, text }] };
}

function leftWhereItFell(on: LocalDate, calendars: readonly Calendar[]): ReceiptStep[] {
  if (weekday(on) < 6 && holidayName(on, calendars) === null) return [];
  return [
    { step: 'not-rolled', date: on, text: `${notWorked(on, calendars)}; the date stays: the rule does not move it.` },
  ];
}

function notWorked(on: LocalDate, calendars: readonly Calendar[]): string {
  return `${formatWeekday(on)} is not a working day (${holidayName(on, calendars) ?? 'weekend'})`;
}
