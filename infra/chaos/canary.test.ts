import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort, removeData } from '@kept/local/embedded-postgres.mjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownerPost, startStack } from './stack.mjs';
import { dayOf, jumpTo, morningOf, untilQuiet } from './time.mjs';
import { Writers } from './writers.mjs';

const built = existsSync(fileURLToPath(new URL('../../apps/worker/dist/main.js', import.meta.url)));
const hasRedis = spawnSync('redis-server', ['--version']).status === 0;
if (!hasRedis) console.info('No redis-server on this machine: the word is looked for in a queue on PostgreSQL alone.');
const limit = 120_000;
const canary = 'Kingfisher';
const states = ['latest', 'active', 'waiting', 'completed', 'failed', 'delayed', 'paused'];

/** Everything that is ever said to a Redis, and everything that it holds at the end. */
function listenTo(url: string) {
  const { port, hostname } = new URL(url);
  const ask = (line: string, heard: (text: string) => void) => {
    const socket = connect(Number(port), hostname, () => socket.write(`${line}\r\n`));
    return socket.setEncoding('utf8').on('data', heard);
  };
  let said = '';
  const monitor = ask('MONITOR', (text) => void (said += text));
  const once = (line: string) =>
    new Promise<void>((done) => {
      const socket = ask(line, () => done(void socket.end()));
    });
  return {
    async everything(folder: string): Promise<string> {
      monitor.destroy();
      await once('CONFIG SET rdbcompression no');
      await once('SAVE');
      return said + readFileSync(join(folder, 'dump.rdb'), 'latin1');
    },
  };
}

describe.each(['postgres', 'redis'] as const)('a word of a title, with the queue on %s', (queue) => {
  const folder = mkdtempSync(join(tmpdir(), 'kept-canary-'));
  chmodSync(folder, 0o755);
  const able = built && (queue === 'postgres' || hasRedis);
  let stack: Awaited<ReturnType<typeof startStack>>;
  let redis: ReturnType<typeof listenTo> | null = null;
  let ops: string;

  beforeAll(async () => {
    if (!able) return;
    stack = await startStack({ folder, queue, without: null });
    if (stack.redis !== null) redis = listenTo(stack.redis.url);
    const port = await freePort(0);
    ops = `http://localhost:${port}`;
    await stack.children.worker_a.replace({ KEPT_OPS_PORT: String(port) });
    await stack.setClock(morningOf(0).toISOString());
    const writers = new Writers(stack, await stack.makeToken());
    writers.today = dayOf(morningOf(0));
    for (let number = 0; number < 5; number += 1) {
      const title = `${canary} ${number} wants to stay`;
      const fields = { question: `Does ${canary} stay?`, raisedBy: 'ocypc', raisedOn: writers.today };
      await writers.command('/work-items', { workflow: 'challenge-card', title, fields, ownerPost });
    }
    await untilQuiet(stack);
    // Dates run out, and the worker that takes the messages first dies of it.
    await stack.children.worker_a.stop();
    await stack.children.worker_b.replace({ KEPT_FAILPOINT: 'sender.claimed:1' });
    const { ended } = stack.children.worker_b;
    await jumpTo(stack, morningOf(12));
    await Promise.race([ended, wait(30_000)]);
    stack.children.worker_a.revive({ KEPT_OPS_PORT: String(port) });
    await untilQuiet(stack);
    // Until the port is open again, and every loop has been round.
    while ((await fetch(`${ops}/health/ready`).catch(() => null))?.status !== 200) await wait(100);
  }, limit);
  afterAll(async () => {
    await stack?.stop();
    removeData(folder);
  }, limit);

  it.skipIf(!able)('is in the database, and was told of', async () => {
    expect(await stack.query(`select from work_items where title like '${canary}%'`)).toHaveLength(5);
    expect((await stack.query(`select from outbox where outcome is not null`)).length).toBeGreaterThan(5);
    expect((await stack.query('select from firings')).length).toBeGreaterThan(5);
  });

  it.skipIf(!able)('is in no job', async () => {
    const text = redis === null ? await rowsOfQueue() : await redis.everything(folder);
    expect(text).toContain(stack.authorityId);
    expect(text).not.toContain(canary);
  });

  /** Every row of every table of the queue. */
  async function rowsOfQueue(): Promise<string> {
    const tables = await stack.query(
      `select quote_ident(table_name) as name from information_schema.tables where table_schema = 'bullmq' and table_type = 'BASE TABLE'`,
    );
    expect(tables.length).toBeGreaterThan(0);
    const rows = tables.map(({ name }) => stack.query(`select t::text as row from bullmq.${name} t`));
    return (await Promise.all(rows))
      .flat()
      .map(({ row }) => row)
      .join('\n');
  }

  it.skipIf(!able)('is in no mail, subject or text, and in no log', () => {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const mails = names.filter((name) => name.endsWith('.eml'));
    const logs = names.filter((name) => name.endsWith('.log') || name.endsWith('/log'));
    expect(mails.length).toBeGreaterThan(5);
    expect(logs).toEqual(expect.arrayContaining(['api.log', 'worker_a.log', 'worker_b.log']));
    for (const name of [...mails, ...logs])
      expect(readFileSync(join(folder, name), 'utf8'), name).not.toContain(canary);
  });

  it.skipIf(!able)('is not on the operator’s page, in the figures or on the queue board', async () => {
    const jobs = states.map(
      (state) => `/queues/api/queues?activeQueue=notifications&status=${state}&page=1&jobsPerPage=100`,
    );
    for (const path of ['/', '/metrics', '/queues/', ...jobs]) {
      const answer = await fetch(ops + path);
      expect(answer.status, path).toBe(200);
      expect(await answer.text(), path).not.toContain(canary);
    }
    expect(await (await fetch(ops + jobs[0])).text()).toContain(stack.authorityId);
  });
});
