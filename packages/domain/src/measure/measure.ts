import type { LocalDate } from '../calendar/calendar.js';
import { isLocalDate } from '../calendar/local-date.js';
import type { FieldValue, Fields, RecordEntry, WorkItem } from '../work-item/work-item.js';

/** H: higher is better. L: lower is better. T: the target itself, neither more nor less. */
export type Polarity = 'H' | 'L' | 'T';

/** `cumulative` counts up from the baseline, as recruits do; `snapshot` is how it stood on the day, as a share does. */
export type MeasureKind = 'cumulative' | 'snapshot';

/** A figure to reach by a day. `no` is the number of its record, which its actuals name. */
export interface Measure {
  no: number;
  name: string;
  /** What is counted: `foster carers`, `working days`. */
  unit: string;
  /** Where it stood on `baselineOn`; a cumulative measure has no pace without them. */
  baseline: number | null;
  baselineOn: LocalDate | null;
  target: number;
  targetOn: LocalDate;
  polarity: Polarity;
  kind: MeasureKind;
  /** From this day it is no longer asked; it stays on record and is not assessed. */
  endedOn: LocalDate | null;
}

/** A figure reached: what the measure stood at on a day. */
export interface Actual {
  /** The number of its measure. */
  measure: number;
  on: LocalDate;
  value: number;
  note: string | null;
}

/** The measures of an item, out of its records `measures`. One that lacks a name, a target or its day is left out. */
export function readMeasures({ records }: Pick<WorkItem, 'records'>): Measure[] {
  return (records['measures'] ?? []).flatMap((entry) => measureOf(entry) ?? []);
}

/** The actuals of an item, of all its measures, in the order in which they were entered. */
export function readActuals({ records }: Pick<WorkItem, 'records'>): Actual[] {
  return (records['actuals'] ?? []).flatMap(({ fields }) => actualOf(fields) ?? []);
}

function measureOf({ no, fields }: RecordEntry): Measure | null {
  const [name, target, targetOn] = [textOf(fields['name']), numberOf(fields['target']), dayOf(fields['targetOn'])];
  if (name === null || target === null || targetOn === null) return null;
  const { polarity, kind } = fields;
  return {
    no,
    name,
    unit: textOf(fields['unit']) ?? '',
    baseline: numberOf(fields['baseline']),
    baselineOn: dayOf(fields['baselineOn']),
    target,
    targetOn,
    polarity: polarity === 'L' || polarity === 'T' ? polarity : 'H',
    kind: kind === 'snapshot' ? kind : 'cumulative',
    endedOn: dayOf(fields['endedOn']),
  };
}

function actualOf(fields: Fields): Actual | null {
  const [measure, on, value] = [numberOf(fields['measure']), dayOf(fields['on']), numberOf(fields['value'])];
  if (measure === null || on === null || value === null) return null;
  return { measure, on, value, note: textOf(fields['note']) };
}

function textOf(value: FieldValue | undefined): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

function numberOf(value: FieldValue | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function dayOf(value: FieldValue | undefined): LocalDate | null {
  return typeof value === 'string' && isLocalDate(value) ? value : null;
}
