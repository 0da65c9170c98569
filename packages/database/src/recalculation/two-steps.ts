import type pg from 'pg';
import { RolledBack, inAuthority, inTransaction } from '../connection/transaction.js';
import type { Prepared, Writing } from './in-batches.js';

/** One step of a change: what it comes to, and what was worked out on the way; that is null where it comes to nothing. */
export interface Step<Outcome, Result> {
  outcome: Outcome;
  prepared: Prepared<Result> | null;
}

/** Looks on where `writing` is null, else writes. */
export type Work<Outcome, Result> = (client: pg.PoolClient, writing: Writing<Result>) => Promise<Step<Outcome, Result>>;

/** One snapshot for the whole of it, however long it takes; nothing is locked and nothing can be written. */
export async function lookOn<Outcome, Result>(
  pool: pg.Pool,
  authorityId: string,
  work: Work<Outcome, Result>,
): Promise<Outcome> {
  return (await look(pool, authorityId, work)).outcome;
}

/**
 * First works all out while others go on, then does it in one transaction beside which no decision is made in the
 * authority: each was written before it, or is made after it. Under the lock only that is worked out again which changed
 * in between. What comes to nothing takes no lock, and what comes to nothing under it is rolled back.
 */
export async function inTwoSteps<Outcome, Result>(
  pool: pg.Pool,
  authorityId: string,
  work: Work<Outcome, Result>,
): Promise<Outcome> {
  const looked = await look(pool, authorityId, work);
  const { prepared } = looked;
  if (prepared === null) return looked.outcome;
  try {
    return await inAuthority(pool, authorityId, async (client) => {
      await client.query('select pg_advisory_xact_lock(app.lock_key($1))', [authorityId]);
      const done = await work(client, prepared);
      if (done.prepared === null) throw new RolledBack(done.outcome);
      return done.outcome;
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.result as Outcome;
    throw error;
  }
}

function look<Outcome, Result>(
  pool: pg.Pool,
  authorityId: string,
  work: Work<Outcome, Result>,
): Promise<Step<Outcome, Result>> {
  return inTransaction(pool, async (client) => {
    await client.query('set transaction isolation level repeatable read, read only');
    await client.query({ name: 'enter', text: 'select app.enter($1)', values: [authorityId] });
    return work(client, null);
  });
}
