import { Redis } from 'ioredis';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import type {} from '../testing/provided.js';
import { createQueueDatabase } from '../testing/queue-database.js';
import { migrateQueue } from './migrate-queue.js';
import { openQueues } from './open-queues.js';
import type { QueueWish, Queues } from './open-queues.js';

const redisUrl = inject('redis');
const authorityId = '0197f7a4-0000-7000-8000-000000000001';
const job = (id: string) => ({ id, data: { authorityId } });

let database: Awaited<ReturnType<typeof createQueueDatabase>>;
let open: Queues[] = [];

beforeAll(async () => {
  database = await createQueueDatabase(inject('postgres')[18]);
  await Promise.all(Array.from({ length: 6 }, () => migrateQueue(database.adminUrl)));
});
afterAll(() => database.drop());
afterEach(async () => {
  await Promise.all(open.map((queues) => queues.close()));
  open = [];
});

if (redisUrl === null) console.info('No redis-server on this machine: the queue is tested on PostgreSQL alone.');

const homes: { home: 'postgres' | 'redis'; wish: () => QueueWish }[] = [
  { home: 'postgres', wish: () => ({ databaseUrl: database.workerUrl }) },
  { home: 'redis', wish: () => ({ databaseUrl: database.workerUrl, redisUrl }) },
];

describe.each(homes)('the queue on $home', ({ home, wish }) => {
  const start = (more: Partial<QueueWish> = {}): Queues => {
    const queues = openQueues({ ...wish(), ...more });
    open.push(queues);
    return queues;
  };
  const skipped = home === 'redis' && redisUrl === null;

  beforeEach(async (context) => {
    if (skipped) return context.skip('no redis-server on this machine');
    const queue = start().queue('notifications');
    // A producer on Redis fails at once until it is connected.
    await vi.waitFor(() => queue.wipe(), 5_000);
  });

  it('lives where it was told to', () => {
    expect(start().home).toBe(home);
  });

  it('hands a job over with its ids, and nothing else, to the one handler', async () => {
    const queues = start();
    const seen: unknown[] = [];
    queues.worker('notifications', async (data, jobId) => void seen.push({ jobId, data }));
    queues.start();
    await vi.waitFor(() => queues.queue('notifications').add([job('a.1'), job('b.1')]), 5_000);
    await vi.waitFor(() => expect(seen).toHaveLength(2), 10_000);
    expect(seen).toEqual(
      expect.arrayContaining([
        { jobId: 'a.1', data: { authorityId } },
        { jobId: 'b.1', data: { authorityId } },
      ]),
    );
  });

  it('takes a job handed over five times as one', async () => {
    const queue = start().queue('notifications');
    await vi.waitFor(() => queue.add([job('again.1')]), 5_000);
    for (let time = 0; time < 4; time += 1) await queue.add([job('again.1')]);
    expect(await queue.counts()).toMatchObject({ waiting: 1 });
  });

  it('refuses a job id with a colon, which BullMQ would read as something else', async () => {
    await expect(
      start()
        .queue('notifications')
        .add([job('reminder:answer:1')]),
    ).rejects.toThrow('cannot be a job id');
  });

  it('does not start without a handler for each queue, nor take two', () => {
    const queues = start();
    expect(() => queues.start()).toThrow('No handler for the queue notifications.');
    queues.worker('notifications', async () => undefined);
    expect(() => queues.worker('notifications', async () => undefined)).toThrow(
      'Queue notifications has two handlers.',
    );
  });

  it('can be wiped: what waited is gone, and comes again when it is handed over again', async () => {
    const queue = start().queue('notifications');
    await vi.waitFor(() => queue.add([job('wiped.1')]), 5_000);
    await queue.wipe();
    expect(await queue.counts()).toMatchObject({ waiting: 0 });
    await queue.add([job('wiped.1')]);
    expect(await queue.counts()).toMatchObject({ waiting: 1 });
  });

  it('lets a running job end when it closes', async () => {
    const queues = start();
    let ended = false;
    const running = new Promise<void>((resolve) => {
      queues.worker('notifications', async () => {
        resolve();
        await new Promise((done) => setTimeout(done, 300));
        ended = true;
      });
    });
    queues.start();
    await vi.waitFor(() => queues.queue('notifications').add([job('slow.1')]), 5_000);
    await running;
    await queues.close();
    expect(ended).toBe(true);
  });

  it('keeps a job that failed in sight, and goes on with the next', async () => {
    const queues = start();
    queues.worker('notifications', async (_data, jobId) => {
      if (jobId === 'bad.1') throw new Error('no such row');
    });
    queues.start();
    await vi.waitFor(() => queues.queue('notifications').add([job('bad.1'), job('good.1')]), 5_000);
    await vi.waitFor(
      async () => expect(await queues.queue('notifications').counts()).toMatchObject({ failed: 1, completed: 1 }),
      10_000,
    );
  });
});

describe('a home that is down', () => {
  it('fails the producer and tells the listener, and the process goes on', async () => {
    const errors: string[] = [];
    const queues = openQueues({
      databaseUrl: 'postgres://nobody:nothing@127.0.0.1:1/none',
      onError: (error, where) => errors.push(`${where}: ${error.message}`),
    });
    open.push(queues);
    queues.worker('notifications', async () => undefined);
    queues.start();
    await expect(queues.queue('notifications').add([job('lost.1')])).rejects.toThrow();
    await vi.waitFor(() => expect(errors.join('\n')).toMatch(/ECONNREFUSED/));
  });

  it('on Redis fails within seconds instead of waiting for ever', async () => {
    const queues = openQueues({ databaseUrl: database.workerUrl, redisUrl: 'redis://127.0.0.1:1' });
    open.push(queues);
    const began = Date.now();
    await expect(queues.queue('notifications').add([job('lost.2')])).rejects.toThrow();
    expect(Date.now() - began).toBeLessThan(5_500);
  });
});

describe('connections', () => {
  it('are few on PostgreSQL: one pool for queues and workers', async () => {
    const queues = openQueues({ databaseUrl: database.workerUrl });
    open.push(queues);
    queues.worker('notifications', async () => undefined);
    queues.start();
    await vi.waitFor(() => queues.queue('notifications').add([job('few.1'), job('few.2')]), 5_000);
    const client = new Client({ connectionString: database.adminUrl });
    await client.connect();
    const found = await client.query<{ n: number }>(
      "SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND usename LIKE 'queue_worker%'",
    );
    await client.end();
    expect(found.rows[0]?.n).toBeLessThanOrEqual(5);
  });

  it.skipIf(redisUrl === null)('put every key of the queue into one slot of a Redis Cluster', async () => {
    const queues = openQueues({ databaseUrl: database.workerUrl, redisUrl });
    open.push(queues);
    await vi.waitFor(() => queues.queue('notifications').add([job('slot.1')]), 5_000);
    const redis = new Redis(redisUrl ?? '');
    const keys = await redis.keys('*');
    redis.disconnect();
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.filter((key) => !key.startsWith('{kept}:'))).toEqual([]);
  });
});
