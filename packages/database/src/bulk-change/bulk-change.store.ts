import type { Instant } from '@kept/domain';
import type pg from 'pg';
import { v7 as uuid } from 'uuid';
import { actorKey, auditAct, type By } from '../audit/audit-act.js';
import type { Pools } from '../connection/pools.js';
import { inAuthority } from '../connection/transaction.js';
import { instant } from '../work-item/decode.js';

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
}

/** What became of one item; its `version` is the one that it had after the change. */
export interface BulkResult extends ChosenItem {
  outcome: 'changed' | 'refused';
}

/** What became of it when the change was taken back. */
export interface UndoResult {
  reference: string;
  outcome: 'undone' | 'refused';
  because: string | null;
}

export interface BulkChange {
  id: string;
  to: string;
  at: Instant;
  /** Until then whoever made it may take it back. */
  undoUntil: Instant;
  items: ChosenItem[];
  /** Null until the last of them is known. */
  results: BulkResult[] | null;
  undoneAt: Instant | null;
  undoResults: UndoResult[] | null;
}

export interface NewBulkChange {
  to: string;
  reason: string;
  items: readonly ChosenItem[];
  /** `bodyHash` covers the body; its route is part of it. */
  idempotency: { key: string | null; bodyHash: string };
}

export type BegunBulkChange = { kind: 'begun'; change: BulkChange } | { kind: 'key-reused' };
export type BegunUndo = { kind: 'begun'; change: BulkChange } | { kind: 'unknown' | 'unfinished' | 'too-late' };

/**
 * Changes of many items. Each item goes by the one write path by itself; what is kept here makes a repeated call the same
 * call, and says for ten minutes how to take it back. Only whoever made one finds it.
 */
export interface BulkChangeStore {
  begin(by: By, change: NewBulkChange): Promise<BegunBulkChange>;
  finish(by: By, id: string, results: readonly BulkResult[]): Promise<void>;
  find(by: By, id: string): Promise<BulkChange | null>;
  /** A second time it gives the same, so that one that stopped half way goes on. */
  beginUndo(by: By, id: string): Promise<BegunUndo>;
  finishUndo(by: By, id: string, results: readonly UndoResult[]): Promise<void>;
}

const columns = `id, to_post as "to", to_json(at) as at, to_json(at + interval '10 minutes') as "undoUntil", body_hash as "bodyHash", items, results,
  to_json(undone_at) as "undoneAt", undo_results as "undoResults"`;
const insert = `insert into bulk_changes (authority_id, id, to_post, at, actor_id, idempotency_key, body_hash, items)
  values ($1, $2, $3, app.now(), $4, $5, $6, $7) on conflict do nothing`;
const findByKey = `select ${columns} from bulk_changes where authority_id = $1 and actor_id = $2 and idempotency_key = $3`;
const findById = `select ${columns} from bulk_changes where authority_id = $1 and actor_id = $2 and id = $3`;
const update = 'update bulk_changes set results = $3 where authority_id = $1 and id = $2';
const undoFresh = `update bulk_changes set undone_at = app.now()
  where authority_id = $1 and id = $2 and undone_at is null and at > app.now() - interval '10 minutes'`;
const updateUndo = 'update bulk_changes set undo_results = $3 where authority_id = $1 and id = $2';

type Row = BulkChange & { bodyHash: string };

export function bulkChangeStore(pools: Pools): BulkChangeStore {
  const write = <T>(by: By, work: (client: pg.PoolClient) => Promise<T>) =>
    inAuthority(pools.write, by.authorityId, work);
  const finish = (text: string) => (by: By, id: string, results: readonly object[]) =>
    write(by, async (client) => void (await client.query(text, [by.authorityId, id, JSON.stringify(results)])));
  return {
    begin: (by, change) => write(by, (client) => begin(client, by, change)),
    finish: finish(update),
    find: (by, id) => write(by, (client) => one(client, findById, [by.authorityId, actorKey(by.actor), id])),
    beginUndo: (by, id) => write(by, (client) => beginUndo(client, by, id)),
    finishUndo: finish(updateUndo),
  };
}

async function begin(client: pg.PoolClient, by: By, change: NewBulkChange): Promise<BegunBulkChange> {
  const { authorityId, actor } = by;
  const { to, reason, items, idempotency } = change;
  const id = uuid();
  const values = [authorityId, id, to, actorKey(actor), idempotency.key, idempotency.bodyHash, JSON.stringify(items)];
  const { rowCount } = await client.query(insert, values);
  if (rowCount === 0) {
    const first = await one(client, findByKey, [authorityId, actorKey(actor), idempotency.key]);
    return first?.bodyHash === idempotency.bodyHash ? { kind: 'begun', change: first } : { kind: 'key-reused' };
  }
  await auditAct((text, given) => client.query(text, given), by, {
    action: 'items-changed-in-bulk',
    objectId: id,
    about: { to, items: items.flatMap(({ reference }) => reference ?? []) },
    values: { reason },
  });
  return { kind: 'begun', change: (await one(client, findById, [authorityId, actorKey(actor), id]))! };
}

async function beginUndo(client: pg.PoolClient, by: By, id: string): Promise<BegunUndo> {
  const { authorityId, actor } = by;
  const key = [authorityId, actorKey(actor), id];
  const change = await one(client, findById, key);
  if (change === null) return { kind: 'unknown' };
  if (change.results === null) return { kind: 'unfinished' };
  if (change.undoneAt !== null) return { kind: 'begun', change };
  const { rowCount } = await client.query(undoFresh, [authorityId, id]);
  const now = (await one(client, findById, key))!;
  if (rowCount === 0) return now.undoneAt === null ? { kind: 'too-late' } : { kind: 'begun', change: now };
  await auditAct((text, given) => client.query(text, given), by, {
    action: 'bulk-change-undone',
    objectId: id,
    about: { to: change.to },
    values: {},
  });
  return { kind: 'begun', change: now };
}

async function one(client: pg.PoolClient, text: string, values: unknown[]): Promise<Row | null> {
  const { rows } = await client.query<Row>(text, values);
  const row = rows[0];
  if (row === undefined) return null;
  const undoneAt = row.undoneAt === null ? null : instant(row.undoneAt);
  return { ...row, at: instant(row.at), undoUntil: instant(row.undoUntil), undoneAt };
}
