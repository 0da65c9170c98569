import { randomUUID } from 'node:crypto';
import type { Instant } from '@kept/domain';
import type pg from 'pg';
import type { Pools } from '../connection/pools.js';
import { inAuthority } from '../connection/transaction.js';
import { decodeNotice, type Notice } from '../notice/notice.store.js';
import { claim, giveBack, moveNotice, settle } from './outbox.sql.js';

/** One message to be sent, held under a lease. */
export interface OutboxMessage {
  /** Also the id of its notice; use it for the Message-ID, so that a repeat carries the same one. */
  id: string;
  uniqueKey: string;
  leaseToken: string;
  leasedUntil: Instant;
  /** 1 on the first claim. */
  attempt: number;
  /** True when an earlier attempt ended without an answer: ask the provider before sending again. */
  askFirst: boolean;
  notice: Notice;
  item: {
    id: string;
    reference: string;
    title: string;
    workflow: string;
    state: string;
    closed: boolean;
    exempt: boolean;
    ownerPost: string;
  };
}

export type OutboxSettlement =
  | { outcome: 'sent'; providerReference: string | null }
  | { outcome: 'failed' | 'unknown'; error: string }
  /** Not to be told any more (the deadline was met in the meantime). */
  | { outcome: 'withdrawn'; error: string }
  /** Give it back until `at` (waking hours, or after a failure). */
  | {
      outcome: 'later';
      at: Instant;
      error: string | null;
      /** False when nothing was handed to the provider. */ attempted: boolean;
    };

export interface OutboxStore {
  /** Authorities with a message that may be claimed now. */
  dueAuthorities(limit: number): Promise<string[]>;
  /** SKIP LOCKED; takes over leases that have run out. */
  claim(authorityId: string, lease: { limit: number; seconds: number }): Promise<OutboxMessage[]>;
  /** Takes one message by its id, if it may be claimed; null when another holds it or it is settled. */
  claimOne(authorityId: string, id: string, seconds: number): Promise<OutboxMessage | null>;
  /** False when the lease was lost: another worker has it, so this one says nothing more. */
  settle(
    authorityId: string,
    message: { id: string; leaseToken: string },
    settlement: OutboxSettlement,
  ): Promise<boolean>;
}

type Held = { id: string; leaseToken: string };

/** The harness switches the check of the lease off, to see that something breaks without it. */
const unchecked = (text: string): string => text.replace('lease_token = $3', '$3::text is not null');

async function claimMessages(
  pools: Pools,
  authorityId: string,
  lease: { limit: number; seconds: number; id: string | null },
) {
  return inAuthority(pools.write, authorityId, async (client) => {
    const values = [authorityId, lease.limit, lease.seconds, randomUUID(), lease.id];
    const { rows } = await client.query<OutboxMessage>({ name: 'claim-outbox', text: claim, values });
    return rows.map((row) => ({ ...row, notice: decodeNotice(row.notice) }));
  });
}

async function settleMessage(
  client: pg.PoolClient,
  authorityId: string,
  { id, leaseToken }: Held,
  { settlement, leaseChecked }: { settlement: OutboxSettlement; leaseChecked: boolean },
) {
  const asking = (text: string): string => (leaseChecked ? text : unchecked(text));
  const held = [authorityId, id, leaseToken];
  if (settlement.outcome === 'later') {
    const { at, error, attempted } = settlement;
    const { rowCount } = await client.query(asking(giveBack), [...held, at, error, attempted]);
    if (rowCount === 1 && attempted) await client.query(moveNotice, [authorityId, id, 'sending']);
    return rowCount === 1;
  }
  const answer = settlement.outcome === 'sent' ? [settlement.providerReference, null] : [null, settlement.error];
  const { rowCount } = await client.query(asking(settle), [...held, settlement.outcome, ...answer]);
  if (rowCount === 1) await client.query(moveNotice, [authorityId, id, settlement.outcome]);
  return rowCount === 1;
}

export function outboxStore(pools: Pools, { leaseChecked }: { leaseChecked: boolean }): OutboxStore {
  return {
    dueAuthorities: async (limit) => {
      const text = 'select app.outbox_authorities($1) as id';
      const { rows } = await pools.write.query<{ id: string }>({ name: 'outbox-authorities', text, values: [limit] });
      return rows.map((row) => row.id);
    },
    claim: (authorityId, lease) => claimMessages(pools, authorityId, { ...lease, id: null }),
    claimOne: async (authorityId, id, seconds) =>
      (await claimMessages(pools, authorityId, { limit: 1, seconds, id }))[0] ?? null,
    settle: (authorityId, message, settlement) =>
      inAuthority(pools.write, authorityId, (client) =>
        settleMessage(client, authorityId, message, { settlement, leaseChecked }),
      ),
  };
}
