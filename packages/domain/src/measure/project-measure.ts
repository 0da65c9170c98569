import type { LocalDate } from '../calendar/calendar.js';
import { daysBetween } from '../calendar/local-date.js';
import type { Actual, Measure } from './measure.js';

/** Fewer than this many actuals say nothing of a pace. */
export const fewestActuals = 3;
/** The actuals that a range is drawn from: the last ones. What was long ago says little of the pace of now. */
const rangeOf = 6;

/** Where a measure would stand on its day if all went as one of its actuals says, and how much that actual counts. */
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
 * One projection for each of the last six actuals; none where there are fewer than three, or where a cumulative measure
 * has no baseline to have a pace from.
 *
 * Cumulative: what was counted last, and the rest of the days at the average pace that each actual had since the
 * baseline. Weighted by the square of the days that it stands on, their mean is the least-squares line through the
 * baseline: a reading late in the year counts for more than one after a fortnight. What was counted is not taken back.
 *
 * Snapshot: it stays as it was. The last three make the mean, the last six the range; a trend out of a handful of
 * readings would promise more than they know.
 *
 * Either way a better actual makes a better projection, and never a worse one of another.
 */
export function projectMeasure(measure: Measure, actuals: readonly Actual[], today: LocalDate): Projection[] {
  const counted = countedActuals(measure, actuals, today);
  const projections = measure.kind === 'snapshot' ? carrySnapshot(counted) : carryPace(measure, counted);
  return counted.length < fewestActuals ? [] : projections.slice(-rangeOf);
}

/** The weighted mean of the projections as another sees them: their values, or how far each falls short. */
export function meanOf(projections: readonly Projection[], seen: (projection: Projection) => number): number {
  const total = projections.reduce((sum, { weight }) => sum + weight, 0);
  return projections.reduce((sum, each) => sum + seen(each) * each.weight, 0) / total;
}

function carrySnapshot(counted: readonly Actual[]): Projection[] {
  const mean = counted.length - fewestActuals;
  return counted.map(({ value }, index) => ({ value, weight: index >= mean ? 1 : 0, pace: 0 }));
}

function carryPace({ baseline, baselineOn, targetOn }: Measure, counted: readonly Actual[]): Projection[] {
  const latest = counted.at(-1);
  if (baseline === null || baselineOn === null || latest === undefined) return [];
  const left = daysBetween(latest.on, targetOn);
  return counted.map(({ on, value }) => {
    const days = daysBetween(baselineOn, on);
    const pace = (value - baseline) / days;
    return { value: latest.value + Math.max(0, pace) * left, weight: days * days, pace };
  });
}
