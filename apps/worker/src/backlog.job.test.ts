import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import { migrateQueue, openQueues } from '@kept/queue';
import { copyAuthority, copyItem, withClient } from '@kept/database/testing';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCouncil } from '../testing/council.js';
import type { Council } from '../testing/council.js';
import { Counters } from './boot/counters.js';
import { readConfig } from './config.js';
import { SweepDeadlines } from './sweep/sweep-deadlines.js';
import { WorkerModule } from './worker.module.js';

const log = pino({ level: 'silent' });
const { signal } = new AbortController();
const backlog = 100_000;
const handful = 5;
const limit = 120_000;

describe('an authority in which 100,000 deadlines are due', { timeout: limit }, () => {
  let council: Council;
  let small: string;
  const sweep = () => new SweepDeadlines(council.database.firings, new Counters(), log);
  const due = async (authorityId: string): Promise<number> => {
    const text = `select count(*)::int as n from deadlines where authority_id = '${authorityId}' and next_firing_at <= app.now()`;
    return (await council.rows<{ n: number }>(text))[0]!.n;
  };

  beforeAll(async () => {
    council = await openCouncil();
    await council.setClock('2020-02-03T10:00:00.000Z');
    const { id: templateId } = await council.raiseCard('Late');
    const at = 'app.now()';
    await withClient(council.urls.owner, async (client) => {
      small = await copyAuthority(client, council.authorityId, 'small');
      const key = 'triage';
      await copyItem(client, { templateId, series: 1, count: backlog, due: { key, at: `${at} - interval '1 hour'` } });
      const fallsDue = { key, at: `timestamptz '2020-02-03T10:00:30Z'` };
      await copyItem(client, { templateId, series: 2, count: handful, authorityId: small, due: fallsDue });
    });
  }, limit);
  afterAll(() => council.drop());

  it('does not hold up another, whose own fall due meanwhile', async () => {
    await council.setClock('2020-02-03T10:00:00.000Z');
    const sweeper = sweep();
    await sweeper.round(signal);
    expect(await due(council.authorityId)).toBeLessThan(backlog);
    await council.setClock('2020-02-03T10:01:00.000Z');
    expect(await due(small)).toBe(handful);
    const began = performance.now();
    await sweeper.round(signal);
    console.info(`fired beside a backlog after ${Math.round(performance.now() - began)} ms`);
    expect(await due(small)).toBe(0);
    expect(await due(council.authorityId)).toBeGreaterThan(backlog * 0.98);
  });
});

describe('an authority in which 100,000 messages wait', { timeout: limit }, () => {
  let council: Council;
  let small: string;
  let templateId: string;
  let folder: string;
  const waiting = async (authorityId: string): Promise<number> => {
    const text = `select count(*)::int as n from outbox where authority_id = '${authorityId}' and settled_at is null`;
    return (await council.rows<{ n: number }>(text))[0]!.n;
  };
  const copy = (copies: { series: number; count: number; authorityId?: string }) =>
    withClient(council.urls.owner, (client) => copyItem(client, { templateId, told: true, ...copies }));

  beforeAll(async () => {
    council = await openCouncil();
    await migrateQueue(council.urls.owner);
    await council.setClock('2020-02-03T10:00:00.000Z');
    folder = await mkdtemp(join(tmpdir(), 'kept-backlog-'));
    templateId = (await council.raiseCard('Told')).id;
    small = await withClient(council.urls.owner, (client) => copyAuthority(client, council.authorityId, 'small'));
    await copy({ series: 1, count: backlog });
  }, limit);
  afterAll(async () => {
    await council.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const waitedOf = (authorityId: string) =>
    `select extract(epoch from settled_at - created_at)::float as seconds from outbox where authority_id = '${authorityId}'`;

  async function startWorker(): Promise<() => Promise<void>> {
    const config = readConfig({ DATABASE_URL: council.urls.worker, KEPT_DATA_DIR: folder });
    const queues = openQueues({ databaseUrl: config.databaseUrl });
    const parts = { config, log, database: council.database, queues, counters: new Counters() };
    const options = { logger: false, abortOnError: false } as const;
    const app = await NestFactory.createApplicationContext(WorkerModule.on(parts), options);
    return () => app.close();
  }

  it('does not hold up the messages of another', async () => {
    const stop = await startWorker();
    try {
      // Long enough for every place of the queue to be taken by the backlog.
      for (let series = 2; series < 14; series += 1) {
        await copy({ series, count: handful, authorityId: small });
        await wait(1_000);
      }
      while ((await waiting(small)) > 0) await wait(50);
      const left = await waiting(council.authorityId);
      const took = (await council.rows<{ seconds: number }>(waitedOf(small))).map(({ seconds }) => seconds);
      console.info(`sent beside a backlog of ${left} after up to ${Math.max(...took)} s`);
      expect(left).toBeGreaterThan(backlog / 2);
      expect(took).toHaveLength(12 * handful);
      expect(Math.max(...took)).toBeLessThan(5);
    } finally {
      await stop();
    }
  });
});
