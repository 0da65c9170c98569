import type { Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { conflict } from '../http/problem.js';

/** A call that finds another at work on the same waits for it so long, as one with a key of a single item does. */
const mostWaited = 5_000;
const askEvery = 100;
/** What holds it for a call holds half a minute. */
const holdEvery = 10_000;

/** Asks until no other call is at work on it. @throws Refused 409 where that takes longer than five seconds */
export async function whenFree<T extends { kind: string } | null>(ask: () => Promise<T>): Promise<T> {
  for (const until = Date.now() + mostWaited; Date.now() < until;) {
    const answer = await ask();
    if (answer?.kind !== 'under-way') return answer;
    await new Promise((resolve) => setTimeout(resolve, askEvery));
  }
  throw underWay();
}

export const underWay = () => conflict('It is still under way. Ask again in a moment.', { 'Retry-After': '1' });

/** Says of one that takes long that somebody is still at work on it; asked before each item. */
export function holding(database: Database, caller: Caller, id: string): () => Promise<void> {
  let saidAt = Date.now();
  return async () => {
    if (Date.now() - saidAt < holdEvery) return;
    saidAt = Date.now();
    await database.bulkChanges.hold(caller, id);
  };
}
