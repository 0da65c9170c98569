import type { FiringStore } from '@kept/database';
import { passTime } from '@kept/domain';
import type { Logger } from 'pino';
import { faultOf } from '../boot/loop.js';
import type { Counters } from '../boot/counters.js';

/** Authorities looked after in one round, and deadlines claimed from each in one transaction. */
const authoritiesAtOnce = 50;
const batch = 500;

/**
 * Lets time act: claims what is due by the database clock, asks the same pure rule that every other change asks, and
 * writes the firings. Any number of workers may sweep at once; a row that one holds the others skip.
 */
export class SweepDeadlines {
  constructor(
    private readonly firings: FiringStore,
    private readonly counters: Counters,
    private readonly log: Logger,
  ) {}

  /**
   * One batch of every authority in which something is due, in turn: none waits for another's backlog.
   * @returns `busy` when something was claimed, so that there may be more
   */
  async round(signal: AbortSignal): Promise<'busy' | 'idle'> {
    let claimed = 0;
    let failed: unknown = null;
    for (const authorityId of await this.firings.dueAuthorities(authoritiesAtOnce)) {
      if (signal.aborted) break;
      try {
        claimed += await this.#batchOf(authorityId);
      } catch (error) {
        this.log.warn({ authorityId, error: faultOf(error) }, 'not swept');
        failed = error;
      }
    }
    // The loop pauses before the next round, and the others have had their turn.
    if (failed !== null) throw failed;
    return claimed > 0 ? 'busy' : 'idle';
  }

  async #batchOf(authorityId: string): Promise<number> {
    const { faults, ...counts } = await this.firings.sweep(authorityId, { batch }, passTime);
    this.counters.add('fired', counts.fired);
    this.counters.add('late', counts.late);
    this.counters.add('refused', counts.refused);
    if (counts.refused > 0) this.log.warn({ authorityId, refused: counts.refused }, 'items set aside by the sweep');
    for (const { itemId, error } of faults)
      this.log.error({ authorityId, itemId, error: faultOf(error) }, 'not decided');
    if (counts.fired > 0) this.log.info({ authorityId, ...counts }, 'fired');
    return counts.claimed;
  }
}
