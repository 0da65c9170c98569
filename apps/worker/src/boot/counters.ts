const names = [
  'fired',
  'late',
  'refused',
  'sent',
  'unknown',
  'failed',
  'withdrawn',
  'postponed',
  'carried',
  'shown',
  'quarantined',
] as const;
export type CounterName = (typeof names)[number];

/** What this process has done since it started, for the operator. The database has the truth. */
export class Counters {
  readonly #counts = new Map<CounterName, number>(names.map((name) => [name, 0]));

  add(name: CounterName, amount = 1): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + amount);
  }

  /** Every one of them, also those that are 0. */
  all(): ReadonlyMap<CounterName, number> {
    return this.#counts;
  }
}
