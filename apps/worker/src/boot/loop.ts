import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';

export interface LoopWork {
  name: string;
  /** One round; `busy` = there may be more to do at once. */
  round: (signal: AbortSignal) => Promise<'busy' | 'idle'>;
  /** Pause after an idle round, in milliseconds. */
  idleMs: number;
}

const shortestPause = 250;
const longestPause = 5_000;

/** When each loop of this process last ended a round well, by name; in milliseconds as `Date.now()`. */
export const lastRounds = new Map<string, number>();

/**
 * Repeats a round for as long as the process lives. A round that fails (the database is down) is tried again after a
 * pause that grows to 5 s; it never ends the process.
 */
export class Loop {
  readonly #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #failures = 0;

  constructor(
    private readonly work: LoopWork,
    private readonly log: Logger,
  ) {}

  start(): void {
    this.#running = this.#run();
  }

  /** Begin no further round; resolves when the running one has ended. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      const pause = await this.#once(signal);
      if (pause > 0) await wait(pause, undefined, { signal }).catch(() => undefined);
    }
  }

  /** @returns the pause before the next round, in milliseconds */
  async #once(signal: AbortSignal): Promise<number> {
    try {
      const outcome = await this.work.round(signal);
      if (this.#failures > 0) this.log.info({ loop: this.work.name, failures: this.#failures }, 'works again');
      this.#failures = 0;
      lastRounds.set(this.work.name, Date.now());
      return outcome === 'busy' ? 0 : this.work.idleMs;
    } catch (error) {
      this.#failures += 1;
      const pause = Math.min(shortestPause * 2 ** (this.#failures - 1), longestPause);
      // The first failure and then one in ten: an outage of an hour is not an hour of log.
      if (this.#failures % 10 === 1) {
        this.log.warn(
          { loop: this.work.name, failures: this.#failures, error: faultOf(error) },
          'failed, will try again',
        );
      }
      return pause;
    }
  }
}

/** What may be logged of an error: its kind and code. Messages of the database may hold values. */
export function faultOf(error: unknown): { name: string; code: string | null; at: string | null } {
  if (!(error instanceof Error)) return { name: typeof error, code: null, at: null };
  const { code } = error as { code?: unknown };
  const at =
    error.stack
      ?.split('\n')
      .find((line) => line.trim().startsWith('at '))
      ?.trim() ?? null;
  return { name: error.name, code: typeof code === 'string' ? code : null, at };
}
