import type { Connections, Database, WaitingFigures } from '@kept/database';
import type { Instant } from '@kept/domain';

/** What an operator may know at one moment: numbers, instants and keys of councils; nothing of an item or a person. */
export interface Stock {
  ready: boolean;
  /** Why not. */
  reason: string | null;
  clock: { now: Instant; offsetMs: number } | null;
  /** How far this machine is ahead of the database; null where that could not be asked. */
  aheadMs: number | null;
  connections: Connections;
  councils: readonly { key: string; waiting: WaitingFigures }[];
}

export type StockSource = Pick<Database, 'health' | 'clock' | 'authorities'>;

const freshFor = 2_000;
const atMost = 5_000;

/** Asks the database at most once in two seconds, however often it is asked itself, and waits for it no longer than five. */
export class TakeStock {
  #known: { stock: Promise<Stock>; at: number } | null = null;

  constructor(private readonly database: StockSource) {}

  run(): Promise<Stock> {
    const at = performance.now();
    if (this.#known === null || at - this.#known.at > freshFor) this.#known = { stock: this.#take(), at };
    return this.#known.stock;
  }

  async #take(): Promise<Stock> {
    const { health } = this.database;
    const nothing = { clock: null, aheadMs: null, connections: health.connections(), councils: [] };
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Stock>((resolve) => {
      const stock = { ready: false, reason: 'The database does not answer within five seconds.', ...nothing };
      timer = setTimeout(() => resolve(stock), atMost);
    });
    try {
      return await Promise.race([this.#ask(), late]);
    } catch {
      return { ready: false, reason: 'The database does not answer.', ...nothing };
    } finally {
      clearTimeout(timer);
    }
  }

  async #ask(): Promise<Stock> {
    const { health, authorities, clock } = this.database;
    const { ready, reason } = await health.ready();
    const before = Date.now();
    const { now, offsetMs } = await clock.now();
    const aheadMs = Math.round((before + Date.now()) / 2 - (Date.parse(now) - offsetMs));
    const councils: Stock['councils'][number][] = [];
    for (const { id, key } of await authorities.list()) councils.push({ key, waiting: await health.waiting(id) });
    return { ready, reason, clock: { now, offsetMs }, aheadMs, connections: health.connections(), councils };
  }
}

/** How long ago by the clock that counts, in whole seconds; 0 where there is nothing. */
export function secondsSince(instant: Instant | null, { clock }: Stock): number {
  if (instant === null || clock === null) return 0;
  return Math.max(0, Math.round((Date.parse(clock.now) - Date.parse(instant)) / 1_000));
}
