import type { StepImage } from '@kept/domain';
import type pg from 'pg';
import { v7 as uuid } from 'uuid';
import { actorKey, auditAct, type By } from '../audit/audit-act.js';
import type { Pools } from '../connection/pools.js';
import { inAuthority } from '../connection/transaction.js';
import {
  readBulkChange,
  readImage,
  readPublished,
  type BulkAct,
  type BulkChange,
  type BulkResult,
  type ChosenItem,
  type UndoResult,
} from './bulk-change.read.js';

export interface NewBulkChange {
  act: BulkAct;
  reason: string;
  items: readonly ChosenItem[];
  idempotency: BulkKey;
}

/** `key` is null where none was sent; `bodyHash` covers the body, its route is part of it. */
export interface BulkKey {
  key: string | null;
  bodyHash: string;
}

export type BegunBulkChange =
  /** To be carried out: by this call alone, until it is finished or let go of. What was done before is among its results. */
  | { kind: 'begun'; change: BulkChange }
  /** It was carried out, or is being taken back. */
  | { kind: 'done'; change: BulkChange }
  /** Another call is at work on it. */
  | { kind: 'under-way' }
  | { kind: 'key-reused' };
export type BegunUndo = { kind: 'begun' | 'done'; change: BulkChange } | { kind: 'unknown' | 'under-way' | 'too-late' };

/**
 * Changes of many items. Each item goes by the one write path by itself; what is kept here makes a repeated call the same
 * call, and says for ten minutes how to take it back. Only whoever made one finds it. One call at a time is at work on it;
 * where that call ends before it finished, the next goes on.
 */
export interface BulkChangeStore {
  /** What was begun under a key; null where nothing was. One that stopped half way is to be gone on with. */
  resume(by: By, idempotency: BulkKey): Promise<BegunBulkChange | null>;
  begin(by: By, change: NewBulkChange): Promise<BegunBulkChange>;
  /** The first results that are handed in stay. @returns the change as it then stands */
  finish(by: By, id: string, results: readonly BulkResult[]): Promise<BulkChange>;
  find(by: By, id: string): Promise<BulkChange | null>;
  /** What an item was before its step; null where that step cannot be taken back. */
  imageOf(by: By, change: { id: string; reference: string }): Promise<StepImage | null>;
  /** Those of these items that stand on the public page: what is done with them is not taken back. */
  published(by: By, references: readonly string[]): Promise<ReadonlySet<string>>;
  /** A second time it gives the same, so that one that stopped half way goes on. */
  beginUndo(by: By, id: string): Promise<BegunUndo>;
  /** The first results that are handed in stay. @returns the change as it then stands */
  finishUndo(by: By, id: string, results: readonly UndoResult[]): Promise<BulkChange>;
  /** Still at work: to be said again before half a minute has passed. */
  hold(by: By, id: string): Promise<void>;
  /** Stopped half way: whoever asks next may go on. @returns the change as it then stands */
  letGo(by: By, id: string): Promise<BulkChange>;
}

/** By the machine's clock: the clock of Kept may stand or be set. */
const held = `clock_timestamp() + interval '30 seconds'`;
const isFree = '(working_until is null or working_until < clock_timestamp())';
const one = 'authority_id = $1 and id = $2';
const insert = `insert into bulk_changes (authority_id, id, to_post, at, actor_id, idempotency_key, body_hash, items, working_until,
    workflow, transition)
  values ($1, $2, $3, app.now(), $4, $5, $6, $7, ${held}, $8, $9) on conflict do nothing`;
/** An undo that stopped goes on also after its ten minutes; after a day nobody asks for it. */
const sweepImages = `delete from bulk_change_images i using bulk_changes b
  where i.authority_id = $1 and b.authority_id = $1 and b.id = i.bulk_change_id and b.at < app.now() - interval '1 day'`;
const findByKey = `select id, body_hash as "bodyHash" from bulk_changes
  where authority_id = $1 and actor_id = $2 and idempotency_key = $3`;
const take = `update bulk_changes set working_until = ${held}
  where ${one} and results is null and undone_at is null and ${isFree}`;
const lock = `select at > app.now() - interval '10 minutes' as "isFresh" from bulk_changes
  where ${one} and actor_id = $3 for update`;
const beginUndoing = `update bulk_changes set undone_at = coalesce(undone_at, app.now()), results = $3, working_until = ${held} where ${one}`;
const finish = `update bulk_changes set results = $3, working_until = null where ${one} and results is null`;
const finishUndo = `update bulk_changes set undo_results = $3, working_until = null where ${one} and undo_results is null`;
const hold = `update bulk_changes set working_until = ${held} where ${one}`;
const letGo = `update bulk_changes set working_until = null where ${one}`;

export function bulkChangeStore(pools: Pools): BulkChangeStore {
  const write = <T>(by: By, work: (client: pg.PoolClient) => Promise<T>) =>
    inAuthority(pools.write, by.authorityId, work);
  const update = (by: By, id: string, { text, results }: { text: string; results?: readonly object[] }) =>
    write(by, async (client) => {
      await client.query(text, [by.authorityId, id, ...(results === undefined ? [] : [JSON.stringify(results)])]);
      return stands(client, by, id);
    });
  return {
    resume: (by, idempotency) => write(by, (client) => resume(client, by, idempotency)),
    begin: (by, change) => write(by, (client) => begin(client, by, change)),
    finish: (by, id, results) => update(by, id, { text: finish, results }),
    find: (by, id) => write(by, (client) => readBulkChange(client, by, id)),
    imageOf: (by, change) => write(by, (client) => readImage(client, by, change)),
    published: (by, references) => write(by, (client) => readPublished(client, by, references)),
    beginUndo: (by, id) => write(by, (client) => beginUndo(client, by, id)),
    finishUndo: (by, id, results) => update(by, id, { text: finishUndo, results }),
    hold: async (by, id) => void (await update(by, id, { text: hold })),
    letGo: (by, id) => update(by, id, { text: letGo }),
  };
}

async function resume(client: pg.PoolClient, by: By, { key, bodyHash }: BulkKey): Promise<BegunBulkChange | null> {
  const values = [by.authorityId, actorKey(by.actor), key];
  const { rows } = await client.query<{ id: string; bodyHash: string }>(findByKey, values);
  const first = rows[0];
  if (first === undefined) return null;
  if (first.bodyHash !== bodyHash) return { kind: 'key-reused' };
  const { rowCount } = await client.query(take, [by.authorityId, first.id]);
  const change = await stands(client, by, first.id);
  if (rowCount === 1) return { kind: 'begun', change };
  return change.isHeld ? { kind: 'under-way' } : { kind: 'done', change };
}

async function begin(client: pg.PoolClient, by: By, change: NewBulkChange): Promise<BegunBulkChange> {
  const { authorityId, actor } = by;
  const { act, reason, items, idempotency } = change;
  const id = uuid();
  const chosen = JSON.stringify(items);
  const asked = [act.to, actorKey(actor), idempotency.key, idempotency.bodyHash, chosen, act.workflow, act.transition];
  await client.query(sweepImages, [authorityId]);
  const { rowCount } = await client.query(insert, [authorityId, id, ...asked]);
  if (rowCount === 0) return (await resume(client, by, idempotency))!;
  await auditAct((text, given) => client.query(text, given), by, {
    action: 'items-changed-in-bulk',
    objectId: id,
    about: { ...aboutAct(act), items: items.flatMap(({ reference }) => reference ?? []) },
    values: { reason },
  });
  return { kind: 'begun', change: await stands(client, by, id) };
}

async function beginUndo(client: pg.PoolClient, by: By, id: string): Promise<BegunUndo> {
  const locked = await client.query<{ isFresh: boolean }>(lock, [by.authorityId, id, actorKey(by.actor)]);
  const row = locked.rows[0];
  if (row === undefined) return { kind: 'unknown' };
  const change = await stands(client, by, id);
  if (change.isHeld) return { kind: 'under-way' };
  if (change.undo === 'finished') return { kind: 'done', change };
  if (change.undo === null && !row.isFresh) return { kind: 'too-late' };
  // A change that stopped half way ends here: what it did not reach it reaches no more.
  await client.query(beginUndoing, [by.authorityId, id, JSON.stringify(change.results)]);
  if (change.undo === null) {
    await auditAct((text, given) => client.query(text, given), by, {
      action: 'bulk-change-undone',
      objectId: id,
      about: aboutAct(change),
      values: {},
    });
  }
  return { kind: 'begun', change: await stands(client, by, id) };
}

/** One that is there. */
async function stands(client: pg.PoolClient, by: By, id: string): Promise<BulkChange> {
  return (await readBulkChange(client, by, id))!;
}

function aboutAct({ to, workflow, transition }: BulkAct) {
  return to === null ? { workflow, transition } : { to };
}
