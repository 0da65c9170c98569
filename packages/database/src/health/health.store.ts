import type pg from 'pg';
import { classifyDatabaseError } from '../connection/faults.js';
import type { DatabaseRole, Pools } from '../connection/pools.js';
import { inAuthority } from '../connection/transaction.js';
import { waitingFigures, type WaitingFigures } from './figures.read.js';
import { auditInvariants, invariants, outboxInvariants, type Invariant } from './invariants.sql.js';

export interface Readiness {
  ready: boolean;
  /** A sentence where it is not. */
  reason: string | null;
}

/** One invariant; `broken` counts the rows that break it, `example` names one. */
export interface InvariantResult {
  key: string;
  title: string;
  broken: number;
  example: string | null;
}

/** Connections of this process's pools. */
export interface Connections {
  open: number;
  idle: number;
  /** Those who wait for one. */
  waiting: number;
}

export interface HealthStore {
  /** Cheap; answers within 2 seconds. */
  ready(): Promise<Readiness>;
  /** For one authority: what must hold after every fault, and of it what this login may see; the migrator sees all. */
  invariants(authorityId: string): Promise<InvariantResult[]>;
  /** The worker and the migrator alone: what waits in an authority. */
  waiting(authorityId: string): Promise<WaitingFigures>;
  connections(): Connections;
}

/** Milliseconds for one invariant: that of a large council reads every event. */
const patience = 600_000;

async function examine(
  client: pg.PoolClient,
  authorityId: string,
  { key, title, text }: Invariant,
): Promise<InvariantResult> {
  const counted = `select count(*)::int as broken, min(example) as example from (${text}) breaking`;
  const query = { text: counted, values: [authorityId], query_timeout: patience };
  const { rows } = await client.query<{ broken: number; example: string | null }>(query);
  return { key, title, broken: rows[0]?.broken ?? 0, example: rows[0]?.example ?? null };
}

const askedAs: Readonly<Record<DatabaseRole, readonly Invariant[]>> = {
  app: invariants,
  worker: [...invariants, ...outboxInvariants],
  migrator: [...invariants, ...outboxInvariants, ...auditInvariants],
};

export function healthStore(pools: Pools, role: DatabaseRole): HealthStore {
  const asked = askedAs[role];
  return {
    ready: async () => {
      try {
        const query = { name: 'ready', text: 'select app.now()', query_timeout: 2000 };
        await pools.write.query(query);
        return { ready: true, reason: null };
      } catch (error) {
        const kind = classifyDatabaseError(error)?.kind ?? 'fault';
        return { ready: false, reason: `The database does not answer (${kind}).` };
      }
    },
    waiting: (authorityId) => inAuthority(pools.write, authorityId, (client) => waitingFigures(client, authorityId)),
    connections: () => {
      const both = [pools.write, pools.read];
      const sum = (of: (pool: (typeof both)[number]) => number) => both.reduce((total, pool) => total + of(pool), 0);
      return {
        open: sum((pool) => pool.totalCount),
        idle: sum((pool) => pool.idleCount),
        waiting: sum((pool) => pool.waitingCount),
      };
    },
    invariants: (authorityId) =>
      inAuthority(pools.write, authorityId, async (client) => {
        await client.query(`set local statement_timeout = ${patience}`);
        const results: InvariantResult[] = [];
        for (const invariant of asked) results.push(await examine(client, authorityId, invariant));
        return results;
      }),
  };
}
