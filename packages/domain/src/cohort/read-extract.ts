import { reasonsOf, type CohortChild, type CohortSize } from './cohort.js';
import { extractColumns, mapColumns, type ColumnMap, type ExtractFault, type ExtractField } from './extract-columns.js';
import {
  readArea,
  readCount,
  readDecimal,
  readReference,
  readYearGroup,
  readYesNo,
  type CellValue,
} from './extract-values.js';

/** A line of the file with its number in it, cells as text. */
export interface ExtractLine {
  line: number;
  cells: readonly string[];
}

export interface Extract extends ColumnMap {
  /** Children with a reason; those without one leave no row. Empty where anything is wrong. */
  children: CohortChild[];
  /** Counted from the lines, where they are all children; null where they are not. */
  sizes: CohortSize[] | null;
  /** Lines below the header. */
  lines: number;
}

const mostHours = 50;
/** At or below it a tenth of the sessions is missed. */
const absentAt = 90;

/**
 * Reads one month's extract of the case system. Anything wrong is named by line and column with what to do, and then
 * nothing of the file counts: half a month would look like good news.
 * @param options.whole the lines are all children of statutory school age, so that they are counted by year group too
 */
export function readExtract(
  [header, ...lines]: readonly ExtractLine[],
  options: { whole: boolean; chosen?: Partial<Record<ExtractField, string>> },
): Extract {
  const map = mapColumns(header?.cells ?? [], options.chosen);
  if (map.faults.length > 0) return { ...map, children: [], sizes: null, lines: lines.length };
  const read = lines.map((line) => readLine(line, map));
  const faults = [
    ...read.flatMap((each) => each.faults),
    ...(lines.length === 0 ? [{ line: 1, column: '_', text: 'The file has no child below its header.' }] : []),
    ...repeated(read),
    ...(options.whole ? [] : withoutReason(read)),
  ].sort((a, b) => a.line - b.line);
  if (faults.length > 0) return { ...map, faults, children: [], sizes: null, lines: lines.length };
  const all = read.map(({ child }) => child);
  return {
    ...map,
    faults,
    children: all.filter((child) => reasonsOf(child).length > 0),
    sizes: options.whole ? sizesOf(all) : null,
    lines: lines.length,
  };
}

interface ReadLine {
  line: number;
  child: CohortChild;
  faults: ExtractFault[];
}

function readLine({ line, cells }: ExtractLine, { places }: ColumnMap): ReadLine {
  const faults: ExtractFault[] = [];
  const tell = (field: ExtractField, text: string): void =>
    void faults.push({ line, column: extractColumns[field].label, text });
  const read = <T>(field: ExtractField, reader: (cell: string) => CellValue<T>, otherwise: T): T => {
    const place = places[field];
    const value = reader(place === undefined ? '' : (cells[place] ?? '').trim());
    if (value.ok) return value.value;
    // A column that is not there has nothing wrong in it.
    if (place !== undefined) tell(field, value.text);
    return otherwise;
  };
  const attendance = read('attendance', (cell) => readDecimal(cell, 100), null);
  const reducedHours = read('reducedHours', (cell) => readDecimal(cell, mostHours), null);
  const child: CohortChild = {
    reference: read('reference', readReference, ''),
    yearGroup: read('yearGroup', readYearGroup, 0),
    area: read('area', readArea, null),
    hasPlan: read('hasPlan', readYesNo, false),
    notInEducation: read('notInEducation', readYesNo, false),
    reducedTimetable: read('reducedTimetable', readYesNo, false),
    reducedHours,
    fixedExclusions: read('fixedExclusions', readCount, 0),
    permanentExclusion: read('permanentExclusion', readYesNo, false),
    persistentAbsence: read('persistentAbsence', readYesNo, false) || (attendance !== null && attendance <= absentAt),
    attendance,
    awaitingPlacement: read('awaitingPlacement', readYesNo, false),
  };
  for (const [field, text] of contradictions(child)) tell(field, text);
  return { line, child, faults };
}

/** What cannot both be true of one child. */
function contradictions(child: CohortChild): [ExtractField, string][] {
  const { notInEducation, reducedTimetable, reducedHours, persistentAbsence, attendance } = child;
  const told: [ExtractField, string][] = [];
  if (notInEducation && reducedTimetable) {
    told.push([
      'reducedTimetable',
      'A child without a school is on no timetable: say no here, or say that there is a school.',
    ]);
  }
  if (reducedHours !== null && !reducedTimetable) {
    told.push(['reducedHours', 'Hours belong to a reduced timetable: say yes there, or leave the hours empty.']);
  }
  if (persistentAbsence && attendance !== null && attendance > absentAt) {
    told.push(['persistentAbsence', `Attendance above ${absentAt} is no persistent absence: mend one of the two.`]);
  }
  return told;
}

function repeated(read: readonly ReadLine[]): ExtractFault[] {
  const first = new Map<string, number>();
  return read.flatMap(({ line, child: { reference } }) => {
    const before = first.get(reference);
    if (reference === '') return [];
    if (before === undefined) return first.set(reference, line) && [];
    const text = `This child stands on line ${before} already: keep one line for each child.`;
    return [{ line, column: extractColumns.reference.label, text }];
  });
}

function withoutReason(read: readonly ReadLine[]): ExtractFault[] {
  const text = 'This child has none of the reasons: take the line out, or say that the file lists every child.';
  return read
    .filter(({ child, faults }) => faults.length === 0 && reasonsOf(child).length === 0)
    .map(({ line }) => ({ line, column: '_', text }));
}

/** How many children of each year group, and how many of them with a plan. */
export function sizesOf(children: readonly Pick<CohortChild, 'yearGroup' | 'hasPlan'>[]): CohortSize[] {
  const years = [...new Set(children.map(({ yearGroup }) => yearGroup))].sort((a, b) => a - b);
  return years.map((yearGroup) => {
    const own = children.filter((child) => child.yearGroup === yearGroup);
    return { yearGroup, children: own.length, withPlan: own.filter(({ hasPlan }) => hasPlan).length };
  });
}
