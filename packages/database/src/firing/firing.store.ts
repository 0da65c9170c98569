import type { Instant } from '@kept/domain';
import { readFlight } from '../connection/flight.js';
import type { Pools } from '../connection/pools.js';
import { inTransaction } from '../connection/transaction.js';
import { failpoint } from '../failpoint/failpoint.js';
import type { ReferenceCache } from '../reference/reference-cache.js';
import type { Decide } from '../work-item/change.js';
import { sweepOnce } from './sweep.js';

export interface SweepOptions {
  /** Deadlines claimed in one transaction, 1 to 2,000; 500 where it is left out. */
  batch?: number;
  /** True while history is replayed: firings are marked seeded, nobody is told. */
  seeded?: boolean;
}

export interface SweepCounts {
  /** Items claimed in this batch; 0 = nothing was due. */
  claimed: number;
  /** Firings written. */
  fired: number;
  /** Of these, fired after their own day. */
  late: number;
  notices: number;
  /** Items whose decision was refused, threw, or could not be written; they are tried again ten minutes later. */
  refused: number;
  /** Of these, the decisions that threw or that the database did not take, for the caller to log. */
  faults: SweepFault[];
}

export interface SweepFault {
  itemId: string;
  error: unknown;
}

export interface FiringStore {
  /** Authorities in which something is due by the database clock, without looking into any of them. */
  dueAuthorities(limit: number): Promise<string[]>;
  /** When the next deadline acts in this authority, be it past or to come; null where nothing is planned. */
  nextAt(authorityId: string): Promise<Instant | null>;
  /** One batch in one transaction. Call again while `claimed` is not 0. `decide` is the domain's `passTime`. */
  sweep(authorityId: string, options: SweepOptions, decide: Decide): Promise<SweepCounts>;
}

const next = `select next_firing_at as at from deadlines where authority_id = $1 and next_firing_at is not null
  order by next_firing_at limit 1`;

export function firingStore(pools: Pools, references: ReferenceCache): FiringStore {
  return {
    dueAuthorities: async (limit) => {
      const text = 'select app.due_authorities($1) as id';
      const { rows } = await pools.write.query<{ id: string }>({ name: 'due-authorities', text, values: [limit] });
      return rows.map((row) => row.id);
    },
    nextAt: async (authorityId) => {
      const statement = { name: 'next-firing', text: next, values: [authorityId] };
      const rows = await readFlight<{ at: Instant }>(pools.read, authorityId, statement);
      return rows[0]?.at ?? null;
    },
    sweep: async (authorityId, options, decide) => {
      const counts = await inTransaction(pools.write, async (client) => {
        failpoint('deadline.begin');
        const swept = await sweepOnce(client, references, { authorityId, options, decide });
        failpoint('deadline.beforeCommit');
        return swept;
      });
      failpoint('deadline.afterCommit');
      return counts;
    },
  };
}
