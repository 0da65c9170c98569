import type pg from 'pg';
import { v7 as uuid } from 'uuid';
import { actorKey, auditAct, type By } from '../audit/audit-act.js';
import type { Pools } from '../connection/pools.js';
import { inAuthority } from '../connection/transaction.js';

/** What became of one item of a hand-over. */
export interface HandOverResult {
  reference: string;
  outcome: 'changed' | 'refused';
  /** Why it was refused. */
  because: string | null;
}

export interface NewHandOver {
  from: string;
  to: string;
  reason: string;
  items: readonly string[];
  /** `bodyHash` covers the body; its route is part of it. */
  idempotency: { key: string | null; bodyHash: string };
}

export type BegunHandOver =
  /** `results` where the same call was carried out before; else null, and `items` are to be handed over. */
  { kind: 'begun'; id: string; items: string[]; results: HandOverResult[] | null } | { kind: 'key-reused' };

/** Hand-overs in bulk. Each item goes by the one write path by itself; what is kept here makes a repeated call the same call. */
export interface HandOverStore {
  begin(by: By, handOver: NewHandOver): Promise<BegunHandOver>;
  finish(by: By, id: string, results: readonly HandOverResult[]): Promise<void>;
}

const insert = `insert into hand_overs (authority_id, id, from_post, to_post, at, actor_id, idempotency_key, body_hash, items)
  values ($1, $2, $3, $4, app.now(), $5, $6, $7, $8) on conflict do nothing`;
const find = `select id, body_hash as "bodyHash", items, results from hand_overs
  where authority_id = $1 and actor_id = $2 and idempotency_key = $3`;
const update = 'update hand_overs set results = $3 where authority_id = $1 and id = $2';

export function handOverStore(pools: Pools): HandOverStore {
  return {
    begin: (by, handOver) => inAuthority(pools.write, by.authorityId, (client) => begin(client, by, handOver)),
    finish: (by, id, results) =>
      inAuthority(pools.write, by.authorityId, async (client) => {
        await client.query(update, [by.authorityId, id, JSON.stringify(results)]);
      }),
  };
}

async function begin(client: pg.PoolClient, by: By, handOver: NewHandOver): Promise<BegunHandOver> {
  const { authorityId, actor } = by;
  const { from, to, reason, items, idempotency } = handOver;
  const id = uuid();
  const key = [authorityId, id, from, to, actorKey(actor), idempotency.key];
  const { rowCount } = await client.query(insert, [...key, idempotency.bodyHash, JSON.stringify(items)]);
  if (rowCount === 0) return again(client, by, idempotency);
  await auditAct((text, values) => client.query(text, values), by, {
    action: 'post-handed-over',
    objectId: id,
    about: { from, to, items: [...items] },
    values: { reason },
  });
  return { kind: 'begun', id, items: [...items], results: null };
}

interface Found {
  id: string;
  bodyHash: string;
  items: string[];
  results: HandOverResult[] | null;
}

async function again(
  client: pg.PoolClient,
  { authorityId, actor }: By,
  idempotency: NewHandOver['idempotency'],
): Promise<BegunHandOver> {
  const { rows } = await client.query<Found>(find, [authorityId, actorKey(actor), idempotency.key]);
  const found = rows[0];
  if (found?.bodyHash !== idempotency.bodyHash) return { kind: 'key-reused' };
  return { kind: 'begun', id: found.id, items: found.items, results: found.results };
}
