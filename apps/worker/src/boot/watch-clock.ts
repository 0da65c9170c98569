import type { ClockStore, SendingStore } from '@kept/database';
import type { Logger } from 'pino';

const tolerance = 5_000;
/** A clock that jumps further makes dates due, or not due, that are not. */
const longestJump = 5 * 60_000;

/**
 * Compares this machine's clock with the database's. Nothing is decided by this machine's clock, so the worker goes
 * on; but the log should say why its time stamps look odd. Where the database's own clock jumps, as measured by the time
 * that runs in this process, sending stops until an operator releases it.
 */
export class ClockWatch {
  #saidWrong = false;
  #last: { database: number; running: number } | null = null;

  constructor(
    private readonly clock: Pick<ClockStore, 'now'>,
    private readonly sending: Pick<SendingStore, 'stop'>,
    private readonly log: Logger,
    private readonly ownNow: () => number = Date.now,
    private readonly running: () => number = () => performance.now(),
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
    await this.#stopAfterJump(Date.parse(now) - offsetMs);
    return ahead;
  }

  /** The offset by which demos and tests move the service's clock is no jump: it was taken out. */
  async #stopAfterJump(database: number): Promise<void> {
    const running = this.running();
    const last = this.#last;
    this.#last = { database, running };
    if (last === null) return;
    const jumpMs = Math.round(database - last.database - (running - last.running));
    if (Math.abs(jumpMs) <= longestJump) return;
    this.log.error({ jumpMs }, 'the clock of the database jumped; sending stops until kept outbox release');
    await this.sending.stop('the clock of the database jumped');
  }
}
