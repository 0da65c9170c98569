import type { ClockStore } from '@kept/database';
import type { Logger } from 'pino';

const tolerance = 5_000;

/**
 * Compares this machine's clock with the database's. Nothing is decided by this machine's clock, so the worker goes
 * on; but the log should say why its time stamps look odd.
 */
export class ClockWatch {
  #saidWrong = false;

  constructor(
    private readonly clock: Pick<ClockStore, 'now'>,
    private readonly log: Logger,
    private readonly ownNow: () => number = Date.now,
  ) {}

  /** @returns how far this machine is ahead of the database, in milliseconds; negative when behind */
  async look(): Promise<number> {
    const before = this.ownNow();
    const { now, offsetMs } = await this.clock.now();
    // Half of the way there and back belongs to each direction.
    const own = (before + this.ownNow()) / 2;
    const ahead = Math.round(own - (Date.parse(now) - offsetMs));
    const wrong = Math.abs(ahead) > tolerance;
    if (wrong && !this.#saidWrong) {
      this.log.warn({ aheadMs: ahead }, 'the clock of this machine differs from the database, whose clock counts');
    }
    if (!wrong && this.#saidWrong) this.log.info({ aheadMs: ahead }, 'the clock of this machine is right again');
    this.#saidWrong = wrong;
    return ahead;
  }
}
