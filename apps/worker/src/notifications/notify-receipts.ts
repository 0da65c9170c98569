import type { Database } from '@kept/database';
import type { Logger } from 'pino';
import type { NotifyTransport } from './notify-transport.js';

/** Questions of one round, and how many of them may go unanswered before the rest is left for the next. */
const atOnce = 60;
const patience = 3;

/**
 * Asks GOV.UK Notify what became of the messages of which nothing was heard. Its callbacks are quicker, and may be lost,
 * late, twice or out of order: whichever way a receipt comes, the same message ends in the same state.
 */
export class NotifyReceipts {
  constructor(
    private readonly database: Pick<Database, 'authorities' | 'receipts'>,
    private readonly notify: Pick<NotifyTransport, 'receiptFor'>,
    private readonly log: Logger,
  ) {}

  /** One question after the other, so many in a round. */
  async round(signal: AbortSignal): Promise<'idle'> {
    const counts = { asked: 0, delivered: 0, failed: 0, unanswered: 0, underWay: 0 };
    for (const { id } of await this.database.authorities.list()) {
      if (signal.aborted || counts.asked >= atOnce || counts.unanswered >= patience) break;
      for (const outboxId of await this.database.receipts.claim(id, atOnce - counts.asked)) {
        if (signal.aborted || counts.unanswered >= patience) break;
        counts.asked += 1;
        counts[await this.#ask(outboxId)] += 1;
      }
    }
    if (counts.asked > 0) this.log.info(counts, 'receipts asked for');
    return 'idle';
  }

  async #ask(outboxId: string): Promise<'delivered' | 'failed' | 'unanswered' | 'underWay'> {
    const found = await this.notify.receiptFor(outboxId);
    if (found === 'cannot-tell') return 'unanswered';
    if (found.receipt === null) return 'underWay';
    const why = found.receipt === 'failed' ? `GOV.UK Notify: ${found.status}` : null;
    await this.database.receipts.record({ outboxId, outcome: found.receipt, why });
    return found.receipt;
  }
}
