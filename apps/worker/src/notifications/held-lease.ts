import type { OutboxStore } from '@kept/database';
import type { LeaseRules } from './lease-rules.js';

/** The messages of one claim. */
export interface HeldMessages {
  authorityId: string;
  leaseToken: string;
  ids: readonly string[];
  /** By the stopwatch, from before the claim was asked for. */
  claimedAt: number;
}

/**
 * What one claim holds. The lease is short, so that what a process held is free soon after its end, and is renewed while it
 * lives: an answer may take longer than the lease. A process that sleeps, computes or cannot reach the database renews
 * nothing, and holds nothing.
 */
export class HeldLease {
  readonly #unanswered: Set<string>;
  #since: number;
  #timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly outbox: Pick<OutboxStore, 'renew'>,
    private readonly held: HeldMessages,
    private readonly rules: LeaseRules,
    private readonly stopwatch: () => number = () => performance.now(),
  ) {
    this.#unanswered = new Set(held.ids);
    this.#since = held.claimedAt;
  }

  /** Renew until `end`; at once where the claim itself took long. */
  begin(): void {
    this.#renewAfter(this.rules.renewEveryMs - (this.stopwatch() - this.#since));
  }

  end(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** Whether it may still be handed to a provider: another has it soon after that. */
  isOurs(id: string): boolean {
    if (this.rules.handOverWithinMs === Infinity) return true;
    return this.#unanswered.has(id) && this.stopwatch() - this.#since <= this.rules.handOverWithinMs;
  }

  /** Its answer is written, or it is left to the end of its lease. */
  letGo(id: string): void {
    this.#unanswered.delete(id);
  }

  #renewAfter(milliseconds: number): void {
    this.#timer = setTimeout(() => void this.#renew(), Math.max(milliseconds, 0));
  }

  async #renew(): Promise<void> {
    const { authorityId, leaseToken: token } = this.held;
    const asked = [...this.#unanswered];
    if (asked.length === 0) return;
    const at = this.stopwatch();
    try {
      const { seconds } = this.rules;
      const still = new Set(await this.outbox.renew(authorityId, { token, seconds }, asked));
      for (const id of asked) if (!still.has(id)) this.#unanswered.delete(id);
      this.#since = at;
    } catch {
      // The database is away. It is asked again; the lease may run out meanwhile, and then nothing more is handed over.
    }
    if (this.#timer !== null) this.#renewAfter(this.rules.renewEveryMs);
  }
}
