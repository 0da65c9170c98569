import type { Instant, LocalDate } from '../calendar/calendar.js';
import { formatWeekday, isLocalDate } from '../calendar/local-date.js';
import { londonDay, londonInstant, NoSuchTime } from '../calendar/zone.js';
import type { LimitUse, WorkflowDefinition } from '../workflow/definition.js';
import { deadlineOfOrigin, isSet, limitKey, originPaths, readField } from '../workflow/field-path.js';
import { deadlineTitle } from '../workflow/form.js';
import type { Facts, Fields } from '../work-item/work-item.js';
import { Uncountable } from './calculation.js';
import type { Deadline } from './deadline.js';
import type { ReceiptStep } from './rule.js';

/** What a limit's origin is looked up in: the item's fields and its deadlines. */
export interface OriginContext {
  definition: WorkflowDefinition;
  use: LimitUse;
  startedAt: Instant;
  fields: Fields;
  facts: Pick<Facts, 'rules'>;
  deadlines?: readonly Deadline[] | undefined;
}

/** Where a limit begins to count, and the steps that say why there. */
export interface CountStart {
  startedAt: Instant;
  /** No time of the day was told, so that hours count from 00:00 and the receipt says so. */
  wholeDay: boolean;
  steps: ReceiptStep[];
}

/** A date that a limit may count from; `on` is null while it is not there yet. */
interface Source {
  /** What of a form it stands in. */
  field: string;
  label: string;
  on: LocalDate | null;
}

/** What of an item a limit's date hangs on. Where one of these moves, the limit is to be dated again. */
export interface LimitSources {
  /** Paths of fields: `returnedOn`, `formalDecision.date`. */
  fields: readonly string[];
  /** Keys of other deadlines of the item. */
  deadlines: readonly string[];
}

/** The fields and the other deadlines that a limit's date may hang on. */
export function limitSources(use: LimitUse, definition: WorkflowDefinition): LimitSources {
  const local = use.local === undefined ? undefined : definition.local[use.local];
  const paths = use.origin === undefined ? [] : originPaths(use.origin);
  const time = use.origin && 'from' in use.origin ? use.origin.time : undefined;
  const named = [use.on, local?.orAt, local?.orOn, local?.nextMeetingOf, local?.eachOf, time];
  const deadlines = [...paths.map(deadlineOfOrigin), use.noLaterThan ?? null].filter((key) => key !== null);
  return {
    fields: [...named, ...paths.filter((path) => deadlineOfOrigin(path) === null)].filter((path) => path !== undefined),
    deadlines: [...new Set(deadlines)],
  };
}

/** The limits of a state in the order in which they can start: each after those of the same state that it hangs on. */
export function inStartOrder(uses: readonly LimitUse[], definition: WorkflowDefinition): LimitUse[] {
  const ordered: LimitUse[] = [];
  let waiting = uses;
  while (waiting.length > 0) {
    const keys = waiting.map(limitKey);
    const free = waiting.find((use) => !limitSources(use, definition).deadlines.some((key) => keys.includes(key)));
    // Of limits that hang on each other in a circle, the first in the file.
    const [first] = waiting;
    const next = free ?? first;
    if (next) ordered.push(next);
    waiting = waiting.filter((use) => use !== next);
  }
  return ordered;
}

/**
 * Where a limit counts from: the moment its state was entered, or else its origin, a date of the item or of another of
 * its deadlines. Of several the earliest or latest of those that are there; the receipt names each, and which was taken.
 * @throws {Uncountable} with the field, where none is there yet.
 */
export function countStart(context: OriginContext): CountStart {
  const { startedAt, use } = context;
  const { origin } = use;
  if (origin === undefined) return { startedAt, wholeDay: false, steps: [] };
  if ('from' in origin) return fromOne(sourceAt(origin.from, context), origin.time, context);
  const sources = originPaths(origin).map((path) => sourceAt(path, context));
  const there = sources.flatMap((source) => (source.on === null ? [] : [{ ...source, on: source.on }]));
  const latest = 'latestOf' in origin;
  const [first, ...others] = there;
  if (first === undefined) throw notThereYet(sources[0]);
  const taken = others.reduce(
    (best, each) => (latest === each.on > best.on && each.on !== best.on ? each : best),
    first,
  );
  const text = `${latest ? 'The latest' : 'The earliest'} of ${sources.map(described).join(', ')} is ${taken.label}.`;
  return startOn(taken.on, undefined, { step: 'origin', date: taken.on, text });
}

function fromOne(source: Source, timePath: string | undefined, { fields, definition }: OriginContext): CountStart {
  if (source.on === null) throw notThereYet(source);
  const given = timePath === undefined ? null : readField(fields, timePath);
  const time = typeof given === 'string' && isSet(given) ? given : undefined;
  const at = time === undefined ? '' : ` at ${time}`;
  const text = `Counts from ${source.label}: ${formatWeekday(source.on)}${at}.`;
  try {
    return startOn(source.on, time, { step: 'origin', date: source.on, text });
  } catch (fault) {
    if (!(fault instanceof NoSuchTime)) throw fault;
    throw new Uncountable(`${labelOf(timePath ?? '', definition)}: ${fault.message}`, timePath);
  }
}

function startOn(on: LocalDate, time: string | undefined, step: ReceiptStep): CountStart {
  return { startedAt: londonInstant(on, time ?? '00:00'), wholeDay: time === undefined, steps: [step] };
}

function sourceAt(path: string, { definition, fields, facts, deadlines = [] }: OriginContext): Source {
  const key = deadlineOfOrigin(path);
  if (key !== null)
    return { field: key, label: deadlineTitle(key, definition, facts.rules), on: dueOnOf(key, deadlines) };
  const value = readField(fields, path);
  const on = typeof value === 'string' && isLocalDate(value) ? value : null;
  return { field: path.split('.')[0] ?? path, label: labelOf(path, definition), on };
}

/** The date of the latest occurrence that was not taken back, also when it is over. */
function dueOnOf(key: string, deadlines: readonly Deadline[]): LocalDate | null {
  const occurrences = deadlines.filter((each) => each.key === key && each.status !== 'cancelled');
  return occurrences.sort((a, b) => b.occurrence - a.occurrence)[0]?.dueOn ?? null;
}

function labelOf(path: string, { fields }: WorkflowDefinition): string {
  return fields[path.split('.')[0] ?? '']?.label ?? path;
}

function described({ label, on }: Source): string {
  return `${label} (${on === null ? 'not there yet' : formatWeekday(on)})`;
}

function notThereYet(source: Source | undefined): Uncountable {
  return new Uncountable(`The date is missing: ${source?.label ?? 'what it counts from'}.`, source?.field);
}

/**
 * The limit of a deadline that runs already. One that was begun anew (`renewedBy`), or is a later period, does not count
 * from its origin any more: its receipt has no such step.
 */
export function asBegun(use: LimitUse, { receipt }: Pick<Deadline, 'receipt'>): LimitUse {
  const { origin, ...anew } = use;
  return origin === undefined || receipt.some(({ step }) => step === 'origin') ? use : anew;
}

/** The later of two starts, for periods that follow each other: the origin is where the first of them begins. */
export function laterStart(start: CountStart, startedAt: Instant): CountStart {
  return londonDay(start.startedAt) < londonDay(startedAt) ? { startedAt, wholeDay: false, steps: [] } : start;
}
