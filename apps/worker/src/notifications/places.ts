/**
 * Keeps room for others: without it the jobs of an authority with a long backlog, each of which sends for ten seconds, take
 * every place of the queue. What finds no place needs none, since the rows wait and the queue is woken for them each second.
 */
export class Places {
  readonly #taken = new Map<string, number>();

  /** @param forOne of the eight jobs that a process does at a time, so many may be of one authority */
  constructor(private readonly forOne: number) {}

  /** Does the work, or nothing where enough is being done for this authority. */
  async take(authorityId: string, work: () => Promise<void>): Promise<void> {
    const taken = this.#taken.get(authorityId) ?? 0;
    if (taken >= this.forOne) return;
    this.#taken.set(authorityId, taken + 1);
    try {
      await work();
    } finally {
      this.#giveBack(authorityId);
    }
  }

  #giveBack(authorityId: string): void {
    const left = (this.#taken.get(authorityId) ?? 1) - 1;
    if (left > 0) this.#taken.set(authorityId, left);
    else this.#taken.delete(authorityId);
  }
}
