import { fosteringStandards, type NmsStandard } from './nms-standards.js';

/** A target of a plan as far as coverage looks at it. */
export interface CoveringTarget {
  number: number;
  /** The standards that it names, as printed: `NMS 7.1, 13.1`. */
  standards: string;
  /** Pieces of evidence on the target and on its actions. */
  evidence: number;
}

/** What a target says of a standard: the paragraphs that it names (`13.1`, or `22` for the whole), and its evidence. */
export interface CoverageCell {
  target: number;
  paragraphs: readonly string[];
  evidence: number;
}

/** A standard beside every target, in the order of `targets`; null where a target does not name it. */
export interface CoverageRow extends NmsStandard {
  cells: readonly (CoverageCell | null)[];
  /** Over all targets that name it. */
  evidence: number;
}

export interface NmsCoverage {
  targets: readonly number[];
  rows: readonly CoverageRow[];
  /** Standards that no target names. */
  unnamed: readonly number[];
  /** Standards that a target names, and that nothing shows to be met. */
  withoutEvidence: readonly number[];
}

/**
 * Standards by targets by evidence: which standard a plan answers to, with what, and what stays empty. A standard that
 * nobody names is a row all the same, and so is one without evidence: the gaps are what it is read for.
 */
export function nmsCoverage(
  targets: readonly CoveringTarget[],
  standards: readonly NmsStandard[] = fosteringStandards,
): NmsCoverage {
  const inOrder = [...targets].sort((a, b) => a.number - b.number);
  const rows = standards.map((standard): CoverageRow => {
    const cells = inOrder.map((target) => cellOf(standard, target));
    return { ...standard, cells, evidence: cells.reduce((sum, cell) => sum + (cell?.evidence ?? 0), 0) };
  });
  const named = rows.filter(({ cells }) => cells.some((cell) => cell !== null));
  return {
    targets: inOrder.map(({ number }) => number),
    rows,
    unnamed: rows.filter((row) => !named.includes(row)).map(({ number }) => number),
    withoutEvidence: named.filter(({ evidence }) => evidence === 0).map(({ number }) => number),
  };
}

/** The paragraphs in a text such as `NMS 7.1, 13.1` or `22`, each once, in the order printed. */
export function readStandards(text: string): string[] {
  return [...new Set([...text.matchAll(/\d+(?:\.\d+)?/g)].map(([found]) => found))];
}

function cellOf({ number }: NmsStandard, { number: target, standards, evidence }: CoveringTarget): CoverageCell | null {
  const paragraphs = readStandards(standards).filter((each) => each.split('.')[0] === String(number));
  return paragraphs.length > 0 ? { target, paragraphs, evidence } : null;
}
