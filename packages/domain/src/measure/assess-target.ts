import type { LocalDate } from '../calendar/calendar.js';
import { formatDay } from '../calendar/local-date.js';
import type { PartState, WorkItem } from '../work-item/work-item.js';
import { assessMeasure } from './assess-measure.js';
import { assessParts, describeParts } from './assess-parts.js';
import { assessmentWords, worstOf, type Assessment } from './assessment.js';
import { forecast } from './forecast.js';
import { readActuals, readMeasures, type Actual, type Measure } from './measure.js';

export type { Assessment } from './assessment.js';

/** Why a target stands as it does: one reason for each measure, and one for the actions. */
export interface AssessmentReason {
  about: 'measure' | 'actions';
  /** The number of the measure's record. */
  no?: number;
  assessment: Assessment;
  text: string;
}

export interface ExplainedAssessment {
  assessment: Assessment;
  reasons: readonly AssessmentReason[];
}

/** How a target stands: the worse of what its measures forecast and what its actions show. */
export function assessTarget(
  item: Pick<WorkItem, 'records'>,
  parts: readonly PartState[],
  today: LocalDate,
): Assessment {
  return explainAssessment(item, parts, today).assessment;
}

/** The same with its reasons in plain words. A measure that has ended is no longer asked and gives none. */
export function explainAssessment(
  item: Pick<WorkItem, 'records'>,
  parts: readonly PartState[],
  today: LocalDate,
): ExplainedAssessment {
  const actuals = readActuals(item);
  const asked = readMeasures(item).filter(({ endedOn }) => endedOn === null || endedOn > today);
  const reasons = [...asked.map((measure) => measureReason(measure, actuals, today)), actionsReason(parts)];
  return { assessment: worstOf(reasons.map(({ assessment }) => assessment)), reasons };
}

function measureReason(measure: Measure, actuals: readonly Actual[], today: LocalDate): AssessmentReason {
  const assessment = assessMeasure(measure, actuals, today);
  const { kind, latest, sentence } = forecast(measure, actuals, today);
  const counted = kind === 'running' && latest ? ` Last counted on ${formatDay(latest.on)}.` : '';
  const text = `${measure.name}: ${assessmentWords[assessment]}. ${sentence}${counted}`;
  return { about: 'measure', no: measure.no, assessment, text };
}

function actionsReason(parts: readonly PartState[]): AssessmentReason {
  const assessment = assessParts(parts);
  return { about: 'actions', assessment, text: `Actions: ${assessmentWords[assessment]}. ${describeParts(parts)}` };
}
