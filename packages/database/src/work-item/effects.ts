import { isDeepStrictEqual } from 'node:util';
import type { Change, EventDraft, FollowNews, NoticeDraft, WorkItem, WorkflowDefinition } from '@kept/domain';
import { v7 as uuid } from 'uuid';
import { eventAuditRows, type AuditDraw } from '../audit/entry.js';
import { afterImage } from './after-image.js';
import { deadlineRow, evidenceRow, linkRow, recordRow, type Row } from './rows.js';

/** What `app.write_effects` takes; a list with nothing in it is left out, and its statement is never run. */
export type Effects = Readonly<Record<string, readonly Row[]>>;

interface EffectsInput {
  authorityId: string;
  /** As it stood when it was decided on; null for a creation. */
  before: WorkItem | null;
  change: Change;
  definition: WorkflowDefinition;
  /** What whoever follows the item is told; null or left out where that is nothing. */
  news?: FollowNews | null;
  /** True while history is replayed: nobody is told. */
  seeded: boolean;
  /** Where the ids and salts of the audit come from; by chance, where it is left out. */
  draw?: AuditDraw | undefined;
}

/**
 * Only what differs is written: a deadline whose date does not move costs nothing. A change leaves each entry in its place
 * and puts new ones at the end.
 */
function differing<T>(after: readonly T[], before: readonly T[]): T[] {
  return after.filter((each, place) => before[place] !== each && !isDeepStrictEqual(before[place], each));
}

function eventRow(event: EventDraft, item: WorkItem, after: Row, stepsVersion: boolean): Row {
  return {
    work_item_id: item.id,
    version: item.version,
    steps_version: stepsVersion,
    type: event.type,
    actor_id: event.actorId,
    actor_name: event.actorName,
    at: event.at,
    occurred_on: event.occurredOn,
    from_state: event.from ?? null,
    to_state: event.to ?? null,
    fields: event.fields ?? null,
    reason: event.reason ?? null,
    after,
  };
}

const noticeRow = (item: WorkItem, notice: NoticeDraft, at: string): Row => ({
  id: uuid(),
  work_item_id: item.id,
  unique_key: notice.uniqueKey,
  post: notice.post,
  kind: notice.kind,
  deadline_key: notice.deadline?.key ?? null,
  deadline_occurrence: notice.deadline?.occurrence ?? null,
  due_on: notice.dueOn,
  late: notice.late,
  created_at: at,
});

const newsRow = (item: WorkItem, { uniqueKey, except }: FollowNews, at: string): Row => ({
  work_item_id: item.id,
  unique_key: uniqueKey,
  created_at: at,
  except,
});

/** One event for each version step: of several, the first that steps it. */
function eventRows(change: Change, definition: WorkflowDefinition): Row[] {
  const events = [change.event, ...change.furtherEvents];
  const stepping = events.findIndex((event) => event.stepsVersion);
  const after = afterImage(change.item, definition);
  return events.map((event, place) => eventRow(event, change.item, after, place === stepping));
}

function recordRows(item: WorkItem, before: WorkItem | null): Row[] {
  return Object.entries(item.records).flatMap(([kind, entries]) =>
    differing(entries, before?.records[kind] ?? []).map((entry) => recordRow(item.id, kind, entry)),
  );
}

/** The rows of one change, apart from the item's own. */
export function effectsOf({ authorityId, before, change, definition, news, seeded, draw }: EffectsInput): Effects {
  const { item, event, furtherEvents } = change;
  const audit = [event, ...furtherEvents].map((each) => eventAuditRows(authorityId, item, each, draw));
  return withoutEmpty({
    deadlines: differing(item.deadlines, before?.deadlines ?? []).map((each) => deadlineRow(item.id, each)),
    records: recordRows(item, before),
    evidence: differing(item.evidence, before?.evidence ?? []).map((each) => evidenceRow(item.id, each)),
    links: differing(item.links, before?.links ?? []).map((each) => linkRow(item.id, each)),
    events: eventRows(change, definition),
    notices: seeded ? [] : change.notices.map((each) => noticeRow(item, each, event.at)),
    follows: seeded || !news ? [] : [newsRow(item, news, event.at)],
    audit: audit.map((each) => each.entry),
    salted: audit.map((each) => each.salted).filter((row) => row !== null),
  });
}

/** The effects of many changes, for a batch. */
export function mergeEffects(all: readonly Effects[]): Effects {
  const merged: Record<string, Row[]> = {};
  for (const effects of all) {
    for (const [name, rows] of Object.entries(effects)) (merged[name] ??= []).push(...rows);
  }
  return merged;
}

function withoutEmpty(effects: Effects): Effects {
  return Object.fromEntries(Object.entries(effects).filter(([, rows]) => rows.length > 0));
}
