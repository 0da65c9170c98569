import { createServer } from 'node:http';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { migrateQueue, openQueues } from '@kept/queue';
import type { Queues } from '@kept/queue';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openCouncil } from '../../testing/council.js';
import type { Council } from '../../testing/council.js';
import { Counters } from '../boot/counters.js';
import { lastRounds } from '../boot/loop.js';
import { OpsServer } from './ops-server.js';

const canary = 'Kingfisher';
const log = pino({ level: 'silent' });

describe('the operator’s port', () => {
  let council: Council;
  let queues: Queues;
  let ops: OpsServer;
  let port: number;
  const counters = new Counters();

  beforeAll(async () => {
    council = await openCouncil();
    await migrateQueue(council.urls.owner);
    await council.setClock('2020-02-17T09:00:00.000Z');
    await Promise.all([canary, `${canary}s`].map((title) => council.raiseCard(title)));
    await council.setClock('2020-02-18T09:00:00.000Z');
    queues = openQueues({ databaseUrl: council.urls.worker });
    const job = { id: 'a.1', data: { authorityId: council.authorityId } };
    await vi.waitFor(() => queues.queue('notifications').add([job]), 5_000);
    counters.add('sent', 3);
    lastRounds.set('sweep', Date.now());
    ops = new OpsServer({ database: council.database, queues, counters, log });
    port = (await ops.listen(0)) ?? 0;
  });
  afterAll(async () => {
    await ops.close();
    await queues.close();
    await council.drop();
  });

  const ask = (path: string, { method = 'GET', host = 'localhost' } = {}) =>
    new Promise<{ status: number; text: string; headers: Record<string, unknown> }>((resolve, reject) => {
      const asking = request({ host: '127.0.0.1', port, path, method, headers: { host } }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text, headers: response.headers }));
      });
      asking.once('error', reject);
      asking.end();
    });

  it('says in figures what is due, what waits, what was done and when the loops last worked', async () => {
    const { text } = await ask('/metrics');
    const [{ key: council_ } = { key: '' }] = await council.database.authorities.list();
    const value = (name: string) => Number(new RegExp(`^${name.replace(/[{}"]/g, '\\$&')} (.*)$`, 'm').exec(text)?.[1]);
    expect(value('kept_ready')).toBe(1);
    expect(value(`kept_deadlines_due{council="${council_}"}`)).toBe(2);
    expect(value(`kept_deadlines_late_seconds{council="${council_}"}`)).toBeGreaterThan(8 * 3_600);
    expect(value(`kept_messages_waiting{council="${council_}"}`)).toBe(2);
    expect(value('kept_done_total{what="sent"}')).toBe(3);
    expect(value('kept_loop_last_success_timestamp_seconds{loop="sweep"}')).toBeGreaterThan(1_500_000_000);
    expect(text).toContain('process_resident_memory_bytes');
    expect(text).not.toContain(canary);
  });

  it('says on one page, without a script, what to look at and what to do', async () => {
    const { text, headers } = await ask('/');
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(text).toContain('2 due, the oldest for 9 h');
    expect(text).toContain('Is a worker running?');
    expect(text).not.toMatch(/<script|https?:\/\//);
    expect(text).not.toContain(canary);
  });

  it('shows the queue with ids alone, fetches nothing from elsewhere, and changes nothing', async () => {
    const page = await ask('/queues/');
    expect([page.status, String(page.headers['content-security-policy'])]).toEqual([
      200,
      expect.stringContaining("default-src 'self'"),
    ]);
    const style = /href="(static\/css\/[^"]+)"/.exec(page.text)?.[1];
    expect((await ask(`/queues/${style}`)).status).toBe(200);
    const jobs = await ask('/queues/api/queues?activeQueue=notifications&page=1&jobsPerPage=10');
    expect(jobs.status).toBe(200);
    expect(jobs.text).toContain(council.authorityId);
    expect(jobs.text).toContain('"readOnlyMode":true');
    expect(jobs.text).not.toContain(canary);
    for (const method of ['PUT', 'POST', 'DELETE', 'PATCH']) {
      expect((await ask('/queues/api/queues/notifications/pause', { method })).status).toBe(405);
    }
  });

  it('answers nobody who asks for another name, and knows no other page', async () => {
    expect((await ask('/', { host: 'kept.example.test' })).status).toBe(421);
    expect((await ask('/etc/passwd')).status).toBe(404);
    expect((await ask('/health/live')).text).toBe('live');
    expect((await ask('/health/ready')).status).toBe(200);
  });

  it('works without its port where another program has it', async () => {
    const taken = createServer();
    await new Promise<void>((listening) => taken.listen(0, '127.0.0.1', listening));
    const other = new OpsServer({ database: council.database, queues, counters, log });
    expect(await other.listen((taken.address() as AddressInfo).port)).toBeNull();
    await other.close();
    await new Promise((closed) => taken.close(closed));
  });
});
