import type { LocalDate } from '../calendar/calendar.js';
import { addDays, formatDay } from '../calendar/local-date.js';
import type { Actual, Measure } from './measure.js';
import { numberInWords, targetInWords } from './measure-words.js';
import { countedActuals, fewestActuals, meanOf, projectMeasure, type Projection } from './project-measure.js';

/** When the target is reached at the slowest, the mean and the fastest pace; null: not within twenty years. */
export interface ReachedOn {
  earliest: LocalDate | null;
  expected: LocalDate | null;
  latest: LocalDate | null;
}

/**
 * What the actuals say of the day of the target. Values are in the measure's unit; `low` ≤ `expected` ≤ `high`.
 * `none`: nothing can be said yet. `running`: how it will stand. `over`: the day has passed, and this is how it stood.
 */
export type Forecast = { latest: Actual | null; sentence: string } & (
  | { kind: 'none' }
  | { kind: 'running'; low: number; expected: number; high: number; reachedOn: ReachedOn | null }
  | { kind: 'over'; value: number | null; reached: boolean }
);

const farthest = 20 * 366;

/** The pace of a measure carried on to the day of its target, with its range and in a plain sentence. */
export function forecast(measure: Measure, actuals: readonly Actual[], today: LocalDate): Forecast {
  const counted = countedActuals(measure, actuals, today);
  const latest = counted.at(-1) ?? null;
  if (today > measure.targetOn) return over(measure, latest);
  const projections = projectMeasure(measure, actuals, today);
  if (projections.length === 0) return { kind: 'none', latest, sentence: whyNone(measure, counted.length) };
  const values = projections.map(({ value }) => value);
  const low = Math.min(...values);
  const high = Math.max(...values);
  // The mean of equal values may differ from them in the last digit.
  const expected = Math.min(
    high,
    Math.max(
      low,
      meanOf(projections, ({ value }) => value),
    ),
  );
  const counts = measure.kind === 'cumulative' && measure.polarity === 'H';
  const reachedOn = counts ? reach(measure, counted, projections) : null;
  const sentence = runningWords(measure, { low, high, reachedOn }, today);
  return { kind: 'running', latest, low, expected, high, reachedOn, sentence };
}

/** Is a value as good as the target asks? A target that is to be hit is hit within a tenth. */
export function isReached({ polarity, target }: Measure, value: number): boolean {
  if (polarity === 'T') return Math.abs(value - target) <= Math.abs(target) / 10;
  return polarity === 'L' ? value <= target : value >= target;
}

function over(measure: Measure, latest: Actual | null): Forecast {
  const day = formatDay(measure.targetOn);
  if (!latest) return { kind: 'over', latest, value: null, reached: false, sentence: `Nothing was counted by ${day}.` };
  const reached = isReached(measure, latest.value);
  const counted = latest.on === measure.targetOn ? '' : `, last counted on ${formatDay(latest.on)}`;
  const outcome = reached ? 'reached' : shortInWords(measure, latest.value);
  const sentence = `${figuresOf(measure, numberInWords(latest.value))} by ${day}${counted}: ${outcome}.${askedOf(measure)}`;
  return { kind: 'over', latest, value: latest.value, reached, sentence };
}

function shortInWords(measure: Measure, value: number): string {
  return isCount(measure) ? `${numberInWords(measure.target - value)} short` : 'not reached';
}

/** Of what is counted up to its target one says “118 of 150”; of a ceiling or a level what it is, and then what it should be. */
function isCount({ kind, polarity }: Measure): boolean {
  return kind === 'cumulative' && polarity === 'H';
}

function figuresOf(measure: Measure, value: string): string {
  return isCount(measure) ? `${value} of ${numberInWords(measure.target)}` : value;
}

function askedOf(measure: Measure): string {
  return isCount(measure) ? '' : ` The target is ${targetInWords(measure)}.`;
}

function whyNone({ kind, baseline, baselineOn }: Measure, count: number): string {
  if (kind === 'cumulative' && (baseline === null || baselineOn === null))
    return 'There is no pace: it is not said from where and from which day it counts.';
  return count === 0
    ? 'Nothing has been counted yet.'
    : `Too few actuals for a forecast: ${count} of at least ${fewestActuals}.`;
}

interface Range {
  low: number;
  high: number;
  reachedOn: ReachedOn | null;
}

function runningWords(measure: Measure, { low, high, reachedOn }: Range, today: LocalDate): string {
  const ends = [...new Set([numberInWords(low), numberInWords(high)])].join(' to ');
  const opening = measure.kind === 'snapshot' ? 'If it stays as it was,' : 'At this pace';
  const when = reachedOn ? ` ${numberInWords(measure.target)} ${reachWords(reachedOn, today)}.` : '';
  return `${opening} ${figuresOf(measure, ends)} by ${formatDay(measure.targetOn)}.${askedOf(measure)}${when}`;
}

function reachWords({ expected, earliest, latest }: ReachedOn, today: LocalDate): string {
  if (expected === null) return 'is not reached at this pace';
  if (earliest === latest && expected <= today) return `was reached by ${formatDay(expected)}`;
  return `is reached about ${formatDay(expected)}`;
}

/** The days on which the target is reached: already, or at the fastest, the mean and the slowest pace from the last actual on. */
function reach({ target }: Measure, counted: readonly Actual[], projections: readonly Projection[]): ReachedOn {
  const already = counted.find(({ value }) => value >= target)?.on;
  if (already !== undefined) return { earliest: already, expected: already, latest: already };
  const paces = projections.map(({ pace }) => pace);
  const at = (pace: number) => reachedAt(target, counted.at(-1), pace);
  return {
    earliest: at(Math.max(...paces)),
    expected: at(meanOf(projections, ({ pace }) => Math.max(0, pace))),
    latest: at(Math.min(...paces)),
  };
}

function reachedAt(target: number, latest: Actual | undefined, pace: number): LocalDate | null {
  if (latest === undefined || pace <= 0) return null;
  const days = Math.ceil((target - latest.value) / pace);
  return days > farthest ? null : addDays(latest.on, days);
}
