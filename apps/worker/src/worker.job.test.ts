import 'reflect-metadata';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { migrateQueue, openQueues } from '@kept/queue';
import type { Queues } from '@kept/queue';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { openCouncil } from '../testing/council.js';
import type { Council } from '../testing/council.js';
import type {} from '../testing/provided.js';
import { Counters } from './boot/counters.js';
import { readConfig } from './config.js';
import { WorkerModule } from './worker.module.js';

const redisUrl = inject('redis');
if (redisUrl === null)
  console.info('No redis-server on this machine: the worker is tested with its queue on PostgreSQL.');

const homes: { home: 'postgres' | 'redis' | 'nowhere'; redis: string | null }[] = [
  { home: 'postgres', redis: null },
  { home: 'redis', redis: redisUrl },
  { home: 'nowhere', redis: 'redis://127.0.0.1:1' },
];
const patience = { timeout: 15_000, interval: 100 };
const canary = 'Kingfisher';

describe.each(homes)('the worker with its queue on $home', ({ home, redis }) => {
  let council: Council;
  let folder: string;
  let queues: Queues;
  let stop: () => Promise<void>;
  const mail = () => readdir(join(folder, 'mail')).catch((): string[] => []);

  beforeEach(async (context) => {
    if (home === 'redis' && redis === null) return context.skip('no redis-server on this machine');
    council = await openCouncil();
    await migrateQueue(council.urls.owner);
    await council.setClock('2020-02-03T10:00:00.000Z');
    folder = await mkdtemp(join(tmpdir(), 'kept-worker-'));
    const config = readConfig({ DATABASE_URL: council.urls.worker, REDIS_URL: redis ?? '', KEPT_DATA_DIR: folder });
    queues = openQueues({ databaseUrl: config.databaseUrl, redisUrl: config.redisUrl });
    const parts = {
      config,
      log: pino({ level: 'silent' }),
      database: council.database,
      queues,
      counters: new Counters(),
    };
    const app = await NestFactory.createApplicationContext(WorkerModule.on(parts), {
      logger: false,
      abortOnError: false,
    });
    stop = () => app.close();
  });
  afterEach(async () => {
    await stop?.();
    await council?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('sends what is written, and fires and tells what falls due', async () => {
    await council.raiseCard(canary);
    await vi.waitFor(async () => expect(await mail()).toHaveLength(1), patience);
    await council.setClock('2020-02-18T09:00:00.000Z');
    await vi.waitFor(async () => expect(await mail()).toHaveLength(3), patience);
    const settled = () => council.rows('select from outbox where settled_at is null');
    await vi.waitFor(async () => expect(await settled()).toEqual([]), patience);
    const names = (await mail()).map((file) => readFile(join(folder, 'mail', file), 'utf8'));
    expect((await Promise.all(names)).join('')).not.toContain(canary);
    if (home === 'postgres') {
      const jobs = await council.rows<{ data: unknown }>('select data from bullmq.job');
      expect(jobs.length).toBeGreaterThan(0);
      expect(jobs.map(({ data }) => data)).toEqual(jobs.map(() => ({ authorityId: council.authorityId })));
    }
  });

  const wipes = home === 'nowhere' ? [] : [10];
  it.each(wipes)('loses nothing when the queue is wiped %i times', async (times) => {
    await Promise.all(['One', 'Two', 'Three', 'Four'].map((title) => council.raiseCard(title)));
    for (let time = 0; time < times; time += 1) {
      await queues
        .queue('notifications')
        .wipe()
        .catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await vi.waitFor(async () => expect(await mail()).toHaveLength(4), patience);
  });

  it('goes on by itself after every connection to the database was cut', async () => {
    await council.raiseCard('Before');
    await vi.waitFor(async () => expect(await mail()).toHaveLength(1), patience);
    const cut = `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and usename = 'kept_test_worker'`;
    expect((await council.rows(cut)).length).toBeGreaterThan(0);
    await council.raiseCard('After');
    await vi.waitFor(async () => expect(await mail()).toHaveLength(2), patience);
  });

  it('stops within seconds', async () => {
    const began = performance.now();
    await stop();
    expect(performance.now() - began).toBeLessThan(15_000);
  });
});
