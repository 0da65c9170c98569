import { explainAssessment, forecast, readActuals, readMeasures } from '@kept/domain';
import type { Actual, Facts, Forecast, Measure, WorkItem } from '@kept/domain';
import type { ActualView, ForecastView, ItemMeasuresView, MeasureView } from '@kept/contracts';

const computedStates = ['on-track', 'at-risk', 'off-track'];

/** The measures of an item with where each leads, and what they and its parts come to today. Null: it keeps none. */
export function presentMeasures(item: WorkItem, facts: Facts): ItemMeasuresView | null {
  const { records } = facts.definition;
  if (!records['measures'] || !records['actuals']) return null;
  const { assessment, reasons } = explainAssessment(item, facts.parts ?? [], facts.today);
  const actuals = readActuals(item);
  return {
    assessment: { is: assessment, reasons: [...reasons] },
    differs: computedStates.includes(item.state) && item.state !== assessment,
    measures: readMeasures(item).map((measure) => presentMeasure(measure, actuals, facts.today)),
  };
}

function presentMeasure(measure: Measure, all: readonly Actual[], today: string): MeasureView {
  const own = all.filter((actual) => actual.measure === measure.no);
  const isAsked = measure.endedOn === null || measure.endedOn > today;
  return {
    ...measure,
    actuals: own.sort((a, b) => a.on.localeCompare(b.on)).map(presentActual),
    forecast: isAsked ? presentForecast(forecast(measure, all, today)) : null,
  };
}

function presentForecast({ latest, ...outlook }: Forecast): ForecastView {
  return { ...outlook, latest: latest && presentActual(latest) };
}

function presentActual({ on, value, note }: Actual): ActualView {
  return { on, value, note };
}
