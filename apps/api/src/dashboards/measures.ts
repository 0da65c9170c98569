import { assessMeasure, assessmentWords, forecast, readActuals, readMeasures } from '@kept/domain';
import type { Actual, Assessment, LocalDate, Measure, WorkItem } from '@kept/domain';
import type { TableView } from '@kept/contracts';
import { counted, itemHref } from './figures.js';
import type { Note } from './home-reader.js';
import { drawnTable } from './tables.js';

/** A measure of a target, with where it leads. */
export interface ForecastMeasure {
  target: WorkItem;
  measure: Measure;
  assessment: Assessment;
  /** `At this pace 113 to 132 of 150 by 31 March 2019.` */
  sentence: string;
  /** How much of the way is done, in per cent; null where it is no way that one goes along. */
  share: number | null;
}

/** The measures that are asked of open targets, in the order of the plan. */
export function forecastsOf(targets: readonly WorkItem[], today: LocalDate): ForecastMeasure[] {
  const inOrder = [...targets].sort((one, other) => Number(one.fields['number']) - Number(other.fields['number']));
  return inOrder.flatMap((target) => {
    const actuals = readActuals(target);
    const asked = readMeasures(target).filter(({ endedOn }) => endedOn === null || endedOn > today);
    return asked.map((measure) => forecastOf(target, measure, actuals, today));
  });
}

function forecastOf(target: WorkItem, measure: Measure, actuals: readonly Actual[], today: LocalDate): ForecastMeasure {
  const { latest, sentence } = forecast(measure, actuals, today);
  const counts = measure.kind === 'cumulative' && measure.polarity === 'H' && measure.target > 0;
  return {
    target,
    measure,
    assessment: assessMeasure(measure, actuals, today),
    sentence,
    share: counts ? Math.round((100 * (latest?.value ?? 0)) / measure.target) : null,
  };
}

/** What the pace says of a target's measures, beside the target. */
export const paceNote: Note = (item, { today }) => {
  const found = forecastsOf([item], today);
  return found.length === 0 ? null : found.map(({ measure, sentence }) => `${measure.name}: ${sentence}`).join(' ');
};

/** Each measure with what its pace says; those that are counted up are drawn by how far they have come. */
export function forecastTable(measures: readonly ForecastMeasure[]): TableView {
  const missed = measures.filter(({ assessment }) => assessment === 'off-track').length;
  const sentence =
    measures.length === 0
      ? 'No target that is open has a measure.'
      : `${counted(measures.length, 'measure', 'measures')} of the targets that are open; by their pace ${missed} will not be reached, or were not.`;
  return drawnTable(
    { key: 'measures', title: 'What the pace says of each measure', sentence, beforeLists: true },
    ['Measure', 'Target', 'Reached, per cent', 'What the pace says', 'It stands'],
    measures.map(({ target, measure, assessment, sentence: words, share }) => ({
      cells: [
        measure.name,
        `${String(target.fields['number'])}. ${target.title}`,
        share ?? 'not a count',
        words,
        upperFirst(assessmentWords[assessment]),
      ],
      href: itemHref(target),
    })),
    'Reached, per cent',
  );
}

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
