/**
 * The product as a user gets it: `npm start` on a data folder of its own, with the benchmark's workflow beside the others.
 * Nothing is switched off for the measurement: fsync is on, the worker runs, the API runs with all its guards.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { removeData } from '@kept/local/embedded-postgres.mjs';
import pg from 'pg';

const root = fileURLToPath(new URL('../../', import.meta.url));
const readyLine = /Kept is ready at/;

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Runs the start script until it says that it is ready; `seconds` is how long that took. */
async function start(dataDir) {
  const port = await freePort();
  const startedAt = performance.now();
  const env = {
    ...process.env,
    PORT: String(port),
    KEPT_DATA_DIR: dataDir,
    KEPT_WORKFLOWS_DIR: join(root, 'infra/bench/workflows'),
    KEPT_DEMO: '1',
    DATABASE_URL: '',
    REDIS_URL: '',
    LOG_LEVEL: '',
  };
  const child = spawn(process.execPath, [join(root, 'infra/local/start.mjs')], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let said = '';
  const ready = new Promise((resolve, reject) => {
    const hear = (chunk) => {
      said += chunk;
      if (readyLine.test(said)) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then(() => reject(new Error(`Kept did not start:\n${said}`)));
  });
  await ready;
  const seconds = (performance.now() - startedAt) / 1000;
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return { port, seconds, stop, pid: child.pid };
}

/** The product with an administrator's connection to its database; `release` stops it and removes its data. */
export async function startStack() {
  const dataDir = mkdtempSync(join(tmpdir(), 'kept-bench-'));
  const running = await start(dataDir);
  const { admin, api, worker } = JSON.parse(readFileSync(join(dataDir, 'stack.json'), 'utf8'));
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  const release = async () => {
    await client.end();
    await running.stop();
    removeData(dataDir);
  };
  const pauseWorker = (asked) => freezeWorker(running.pid, asked);
  return { port: running.port, apiUrl: api, workerUrl: worker, adminUrl: admin, dataDir, client, release, pauseWorker };
}

/** Freezes the worker of a running Kept while it holds nothing, so that other workers can be measured; returns its thaw. */
async function freezeWorker(parent, client) {
  const children = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').trim().split(' ').map(Number);
  const pid = children.find((each) => readFileSync(`/proc/${each}/cmdline`, 'utf8').includes('apps/worker'));
  if (pid === undefined) throw new Error('The worker of the stack was not found.');
  const holds = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'kept-worker' AND state <> 'idle'`;
  for (;;) {
    process.kill(pid, 'SIGSTOP');
    if ((await client.query(holds)).rows[0].n === 0) return () => process.kill(pid, 'SIGCONT');
    process.kill(pid, 'SIGCONT');
    await wait(50);
  }
}

/** Seconds from `npm start` to ready on a built tree: `cold` makes the database and the demo data, `warm` finds them. */
export async function startTimes() {
  const dataDir = mkdtempSync(join(tmpdir(), 'kept-bench-'));
  try {
    const cold = await start(dataDir);
    await cold.stop();
    const warm = await start(dataDir);
    await warm.stop();
    return { cold: cold.seconds, warm: warm.seconds };
  } finally {
    removeData(dataDir);
  }
}

/** Signs in as a persona and returns a personal access token. */
export async function tokenFor(port, persona) {
  const json = { 'content-type': 'application/json' };
  const session = await fetch(`http://127.0.0.1:${port}/api/session`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ persona }),
  });
  const cookie = session.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const made = await fetch(`http://127.0.0.1:${port}/api/tokens`, {
    method: 'POST',
    headers: { ...json, cookie },
    body: JSON.stringify({ name: 'benchmark', expiresInDays: 1 }),
  });
  if (!made.ok) throw new Error(`No token for ${persona}: ${made.status} ${await made.text()}`);
  return (await made.json()).token;
}
