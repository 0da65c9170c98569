import type { LocalDate } from '../calendar/calendar.js';
import { formatDay } from '../calendar/local-date.js';
import type { LocalLimit, Period, WorkflowDefinition } from '../workflow/definition.js';
import type { LocalValue } from '../work-item/work-item.js';
import { Uncountable } from './calculation.js';
import { isInForce } from './in-force.js';
import type { Convention, DeadlineRule, Duration, Unit } from './rule.js';

/** Calendars over which a council's own limits and reminders count. */
export const localCalendars = ['england-and-wales', 'council-closures'] as const;
const termCalendar = 'school-terms';

export type RuleFound = { ok: true; rule: DeadlineRule } | { ok: false; error: string };

/**
 * The version of a rule whose effective range holds for a case that counts from a day, or why there is none. Most
 * ranges go by that day; `dueBy` gives the date by a version whose range goes by another. Where an older version holds
 * as well, by the start of the case, the newer one does: the law caught up with the case.
 */
export function ruleInForce(
  rules: readonly DeadlineRule[],
  key: string,
  on: LocalDate,
  dueBy: (rule: DeadlineRule) => LocalDate = () => on,
): RuleFound {
  const versions = rules.filter((rule) => rule.key === key);
  if (versions.length === 0) return { ok: false, error: `There is no rule ${key}.` };
  const rule = versions
    .filter((version) => isInForce(version.effective, on, () => dueBy(version)))
    .reduce<DeadlineRule | undefined>((best, each) => (best && best.version > each.version ? best : each), undefined);
  return rule ? { ok: true, rule } : { ok: false, error: notInForce(versions, key, on) };
}

function notInForce(versions: readonly DeadlineRule[], key: string, on: LocalDate): string {
  const starts = versions.flatMap(({ effective }) => effective.from ?? []).sort();
  const next = starts.find((from) => from > on);
  if (next !== undefined)
    return `The rule ${key} starts on ${formatDay(next)}; it was not in force on ${formatDay(on)}.`;
  const ends = versions.flatMap(({ effective }) => effective.to ?? []).sort();
  return `The rule ${key} ended on ${formatDay(ends.at(-1) ?? on)}; it was not in force on ${formatDay(on)}.`;
}

/** On which day a council's own limit is asked for, and what of the item or the authority it depends on. */
export interface LocalRuleContext {
  on: LocalDate;
  localValues: readonly LocalValue[];
  /** For a limit that comes once in each period which the item names: that period. */
  period?: Period | undefined;
}

/**
 * A council's own limit as a rule: its length is the authority's value in force on the day, else the one in the file
 * (version 0). For a limit that goes by a meeting or a date, this is what counts where neither is known.
 * @throws {Uncountable} where the workflow has no such limit, or it has no length of its own.
 */
export function localRule(
  definition: WorkflowDefinition,
  limitKey: string,
  { on, localValues, period }: LocalRuleContext,
): DeadlineRule {
  const key = `${definition.key}/${limitKey}`;
  const limit = Object.hasOwn(definition.local, limitKey) ? definition.local[limitKey] : undefined;
  if (limit === undefined) throw new Uncountable(`There is no time limit ${key}.`);
  const value = localValueOn(localValues, key, on);
  const duration = value?.duration ?? lengthOf(limit, period);
  if (duration === undefined)
    throw new Uncountable(`The time limit ${key} goes by ${whatItGoesBy(limit)} and has no length of its own.`);
  return {
    key,
    title: limit.label ?? limitKey,
    from: startOf(limit),
    duration,
    convention: isPeriodic(limit) ? 'each-period' : conventionFor(duration),
    calendars: calendarsFor(duration.unit),
    ...policyOf(value),
    ...localTerms,
  };
}

/** Does it come once in each period, rather than so long after a day? */
export function isPeriodic({ each, eachOf }: LocalLimit): boolean {
  return each !== undefined || eachOf !== undefined;
}

const periodLengths: Readonly<Record<Period, Duration>> = {
  month: { amount: 1, unit: 'months' },
  quarter: { amount: 3, unit: 'months' },
  'half-year': { amount: 6, unit: 'months' },
  year: { amount: 12, unit: 'months' },
  term: { amount: 1, unit: 'terms' },
};

function lengthOf(limit: LocalLimit, period = limit.each): Duration | undefined {
  if (period !== undefined) return periodLengths[period];
  return limit.amount ?? limit.else;
}

function whatItGoesBy({ eachOf }: LocalLimit): string {
  return eachOf === undefined ? 'a date of the item' : 'a period that the item names';
}

/** What every limit of a council's own has in common. */
const localTerms = {
  roll: 'none',
  basis: 'local',
  textSeen: 'yes',
  suspensionGrounds: ['*'],
  exceptionGrounds: [],
  kind: 'limit',
} as const;

/** Who agreed the length, and since when. */
function policyOf(value: LocalValue | undefined): Pick<DeadlineRule, 'version' | 'source' | 'effective'> {
  return {
    version: value?.version ?? 0,
    source: { law: value ? `set by this council, agreed by ${value.agreedBy}` : 'set by this council' },
    effective: { from: value?.effectiveFrom ?? null, to: null },
  };
}

function localValueOn(values: readonly LocalValue[], key: string, on: LocalDate): LocalValue | undefined {
  return values
    .filter((value) => value.key === key && value.effectiveFrom <= on)
    .sort((a, b) =>
      a.effectiveFrom === b.effectiveFrom ? b.version - a.version : a.effectiveFrom < b.effectiveFrom ? 1 : -1,
    )[0];
}

function startOf(limit: LocalLimit): string {
  return limit.before === undefined ? 'the day it started' : 'the date above';
}

function conventionFor({ unit }: Duration): Convention {
  const byUnit: Partial<Record<Unit, Convention>> = {
    hours: 'hours',
    weeks: 'weeks',
    months: 'corresponding-date',
    terms: 'each-term',
    meetings: 'next-meeting',
  };
  return byUnit[unit] ?? 'within';
}

function calendarsFor(unit: Unit): readonly string[] {
  if (unit === 'working-days') return localCalendars;
  return unit === 'school-days' || unit === 'terms' ? [termCalendar] : [];
}
