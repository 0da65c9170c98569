import { londonInstant } from '../calendar/zone.js';
import type { Deadline } from '../deadline/deadline.js';
import type { DeadlineOutcome } from '../deadline/deadline-dates.js';
import { meetDeadline, startDeadline } from '../deadline/limits.js';
import type { LimitUse, RecordDefinition, RecordLimit, WorkflowDefinition } from '../workflow/definition.js';
import { asUse, isSet, limitKey } from '../workflow/field-path.js';
import { isLive } from './limits-of-item.js';
import type { Facts, RecordEntry, WorkItem } from './work-item.js';

/** The deadlines after a record was added or completed, or why its limit cannot be dated. */
export type Dated = { ok: true; deadlines: readonly Deadline[] } | { ok: false; field: string; error: string };

/** Is this deadline the limit of a record's entry? Its occurrence is then the number of the entry. */
export function isRecordLimit(deadline: Pick<Deadline, 'key'>, definition: WorkflowDefinition): boolean {
  return limitedKind(deadline.key, definition) !== undefined;
}

/** What a record's deadline is counted by: its limit, over the fields of its entry. */
export function recordLimitOf(
  deadline: Deadline,
  item: Pick<WorkItem, 'records'>,
  definition: WorkflowDefinition,
): { use: LimitUse; fields: RecordEntry['fields']; definition: WorkflowDefinition } | undefined {
  const kind = limitedKind(deadline.key, definition);
  const record = kind === undefined ? undefined : definition.records[kind];
  const entry = item.records[kind ?? '']?.find(({ no }) => no === deadline.occurrence);
  if (!record?.limit || !entry) return undefined;
  return { use: asUse(record.limit), fields: entry.fields, definition: { ...definition, fields: record.fields } };
}

/**
 * Starts the limit of an entry as soon as the date that it counts from is there, and meets it on the day that its
 * `metBy` names. An entry of a kind without a limit changes nothing.
 */
export function dateRecord(item: WorkItem, kind: string, entry: RecordEntry, facts: Facts): Dated {
  const record = facts.definition.records[kind];
  if (!record?.limit) return { ok: true, deadlines: item.deadlines };
  const key = limitKey(asUse(record.limit));
  const standing = item.deadlines.find((each) => each.key === key && each.occurrence === entry.no);
  const started = standing ? { ok: true as const, deadline: standing } : start(entry, record, facts);
  if (started === null) return { ok: true, deadlines: item.deadlines };
  if (!started.ok) return { ok: false, field: record.limit.from ?? record.limit.on ?? kind, error: started.error };
  const met = meet(started.deadline, entry, record.limit, facts);
  const others = item.deadlines.filter((each) => each !== standing);
  return {
    ok: true,
    deadlines: standing ? item.deadlines.map((each) => (each === standing ? met : each)) : [...others, met],
  };
}

function start(entry: RecordEntry, { limit, fields }: RecordDefinition, facts: Facts): DeadlineOutcome | null {
  const from = limit?.from ?? limit?.on;
  const on = from === undefined ? undefined : entry.fields[from];
  if (!limit || typeof on !== 'string' || on === '') return null;
  const startedAt = limit.from === undefined ? facts.now : londonInstant(on, '00:00');
  const definition = { ...facts.definition, fields };
  return startDeadline({ definition, use: asUse(limit), occurrence: entry.no, startedAt, fields: entry.fields, facts });
}

function meet(deadline: Deadline, entry: RecordEntry, { metBy }: RecordLimit, facts: Facts): Deadline {
  const on = entry.fields[metBy];
  if (!isLive(deadline) || !isSet(on)) return deadline;
  return meetDeadline(deadline, typeof on === 'string' && on < facts.today ? on : facts.today);
}

function limitedKind(key: string, { records }: WorkflowDefinition): string | undefined {
  return Object.keys(records).find((kind) => {
    const limit = records[kind]?.limit;
    return limit !== undefined && limitKey(asUse(limit)) === key;
  });
}
