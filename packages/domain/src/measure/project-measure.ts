import type { LocalDate } from '../calendar/calendar.js';
import { daysBetween } from '../calendar/local-date.js';
import type { Actual, Measure } from './measure.js';

/** Fewer than this many actuals say nothing of a pace. */
export const fewestActuals = 3;
/** The actuals, or the stretches between them, that the mean is made of; and those that the range is drawn from. */
const ofMean = 3;
const ofRange = 6;
/** A stretch is at least so many days long: what came in one week says little of a year. */
const shortestStretch = 14;

/** Where a measure would stand on its day if all went on as in one stretch of its past, and how much that counts. */
export interface Projection {
  value: number;
  weight: number;
  /** What it gains in a day; 0 for a snapshot, which is not carried on. */
  pace: number;
}

/**
 * The actuals of this measure that count by `today`, soonest first: not in the future, not after the day of the target,
 * and after the day that a cumulative measure counts from. Of several on one day the last that was entered counts: it
 * corrects the others.
 */
export function countedActuals(measure: Measure, actuals: readonly Actual[], today: LocalDate): Actual[] {
  const from = measure.kind === 'cumulative' ? measure.baselineOn : null;
  const last = today < measure.targetOn ? today : measure.targetOn;
  const byDay = new Map<LocalDate, Actual>();
  for (const actual of actuals) {
    const counts = actual.measure === measure.no && actual.on <= last && (from === null || actual.on > from);
    if (counts) byDay.set(actual.on, actual);
  }
  return [...byDay.values()].sort((a, b) => (a.on < b.on ? -1 : 1));
}

/**
 * The projections of a measure to its day; none where there are fewer than three actuals, or where a cumulative measure
 * has no baseline to have a pace from.
 *
 * Cumulative: what was counted last, and for the days that are left the pace of each stretch between two actuals, the
 * first of which begins at the baseline. The last three stretches make the mean, each by its days, so that it is the
 * pace of late and not that of a year ago; the last six make the range. What was counted is not taken back.
 *
 * Snapshot: it stays as it was. The last three make the mean, the last six the range; a trend out of a handful of
 * readings would promise more than they know.
 *
 * Had more been reached at any time, and kept, no projection would be worse.
 */
export function projectMeasure(measure: Measure, actuals: readonly Actual[], today: LocalDate): Projection[] {
  const counted = countedActuals(measure, actuals, today);
  if (counted.length < fewestActuals) return [];
  const projections = measure.kind === 'snapshot' ? carrySnapshot(counted) : carryPace(measure, counted);
  const mean = projections.length - ofMean;
  return projections.map((each, index) => (index < mean ? { ...each, weight: 0 } : each)).slice(-ofRange);
}

/** The weighted mean of the projections as another sees them: their values, or how far each falls short. */
export function meanOf(projections: readonly Projection[], seen: (projection: Projection) => number): number {
  const total = projections.reduce((sum, { weight }) => sum + weight, 0);
  return projections.reduce((sum, each) => sum + seen(each) * each.weight, 0) / total;
}

function carrySnapshot(counted: readonly Actual[]): Projection[] {
  return counted.map(({ value }) => ({ value, weight: 1, pace: 0 }));
}

function carryPace({ baseline, baselineOn, targetOn }: Measure, counted: readonly Actual[]): Projection[] {
  const latest = counted.at(-1);
  if (baseline === null || baselineOn === null || latest === undefined) return [];
  const left = daysBetween(latest.on, targetOn);
  let before = { on: baselineOn, value: baseline };
  return spacedOut(counted, baselineOn).map((actual) => {
    const days = daysBetween(before.on, actual.on);
    const pace = Math.max(0, (actual.value - before.value) / days);
    before = actual;
    return { value: latest.value + pace * left, weight: days, pace };
  });
}

/** The actuals that end a stretch: the last, and going back from it those that stand far enough from the one after. */
function spacedOut(counted: readonly Actual[], from: LocalDate): Actual[] {
  const kept: Actual[] = [];
  for (const actual of [...counted].reverse()) {
    const next = kept.at(-1);
    const far = next === undefined || daysBetween(actual.on, next.on) >= shortestStretch;
    if (far && (next === undefined || daysBetween(from, actual.on) >= shortestStretch)) kept.push(actual);
  }
  return kept.reverse();
}
