import { openDatabase } from '@kept/database';
import type { SendingStop } from '@kept/database';
import type { OperatorConfig } from './config.js';
import { addressFor } from './config.js';

/** Lets messages go again. Gives what it ended, or null where sending was not stopped. */
export async function releaseOutbox(config: OperatorConfig): Promise<SendingStop | null> {
  const database = await openDatabase({
    url: addressFor('worker', config),
    role: 'worker',
    applicationName: 'kept-outbox',
    poolSize: 1,
  });
  try {
    return await database.sending.release();
  } finally {
    await database.close();
  }
}
