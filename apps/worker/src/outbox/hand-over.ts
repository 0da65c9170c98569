import { failpoint } from '@kept/database';
import type { OutboxStore } from '@kept/database';
import type { QueueHandle } from '@kept/queue';
import type { Logger } from 'pino';
import { faultOf } from '../boot/loop.js';
import type { Deliver } from '../boot/tokens.js';

const authoritiesAtOnce = 100;
/** So many jobs waiting are enough to keep every worker busy. */
const enoughWaiting = 200;
/** A queue that works has begun on a message long before this, in milliseconds. */
const longWait = 15_000;
/** Authorities that this process sends for by itself at a time. */
const mostByItself = 8;

/**
 * Tells the queue where messages wait to be sent. It claims and acknowledges nothing: a message is done when the one
 * who sent it says so in its row, so a queue that loses its jobs is filled again from the rows, and one that takes jobs
 * and does nothing with them (it was paused, or its worker hangs) only delays.
 */
export class HandOver {
  #queueIsDown = false;
  /** Since when something has been due in an authority without a break, by this process's own stopwatch. */
  #dueSince = new Map<string, number>();
  /** Those that this process sends for without the queue. Nobody waits for them: a backlog takes long, and others fall due. */
  readonly #byItself = new Map<string, Promise<void>>();

  constructor(
    private readonly outbox: Pick<OutboxStore, 'dueAuthorities'>,
    private readonly queue: Pick<QueueHandle<'notifications'>, 'add' | 'counts'>,
    private readonly deliver: Deliver,
    private readonly log: Logger,
    private readonly stopwatch: () => number = () => performance.now(),
  ) {}

  async round(signal: AbortSignal): Promise<'idle'> {
    const authorities = await this.outbox.dueAuthorities(authoritiesAtOnce);
    const waitedLong = this.#waitedLong(authorities);
    if (authorities.length === 0 || signal.aborted) return 'idle';
    failpoint('handOver.beforeWake');
    const woken = await this.#wake(authorities);
    failpoint('handOver.afterWake');
    // The queue only wakes: without it this process sends what it finds by itself. Two who send do each other no harm.
    for (const authorityId of woken ? waitedLong : authorities) if (!signal.aborted) this.#sendFor(authorityId);
    return 'idle';
  }

  /** Resolves when what this process sends by itself has ended. */
  async ended(): Promise<void> {
    await Promise.all(this.#byItself.values());
  }

  #sendFor(authorityId: string): void {
    if (this.#byItself.has(authorityId) || this.#byItself.size >= mostByItself) return;
    const sending = this.deliver(authorityId)
      .catch((error: unknown) => this.log.warn({ authorityId, error: faultOf(error) }, 'not sent, will try again'))
      .finally(() => this.#byItself.delete(authorityId));
    this.#byItself.set(authorityId, sending);
  }

  /** Those of the authorities in which something has been due for long. */
  #waitedLong(authorities: readonly string[]): string[] {
    const now = this.stopwatch();
    this.#dueSince = new Map(authorities.map((id) => [id, this.#dueSince.get(id) ?? now]));
    return authorities.filter((id) => now - (this.#dueSince.get(id) ?? now) > longWait);
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
