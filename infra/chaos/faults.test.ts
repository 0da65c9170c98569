import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { removeData, startPostgres } from '@kept/local/embedded-postgres.mjs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProxy } from './proxy.mjs';
import { startStack } from './stack.mjs';
import { dayOf, morningOf, outstanding, untilQuiet } from './time.mjs';
import { Writers } from './writers.mjs';

// The processes as they are started, from what `npm run build` made, on a server of their own that may be killed.
const built = fileURLToPath(new URL('../../apps/worker/dist/main.js', import.meta.url));
const kept = fileURLToPath(new URL('../../apps/cli/bin/kept.mjs', import.meta.url));
const limit = 180_000;

const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'kept-faults-'));
  chmodSync(folder, 0o755);
  return folder;
};

/** A process that lost its server a moment ago has a connection again within seconds, and so has the one that asks. */
async function backendOf(stack: Awaited<ReturnType<typeof startStack>>, login: string): Promise<number> {
  for (let tries = 0; tries < 200; tries += 1) {
    const text = `select pid from pg_stat_activity where usename = '${login}' limit 1`;
    const [backend] = await stack.query(text).catch(() => []);
    if (backend !== undefined) return backend.pid;
    await wait(50);
  }
  throw new Error(`${login} has no connection to the database.`);
}

describe.skipIf(!existsSync(built))('the running stack', { timeout: limit }, () => {
  const folder = newFolder();
  let stack: Awaited<ReturnType<typeof startStack>>;
  let writers: Writers;
  let token: string;
  const at = (port: number, path: string, init: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${port}${path}`, { ...init, signal: AbortSignal.timeout(20_000) });
  const ready = () =>
    at(stack.apiPort, '/health/ready').then(
      ({ status }) => status,
      () => 0,
    );
  const untilReady = async (): Promise<number> => {
    const from = performance.now();
    while ((await ready()) !== 200) await wait(50);
    return performance.now() - from;
  };
  const read = () => at(stack.apiPort, '/api/work-items?limit=1', { headers: { authorization: `Bearer ${token}` } });

  beforeAll(async () => {
    stack = await startStack({ folder, queue: 'postgres', without: null });
    await stack.setClock(morningOf(0).toISOString());
    token = await stack.makeToken();
    writers = new Writers(stack, token);
    writers.today = dayOf(morningOf(0));
    await untilReady();
    await writers.raiseCards(5);
  }, limit);
  afterAll(async () => {
    await stack.stop();
    removeData(folder);
  });

  it('loses an answer after the commit: the same key gives the same item, written once', async () => {
    const proxy = await startProxy(stack.apiPort);
    const question = { question: 'Lost on the way?', raisedBy: 'ocypc', raisedOn: writers.today };
    const body = {
      workflow: 'challenge-card',
      title: 'Lost on the way',
      fields: question,
      ownerPost: 'head-of-fostering',
    };
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    };
    const post = () => at(proxy.port, '/api/work-items', { method: 'POST', headers, body: JSON.stringify(body) });
    proxy.loseAnswer();
    await expect(post()).rejects.toThrow();
    const again = await post();
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
    const events = `select count(*)::int as n from work_item_events e join work_items w on w.id = e.work_item_id
      where w.title = 'Lost on the way'`;
    expect(await stack.query(events)).toEqual([{ n: 1 }]);
    await proxy.close();
  });

  it('answers 503 and when to come back while PostgreSQL is gone, and is ready ten seconds after it', async () => {
    const { pid: api } = stack.children.api;
    const answers: { status: number; retryAfter: string | null }[] = [];
    let down = true;
    const asking = (async () => {
      while (down) {
        const answer = await read().catch(() => null);
        if (answer !== null && answer.status >= 500)
          answers.push({ status: answer.status, retryAfter: answer.headers.get('retry-after') });
        await wait(20);
      }
    })();
    await stack.postgres.crash();
    const took = await untilReady();
    down = false;
    await asking;
    expect(took).toBeLessThan(10_000);
    expect(answers.length).toBeGreaterThan(0);
    expect(answers.filter(({ status, retryAfter }) => status !== 503 || retryAfter === null)).toEqual([]);
    expect(stack.children.api.pid).toBe(api);
  });

  it('recovers when one backend is killed, which drops every connection', async () => {
    const { worker_a: worker, api } = stack.children;
    const pids = [worker.pid, api.pid];
    process.kill(await backendOf(stack, 'chaos_worker_a'), 'SIGKILL');
    await wait(100);
    expect(await untilReady()).toBeLessThan(10_000);
    await writers.raiseCards(3);
    expect(await untilQuiet(stack, 30_000)).toMatchObject({ due: 0, held: 0 });
    expect([worker.pid, api.pid]).toEqual(pids);
  });

  it('waits for a frozen PostgreSQL no longer than its limits, and goes on when it thaws', async () => {
    const backends = await stack.query(`select pid from pg_stat_activity where usename = 'chaos_api'`);
    const freeze = (signal: NodeJS.Signals) =>
      backends.forEach(({ pid }: { pid: number }) => process.kill(pid, signal));
    await read();
    freeze('SIGSTOP');
    const from = performance.now();
    // As many as there are connections: none of them finds one that still answers.
    const answers = await Promise.all(Array.from({ length: 12 }, () => read().catch(() => null)));
    freeze('SIGCONT');
    expect(performance.now() - from).toBeLessThan(17_000);
    expect(answers.every((answer) => answer !== null)).toBe(true);
    expect(answers.map((answer) => answer?.status).filter((status) => ![200, 503, 504].includes(status ?? 0))).toEqual(
      [],
    );
    expect(await untilReady()).toBeLessThan(10_000);
    expect((await read()).status).toBe(200);
  });

  it('is not stuck on a network that falls silent without hanging up', async () => {
    const { worker_a: other, worker_b: silenced } = stack.children;
    await other.stop();
    stack.proxy.silent(true);
    await writers.raiseCards(3);
    // Longer than the longest limit of a query.
    await wait(14_000);
    expect((await outstanding(stack)).unsent).toBeGreaterThan(0);
    stack.proxy.drop();
    stack.proxy.silent(false);
    const { pid } = silenced;
    expect(await untilQuiet(stack, 40_000)).toMatchObject({ due: 0, held: 0 });
    expect(silenced.pid).toBe(pid);
    other.revive();
  });

  it('ends with 0 within twenty seconds when told to under load, and what it acknowledged is there', async () => {
    const { api, worker_a: worker } = stack.children;
    const connected = () => stack.query(`select from pg_stat_activity where usename = 'chaos_worker_a'`);
    while ((await connected()).length === 0) await wait(50);
    writers.start(4);
    await wait(1_000);
    const from = performance.now();
    const endings = await Promise.all([api.stop(), worker.stop()]);
    expect(endings.map(({ status }) => status)).toEqual([0, 0]);
    expect(performance.now() - from).toBeLessThan(20_000);
    api.revive();
    worker.revive();
    await writers.stop();
    const keys = (await stack.query('select key from idempotency_keys')).map(({ key }: { key: string }) => key);
    expect(keys).toEqual(expect.arrayContaining(writers.acked.map(({ key }) => key)));
    expect(writers.unanswered).toBe(0);
  });

  it('fires nothing twice when the clock of the database jumps a day on and an hour back', async () => {
    const noon = morningOf(1).getTime();
    const fired = async () => (await stack.query('select count(*)::int as n from firings'))[0].n;
    await untilQuiet(stack);
    await stack.setClock(new Date(noon).toISOString());
    await untilQuiet(stack);
    const before = await fired();
    expect(before).toBeGreaterThan(0);
    await stack.setClock(new Date(noon - 3_600_000).toISOString());
    await wait(2_500);
    await stack.setClock(new Date(noon).toISOString());
    await wait(2_500);
    expect(await fired()).toBe(before);
    expect((await stack.invariants()).filter(({ broken }: { broken: number }) => broken > 0)).toEqual([]);
  });
});

/** The roles that see across councils of which the owner of the schema is a member. */
async function lentIn(connectionString: string): Promise<string[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ lent: string }>(
      `select roleid::regrole::text as lent from pg_auth_members where member = 'kept_owner'::regrole`,
    );
    return rows.map(({ lent }) => lent);
  } finally {
    await client.end();
  }
}

describe.skipIf(!existsSync(built))('a migration', { timeout: limit }, () => {
  it.each(['migration.begin', 'migration.rolesMade', 'migration.schemaMade', 'migration.queueMade'])(
    'that is killed at %s is taken up by the next one',
    async (point) => {
      const folder = newFolder();
      const server = await startPostgres({ dataDir: folder, port: 0 });
      try {
        const run = (more: Record<string, string> = {}) =>
          spawnSync(process.execPath, [kept, 'migrate', '--json'], {
            env: { PATH: process.env['PATH'], DATABASE_URL: server.adminUrl, KEPT_DATA_DIR: folder, ...more },
            encoding: 'utf8',
          });
        expect(run({ NODE_ENV: 'test', KEPT_FAILPOINT: point }).signal).toBe('SIGKILL');
        expect(run()).toMatchObject({ status: 0 });
        expect(JSON.parse(run().stdout)).toMatchObject({ migrations: [] });
        expect(await lentIn(server.adminUrl), 'what the migration was lent').toEqual([]);
      } finally {
        await server.stop();
        removeData(folder);
      }
    },
  );
});
