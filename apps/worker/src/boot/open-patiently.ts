import { setTimeout as wait } from 'node:timers/promises';
import { DatabaseRefusal, openDatabase } from '@kept/database';
import type { Database } from '@kept/database';
import type { Logger } from 'pino';
import { faultOf } from './loop.js';

/**
 * Open the database, however long it takes to come up.
 * @returns null when `signal` ended the waiting
 * @throws DatabaseRefusal when it is there, and not one to work from
 */
export async function openPatiently(
  { url, leaseChecked }: { url: string; leaseChecked: boolean },
  log: Logger,
  signal: AbortSignal,
): Promise<Database | null> {
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    try {
      return await openDatabase({ url, role: 'worker', applicationName: 'kept-worker', leaseChecked });
    } catch (error) {
      if (error instanceof DatabaseRefusal) throw error;
      if (attempt % 10 === 0) log.warn({ attempt, error: faultOf(error) }, 'waiting for the database');
      await wait(Math.min(250 * 2 ** attempt, 5_000), undefined, { signal }).catch(() => undefined);
    }
  }
  return null;
}
