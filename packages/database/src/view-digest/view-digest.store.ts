import type { Instant, LocalDate } from '@kept/domain';
import type pg from 'pg';
import { v7 as uuid } from 'uuid';
import type { Pools } from '../connection/pools.js';
import { inAuthority } from '../connection/transaction.js';
import type { ReferenceCache } from '../reference/reference-cache.js';
import type { Reference } from '../reference/reference.store.js';
import { claimViewMessages } from './claim-view-messages.js';
import type { JudgeViewMessage, ViewMessageClaim, ViewMessageOptions } from './claim-view-messages.js';
import { beginDigest, changeDigest, countDigests, endDigest, lookAtDigests, writeDigests } from './view-digest.sql.js';

/** On every working day, or on the first working day of each week. */
export type DigestEvery = 'day' | 'week';

/** Who is sent which saved view. */
export interface DigestKey {
  authorityId: string;
  personId: string;
  viewId: string;
}

/** One that a worker is to look at. */
export interface LookedAtDigest {
  personId: string;
  viewId: string;
  every: DigestEvery;
  since: Instant;
  /** The day of the last message; null where none was written yet. */
  toldOn: LocalDate | null;
}

/** Where a look at one is made, its row locked. */
export interface DigestMoment {
  now: Instant;
  reference: Reference;
}

/** What a look comes to: the reader has left; nothing yet; or a message of that day. */
export type DigestLook = { kind: 'ends' } | { kind: 'waits'; lookAt: Instant } | { kind: 'tells'; day: LocalDate };

export interface ViewDigestStore {
  /** The same `every` again changes nothing; another begins anew. `full` where the person has twenty already. Role app. */
  begin(digest: DigestKey, every: DigestEvery): Promise<{ every: DigestEvery; since: Instant } | 'full'>;
  /** False where there was none. What waits to be sent of it is withdrawn by whoever comes to send it. */
  end(digest: DigestKey): Promise<boolean>;
  /** Authorities in which one is to be looked at, by the database clock. Role worker. */
  dueAuthorities(limit: number): Promise<string[]>;
  /**
   * Looks at those that are due, in one transaction: a message and the word that it is written stand together or not at all.
   * One that is written is looked at again at once, for the next time. Role worker.
   * @returns how many were looked at
   */
  look(
    authorityId: string,
    limit: number,
    decide: (digest: LookedAtDigest, moment: DigestMoment) => DigestLook,
  ): Promise<number>;
  /** Leases messages of views that wait in the outbox, as `outbox.claim` does those of items. Role worker. */
  claim(authorityId: string, options: ViewMessageOptions, judge: JudgeViewMessage): Promise<ViewMessageClaim | null>;
}

const mostOfOne = 20;

export function viewDigestStore(pools: Pools, references: ReferenceCache): ViewDigestStore {
  return {
    begin: (digest, every) => inAuthority(pools.write, digest.authorityId, (client) => begin(client, digest, every)),
    end: ({ authorityId, personId, viewId }) =>
      inAuthority(pools.write, authorityId, async (client) => {
        const { rowCount } = await client.query(endDigest, [authorityId, personId, viewId]);
        return rowCount === 1;
      }),
    dueAuthorities: async (limit) => {
      const text = 'select app.view_digest_authorities($1) as id';
      const { rows } = await pools.write.query<{ id: string }>({
        name: 'view-digest-authorities',
        text,
        values: [limit],
      });
      return rows.map((row) => row.id);
    },
    look: (authorityId, limit, decide) =>
      inAuthority(pools.write, authorityId, async (client) => {
        const { rows } = await client.query<LookedAtRow>(lookAtDigests, [authorityId, limit]);
        const [first] = rows;
        if (first === undefined) return 0;
        const moment = { now: first.now, reference: await references.at(authorityId, first.revision) };
        const looks = rows.map((row) => rowOf(row, decide(row, moment), moment));
        await client.query(writeDigests, [authorityId, JSON.stringify(looks)]);
        return rows.length;
      }),
    claim: (authorityId, options, judge) =>
      inAuthority(pools.write, authorityId, (client) =>
        claimViewMessages({ client, references, authorityId, options }, judge),
      ),
  };
}

interface LookedAtRow extends LookedAtDigest {
  now: Instant;
  revision: number;
}

async function begin(client: pg.PoolClient, { authorityId, personId, viewId }: DigestKey, every: DigestEvery) {
  type Row = { every: DigestEvery; since: Instant };
  const values = [authorityId, personId, viewId, every];
  const changed = await client.query<Row>(changeDigest, values);
  if (changed.rows[0] !== undefined) return changed.rows[0];
  const { rows } = await client.query<{ held: number }>(countDigests, [authorityId, personId]);
  if (rows[0]!.held >= mostOfOne) return 'full' as const;
  const begun = await client.query<Row>(beginDigest, values);
  return begun.rows[0]!;
}

function rowOf({ personId, viewId, every }: LookedAtDigest, look: DigestLook, { now }: DigestMoment) {
  const row = { person: personId, view: viewId, ends: false, at: now, day: null, message: null, kind: null };
  if (look.kind === 'ends') return { ...row, ends: true };
  if (look.kind === 'waits') return { ...row, at: look.lookAt };
  return { ...row, day: look.day, message: uuid(), kind: every === 'day' ? 'view-daily' : 'view-weekly' };
}
