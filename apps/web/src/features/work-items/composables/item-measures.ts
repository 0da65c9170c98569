import type { MeasureView } from '@kept/contracts';
import type { Actual, Forecast, Measure } from '@kept/domain';
import { dayInWords } from '../../../ui/dates.js';

/** What the chart of a measure is drawn from; called by its number too, since an actual names that. */
export function chartOf(view: MeasureView): { measure: Measure; actuals: Actual[]; forecast: Forecast } | null {
  const { actuals, forecast, ...measure } = view;
  if (forecast === null) return null;
  const own = (actual: MeasureView['actuals'][number]): Actual => ({ measure: view.no, ...actual });
  return {
    measure: { ...measure, name: nameOf(view) },
    actuals: actuals.map(own),
    forecast: { ...forecast, latest: forecast.latest && own(forecast.latest) },
  };
}

export function nameOf({ no, name }: MeasureView): string {
  return `Measure ${no}: ${name}`;
}

/** What there is to say of a measure that is no longer asked: since when, and what it had come to. */
export function endedInWords({ endedOn, actuals, unit }: MeasureView): string {
  const last = actuals.at(-1);
  const counted = last
    ? `Last counted on ${dayInWords(last.on)}: ${last.value} ${unit}.`
    : 'Nothing was counted before that.';
  return `${endedOn === null ? 'No longer asked.' : `No longer asked from ${dayInWords(endedOn)}.`} ${counted}`;
}
