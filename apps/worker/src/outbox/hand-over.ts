import { failpoint } from '@kept/database';
import type { OutboxStore } from '@kept/database';
import type { QueueHandle } from '@kept/queue';
import type { Logger } from 'pino';
import { faultOf } from '../boot/loop.js';
import type { Deliver } from '../boot/tokens.js';

const authoritiesAtOnce = 100;
/** So many jobs waiting are enough to keep every worker busy. */
const enoughWaiting = 200;

/**
 * Tells the queue where messages wait to be sent. It claims and acknowledges nothing: a message is done when the one
 * who sent it says so in its row, so a queue that loses its jobs is filled again from the rows.
 */
export class HandOver {
  #queueIsDown = false;

  constructor(
    private readonly outbox: Pick<OutboxStore, 'dueAuthorities'>,
    private readonly queue: Pick<QueueHandle<'notifications'>, 'add' | 'counts'>,
    private readonly deliver: Deliver,
    private readonly log: Logger,
  ) {}

  async round(signal: AbortSignal): Promise<'idle'> {
    const authorities = await this.outbox.dueAuthorities(authoritiesAtOnce);
    if (authorities.length === 0 || signal.aborted) return 'idle';
    failpoint('handOver.beforeWake');
    const woken = await this.#wake(authorities);
    failpoint('handOver.afterWake');
    if (!woken) {
      // The queue only wakes: without it this process sends what it finds by itself.
      for (const authorityId of authorities) if (!signal.aborted) await this.deliver(authorityId);
    }
    return 'idle';
  }

  async #wake(authorities: readonly string[]): Promise<boolean> {
    try {
      // All workers that look in the same second name the same job, which is then one job.
      const second = Math.floor(Date.now() / 1_000);
      const { waiting = 0 } = await this.queue.counts();
      if (waiting < enoughWaiting) {
        await this.queue.add(
          authorities.map((authorityId) => ({ id: `${authorityId}.${second}`, data: { authorityId } })),
        );
      }
      if (this.#queueIsDown) this.log.info('the queue works again');
      this.#queueIsDown = false;
      return true;
    } catch (error) {
      if (!this.#queueIsDown) this.log.warn({ error: faultOf(error) }, 'the queue is down; sending goes on without it');
      this.#queueIsDown = true;
      return false;
    }
  }
}
