import type { Answered, OutboxStore } from '@kept/database';

interface Waiting {
  answer: Answered;
  settled: (kept: boolean) => void;
  failed: (error: unknown) => void;
}

/**
 * Writes the answers of many messages in one statement: whatever was answered while the last statement was on its way
 * goes with the next. A slow provider's answers are written one by one, and a fast one's by the hundred.
 */
export class SettleTogether {
  #waiting: Waiting[] = [];
  #writing = false;

  constructor(
    private readonly outbox: Pick<OutboxStore, 'settle'>,
    private readonly authorityId: string,
  ) {}

  /** @returns false when the lease was lost: another worker has it, so this one says nothing more */
  settle(answer: Answered): Promise<boolean> {
    return new Promise((settled, failed) => {
      this.#waiting.push({ answer, settled, failed });
      if (!this.#writing) void this.#write();
    });
  }

  async #write(): Promise<void> {
    this.#writing = true;
    while (this.#waiting.length > 0) {
      // Those that are answered in this same turn of the loop come along.
      await Promise.resolve();
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        const kept = await this.outbox.settle(
          this.authorityId,
          batch.map(({ answer }) => answer),
        );
        for (const { answer, settled } of batch) settled(kept.has(answer.id));
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    this.#writing = false;
  }
}
