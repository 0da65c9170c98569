import type { LocalDate } from '../calendar/calendar.js';
import type { Assessment } from './assessment.js';
import { forecast, isReached } from './forecast.js';
import type { Actual, Measure } from './measure.js';
import { countedActuals, meanOf, projectMeasure, type Projection } from './project-measure.js';

/** A forecast that misses the target by no more than this share of the way is at risk, and not yet off track. */
const narrow = 0.1;

/**
 * How a measure stands, by its forecast: on track where the mean pace reaches the target, at risk where the best pace of
 * late does or the mean misses it by a tenth of the way at most, off track where neither does. Once its day is over only
 * what was counted by then: reached or off track. `unknown` while there are too few actuals, unless they decide it.
 */
export function assessMeasure(measure: Measure, actuals: readonly Actual[], today: LocalDate): Assessment {
  const outlook = forecast(measure, actuals, today);
  if (outlook.kind === 'over' && outlook.value === null) return 'unknown';
  if (outlook.kind === 'over') return outlook.reached ? 'on-track' : 'off-track';
  if (outlook.kind === 'none') return decidedEarly(measure, countedActuals(measure, actuals, today).at(-1));
  return byProjections(measure, projectMeasure(measure, actuals, today));
}

/** What has been counted stays counted: a target reached is reached, a ceiling passed is passed, however few the actuals. */
function decidedEarly(measure: Measure, latest: Actual | undefined): Assessment {
  if (measure.kind === 'snapshot' || measure.polarity === 'T' || !latest) return 'unknown';
  const reached = isReached(measure, latest.value);
  if (measure.polarity === 'H') return reached ? 'on-track' : 'unknown';
  return reached ? 'unknown' : 'off-track';
}

function byProjections(measure: Measure, projections: readonly Projection[]): Assessment {
  const short = ({ value }: Projection) => shortfall(measure, value);
  const expected = meanOf(projections, short);
  const best = Math.min(...projections.map(short));
  // A mean of equal values may differ from them in the last digit.
  const nothing = 1e-9 * Math.max(1, Math.abs(measure.target));
  if (expected <= nothing) return 'on-track';
  return best <= nothing || expected <= narrow * wayOf(measure) ? 'at-risk' : 'off-track';
}

/** How far a value is from what is asked; 0 or less where it is as good. */
function shortfall({ polarity, target }: Measure, value: number): number {
  if (polarity === 'T') return Math.abs(value - target) - narrow * Math.abs(target);
  return polarity === 'L' ? value - target : target - value;
}

/** The way that there is to go: from the baseline to the target, or the whole of the target where there is no baseline. */
function wayOf({ baseline, target }: Measure): number {
  return Math.abs(baseline === null || baseline === target ? target : target - baseline);
}
