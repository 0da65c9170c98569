import pg from 'pg';
import type { PoolOptions } from '../connection/pools.js';

/** The name under which processes tell each other that something was committed; the payload is the authority alone. */
export const hintChannel = 'kept_events';

const firstPause = 1_000;
const longestPause = 15_000;

/**
 * One connection of the process's own that listens, opened when somebody first waits for a hint. One that breaks is
 * opened anew; a hint that was lost meanwhile is covered by whoever waits looking from time to time.
 */
export class Hints {
  private readonly heard = new Set<(authorityId: string | null) => void>();
  private client: pg.Client | null = null;
  private timer: NodeJS.Timeout | null = null;
  private started = false;
  private closed = false;

  constructor(private readonly options: Pick<PoolOptions, 'url' | 'applicationName'>) {}

  /** `null` is heard after a connection was made anew: anything may have been missed. Gives the way to stop. */
  hear(listener: (authorityId: string | null) => void): () => void {
    this.heard.add(listener);
    if (!this.started) {
      this.started = true;
      void this.open(firstPause);
    }
    return () => this.heard.delete(listener);
  }

  async close(): Promise<void> {
    this.closed = true;
    this.heard.clear();
    if (this.timer !== null) clearTimeout(this.timer);
    const { client } = this;
    this.client = null;
    await client?.end().catch(() => undefined);
  }

  private async open(pause: number): Promise<void> {
    const client = new pg.Client({
      connectionString: this.options.url,
      application_name: `${this.options.applicationName}-hints`,
      keepAlive: true,
      connectionTimeoutMillis: 3_000,
    });
    let over = false;
    const again = (next: number) => {
      if (over || this.closed) return;
      over = true;
      this.client = null;
      this.timer = setTimeout(() => void this.open(next), pause);
      this.timer.unref();
    };
    client.on('error', () => again(firstPause));
    client.on('end', () => again(firstPause));
    client.on('notification', ({ payload }) => this.tell(payload ?? null));
    try {
      await client.connect();
      await client.query(`listen ${hintChannel}`);
      if (this.closed) return void (await client.end());
      this.client = client;
      this.tell(null);
    } catch {
      again(Math.min(pause * 2, longestPause));
      await client.end().catch(() => undefined);
    }
  }

  private tell(authorityId: string | null): void {
    for (const listener of this.heard) listener(authorityId);
  }
}
