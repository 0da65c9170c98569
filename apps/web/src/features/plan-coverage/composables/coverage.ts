import type { PlanCoverageView } from '@kept/contracts';
import { asCsv } from '../../../ui/csv.js';

type Cell = PlanCoverageView['standards'][number]['cells'][number];
type Standard = PlanCoverageView['standards'][number];

/** What a target says of a standard: `13.1, 13.4: 3 actions, no evidence`; an empty cell is “nothing”. */
export function cellInWords(cell: Cell): string {
  if (cell === null) return 'nothing';
  return `${cell.paragraphs.join(', ')}: ${countsInWords(cell)}`;
}

/** `3 actions, no evidence`. */
export function countsInWords({ actions, evidence }: { actions: number; evidence: number }): string {
  const pieces = evidence === 1 ? '1 piece of evidence' : `${evidence} pieces of evidence`;
  return `${actionsInWords(actions)}, ${evidence === 0 ? 'no evidence' : pieces}`;
}

/** What the table comes to, before anybody reads it. */
export function coverageInWords({ standards, unnamed, withoutEvidence }: PlanCoverageView): string {
  const named = standards.length - unnamed.length;
  const none = `${unnamed.length} ${unnamed.length === 1 ? 'is' : 'are'} named by none`;
  const bare =
    withoutEvidence.length === 0
      ? 'For each of these there is some evidence.'
      : `Nothing shows yet that ${numbersInWords(withoutEvidence)} ${withoutEvidence.length === 1 ? 'is' : 'are'} met.`;
  if (named === 0) return `No target names any of the ${standards.length} standards.`;
  return `Targets name ${named} of the ${standards.length} standards, and ${none}. ${bare}`;
}

/** Does nothing show that the standard is met? It is a gap whether or not a target names it. */
export function isGap({ cells }: Standard): boolean {
  return cells.every((cell) => cell === null || cell.evidence === 0);
}

export function coverageAsCsv({ targets, standards }: PlanCoverageView): string {
  const header = ['Standard', 'About', ...targets.map(({ number, title }) => `Target ${number}: ${title}`)];
  return asCsv(
    header,
    standards.map(({ number, about, cells }) => [number, about, ...cells.map(cellInWords)]),
  );
}

function actionsInWords(actions: number): string {
  if (actions === 0) return 'no action';
  return actions === 1 ? '1 action' : `${actions} actions`;
}

function numbersInWords(numbers: readonly number[]): string {
  return numbers.length === 1 ? `standard ${numbers[0]}` : `${numbers.length} of them (${numbers.join(', ')})`;
}
