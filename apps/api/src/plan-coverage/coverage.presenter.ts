import { nmsCoverage } from '@kept/domain';
import type { WorkflowDefinition } from '@kept/domain';
import type { PlanCoverageQuery, PlanCoverageView } from '@kept/contracts';
import type { PlanTargetRow } from '@kept/database';
import { wordsOf } from '../http/words.js';

/** The coverage of the plan that is asked for, or of the newest; `rows` with the newest plan first, by number within it. */
export function presentCoverage(
  rows: readonly PlanTargetRow[],
  asked: PlanCoverageQuery,
  definitions: readonly WorkflowDefinition[],
): PlanCoverageView {
  const shown = rows.find(({ plan, period }) => (asked.plan ?? plan) === plan && (asked.period ?? period) === period);
  const targets = rows.filter(({ plan, period }) => plan === shown?.plan && period === shown.period);
  const coverage = nmsCoverage(targets.map((target) => ({ ...target, standards: target.standards ?? '' })));
  return {
    plan: shown ? { plan: shown.plan, period: shown.period } : null,
    plans: plansOf(rows),
    targets: targets.map(({ reference, title, number, actions, evidence, ...target }) => {
      return { reference, title, number, stateLabel: stateLabel(target, definitions), actions, evidence };
    }),
    standards: coverage.rows.map(({ number, about, cells }) => ({
      number,
      about,
      cells: cells.map((cell, index) => {
        return (
          cell && { paragraphs: [...cell.paragraphs], actions: targets[index]?.actions ?? 0, evidence: cell.evidence }
        );
      }),
    })),
    unnamed: [...coverage.unnamed],
    withoutEvidence: [...coverage.withoutEvidence],
  };
}

function plansOf(rows: readonly PlanTargetRow[]): PlanCoverageView['plans'] {
  const names = rows.map(({ plan, period }) => ({ plan, period }));
  const isFirst = (each: { plan: string; period: string }, index: number) =>
    names.findIndex(({ plan, period }) => plan === each.plan && period === each.period) === index;
  return names.filter(isFirst);
}

function stateLabel(
  { state, definitionVersion }: Pick<PlanTargetRow, 'state' | 'definitionVersion'>,
  definitions: readonly WorkflowDefinition[],
): string {
  const definition = definitions.find(({ version }) => version === definitionVersion);
  return definition?.states[state]?.label ?? wordsOf(state);
}
