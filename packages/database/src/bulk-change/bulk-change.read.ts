import type { Instant, LocalDate, StepImage } from '@kept/domain';
import type pg from 'pg';
import { actorKey, type By } from '../audit/audit-act.js';
import { instant } from '../work-item/decode.js';

/** A date that a step begins, ends or moves: what it is called and its day. */
export interface DateOfStep {
  title: string;
  on: LocalDate;
}

/** What a step would do with an item, as it was looked at. States have their keys and their labels of then. */
export interface ChosenStep {
  from: { key: string; title: string };
  /** Null where it is refused. */
  to: { key: string; title: string } | null;
  begins: readonly DateOfStep[];
  ends: readonly DateOfStep[];
  /** Why it cannot be taken back; null where it can. */
  lasting: string | null;
}

/** One item as it was looked at, before anything was changed. */
export interface ChosenItem {
  /** As it was asked for; of an item out of sight this is all that is said. */
  which: string;
  /** Null where the caller may not see it, or there is none. */
  reference: string | null;
  version: number | null;
  /** The post that owned it then. */
  from: string | null;
  /** Why it is refused; null where it is to be changed. */
  because: string | null;
  /** Of a step; a change of owner has none. */
  step?: ChosenStep | null;
}

/** What became of one item; its `version` is the one that it had after the change. Refused without a reason: not reached. */
export interface BulkResult extends ChosenItem {
  outcome: 'changed' | 'refused';
}

/** What became of it when the change was taken back. Refused without a reason: not reached. */
export interface UndoResult {
  reference: string;
  outcome: 'undone' | 'refused';
  because: string | null;
}

/** What is done with each of many items: they get an owner, or one step of their workflow is taken with them. */
export type BulkAct =
  { to: string; workflow: null; transition: null } | { to: null; workflow: string; transition: string };

export type BulkChange = BulkAct & BulkChangeDone;

interface BulkChangeDone {
  id: string;
  at: Instant;
  /** Until then whoever made it may take it back. */
  undoUntil: Instant;
  items: ChosenItem[];
  /** Of each item, also while it is under way or where it stopped: what is written of the item itself says whether it was changed. */
  results: BulkResult[];
  /** The last of them is known. */
  isFinished: boolean;
  /** A call is at work on it, to change or to take back. */
  isHeld: boolean;
  undo: 'begun' | 'finished' | null;
  undoneAt: Instant | null;
  /** Of each item that was changed; none before the undo began. */
  undoResults: UndoResult[];
}

/** Under this key one item is changed or given back: a call that is repeated does it once, and its row says that it was done. */
export function keyOfBulkItem(act: 'bulk-change' | 'bulk-undo', id: string, which: string) {
  return { key: `${act}:${id}:${which}`, bodyHash: id, route: act };
}

interface Row {
  id: string;
  act: BulkAct;
  at: string;
  undoUntil: string;
  items: ChosenItem[];
  results: BulkResult[] | null;
  isHeld: boolean;
  undoneAt: string | null;
  undoResults: UndoResult[] | null;
  done: { route: string; key: string; version: number }[];
}

const text = `select b.id, json_build_object('to', b.to_post, 'workflow', b.workflow, 'transition', b.transition) as act, to_json(b.at) as at, to_json(b.at + interval '10 minutes') as "undoUntil", b.items, b.results,
    coalesce(b.working_until > clock_timestamp(), false) as "isHeld", to_json(b.undone_at) as "undoneAt", b.undo_results as "undoResults",
    (select coalesce(json_agg(json_build_object('route', k.route, 'key', k.key, 'version', k.version)), '[]')
      from jsonb_array_elements(b.items) chosen
      cross join unnest(array['bulk-change', 'bulk-undo']) act
      join idempotency_keys k on k.authority_id = b.authority_id and k.person_id = b.actor_id
        and k.key = act || ':' || b.id || ':' || (chosen ->> 'which')
        and k.route = act and k.body_hash = b.id::text) as done
  from bulk_changes b where b.authority_id = $1 and b.actor_id = $2 and b.id = $3`;

/** Null where there is none that this actor made. */
export async function readBulkChange(client: pg.PoolClient, by: By, id: string): Promise<BulkChange | null> {
  const { rows } = await client.query<Row>(text, [by.authorityId, actorKey(by.actor), id]);
  return rows[0] === undefined ? null : changeOf(rows[0]);
}

function changeOf(row: Row): BulkChange {
  const { act, done, results: kept, undoResults: undone, undoneAt, ...rest } = row;
  const versions = new Map(done.map(({ key, version }) => [key, version]));
  const results = row.items.map((item, index) => {
    const version = versions.get(keyOfBulkItem('bulk-change', row.id, item.which).key);
    return resultOf(item, kept?.[index], version);
  });
  const isUndone = ({ which }: BulkResult) => versions.has(keyOfBulkItem('bulk-undo', row.id, which).key);
  return {
    ...act,
    ...rest,
    at: instant(row.at),
    undoUntil: instant(row.undoUntil),
    results,
    isFinished: kept !== null,
    undo: undoneAt === null ? null : undone === null ? 'begun' : 'finished',
    undoneAt: undoneAt === null ? null : instant(undoneAt),
    undoResults: undoneAt === null ? [] : undoResultsOf(results, undone, isUndone),
  };
}

function resultOf(item: ChosenItem, kept: BulkResult | undefined, version: number | undefined): BulkResult {
  if (version !== undefined) return { ...item, version, because: null, outcome: 'changed' };
  return kept ?? { ...item, outcome: 'refused' };
}

function undoResultsOf(
  results: readonly BulkResult[],
  kept: readonly UndoResult[] | null,
  isUndone: (item: BulkResult) => boolean,
): UndoResult[] {
  const changed = results.filter(({ outcome }) => outcome === 'changed');
  return changed.map((item): UndoResult => {
    const reference = item.reference ?? item.which;
    if (isUndone(item)) return { reference, outcome: 'undone', because: null };
    return kept?.find((each) => each.reference === reference) ?? { reference, outcome: 'refused', because: null };
  });
}

const imageText = `select i.image from bulk_change_images i join work_items w on w.authority_id = i.authority_id and w.id = i.work_item_id
  where i.authority_id = $1 and i.bulk_change_id = $2 and w.reference = $3`;

/** What an item was before a step that may be taken back; null where the step lasts. */
export async function readImage(
  client: pg.PoolClient,
  by: By,
  { id, reference }: { id: string; reference: string },
): Promise<StepImage | null> {
  const { rows } = await client.query<{ image: StepImage }>(imageText, [by.authorityId, id, reference]);
  return rows[0]?.image ?? null;
}

const publishedText = `select w.reference from publications p join work_items w on w.authority_id = p.authority_id and w.id = p.work_item_id
  where p.authority_id = $1 and p.status = 'published' and w.reference = any ($2)`;

/** Those of these items that stand on the public page. */
export async function readPublished(
  client: pg.PoolClient,
  by: By,
  references: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ reference: string }>(publishedText, [by.authorityId, references]);
  return new Set(rows.map(({ reference }) => reference));
}
