import type { Instant } from '../calendar/calendar.js';
import { londonDay, londonOffsetTime } from '../calendar/zone.js';
import type { Facts } from '../work-item/work-item.js';
import { calculateDate } from './calculate.js';
import { Uncountable, type Calculation, type Circumstance } from './calculation.js';
import { exceptionGround } from './exceptions.js';
import type { DeadlineRule } from './rule.js';
import { endsOnSetDay } from './set-day.js';

/** What the count of a limit takes from its item. */
interface LimitCount {
  startedAt: Instant;
  /** No time of the day was told. */
  wholeDay?: boolean;
  suspensions: readonly Circumstance[];
  facts: Facts;
  /** Whose meetings are counted, where the rule counts meetings. */
  body?: string | null;
}

/**
 * Counts a rule from the start of the limit; also used when a suspension changes the count. A day that is set is moved
 * by no suspension.
 */
export function countLimit(rule: DeadlineRule, start: LimitCount): Calculation {
  const { suspensions } = start;
  const moves = !endsOnSetDay(rule);
  return succeed({
    rule,
    from: londonDay(start.startedAt),
    ...(start.wholeDay ? {} : { time: londonOffsetTime(start.startedAt).slice(11, 16) }),
    startedAt: start.startedAt,
    calendars: start.facts.calendars,
    suspensions: suspensions.filter(({ ground }) => moves || exceptionGround(rule, ground) !== undefined),
    meetings: start.facts.organisation.meetings,
    ...(start.body ? { body: start.body } : {}),
  });
}

/** The body whose meetings are meant where none is named. */
export function panelOf({ organisation }: Facts): string | null {
  return organisation.bodies.find(({ kind }) => kind === 'panel')?.key ?? null;
}

/** A date. @throws {Uncountable} where there is none, with the reason. */
export function succeed(input: Parameters<typeof calculateDate>[0]): Calculation {
  const calculation = calculateDate(input);
  if (!calculation.ok) throw new Uncountable(calculation.error);
  return calculation;
}
