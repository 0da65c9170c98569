import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type {} from 'vitest';
import type { TestProject } from 'vitest/node';
import { freePort, removeData, startPostgres } from './embedded-postgres.mjs';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Superuser addresses by major version; 15 is null where Debian's server is not installed. */
    postgres: { 18: string; 15: string | null };
    redis: string | null;
  }
}

interface Started {
  url: string;
  stop: () => Promise<void>;
}

const debianServer = '/usr/lib/postgresql/15/bin';
/** Tests throw their data away; nothing else runs without fsync. */
const forgetful = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' };

/**
 * Start what the database, HTTP and job tests need, once for the run: PostgreSQL 18 (npm's), PostgreSQL 15 and Redis
 * where this machine has them. Addresses in KEPT_TEST_PG18_URL, KEPT_TEST_PG15_URL, KEPT_TEST_REDIS_URL are used instead.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'kept-test-'));
  chmodSync(folder, 0o755); // the database may run as another user, and this folder is ours
  const started: Started[] = [];
  const teardown = async (): Promise<void> => {
    await Promise.all(started.map((server) => server.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  const start = async (making: Promise<Started | null>): Promise<string | null> => {
    const server = await making;
    if (server !== null) started.push(server);
    return server?.url ?? null;
  };
  try {
    const newest = process.env['KEPT_TEST_PG18_URL'] ?? (await start(postgres(join(folder, '18'))));
    const oldest = process.env['KEPT_TEST_PG15_URL'] ?? (await start(postgresFifteen(join(folder, '15'))));
    project.provide('postgres', { 18: newest ?? '', 15: oldest });
    project.provide('redis', process.env['KEPT_TEST_REDIS_URL'] ?? (await start(redis(join(folder, 'redis')))));
  } catch (error) {
    await teardown();
    throw error;
  }
  return teardown;
}

async function postgres(dataDir: string, binaries?: string): Promise<Started> {
  const server = await startPostgres({
    dataDir,
    port: 0,
    settings: forgetful,
    ...(binaries !== undefined && { binaries }),
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    removeData(dataDir);
  };
  return { url: server.adminUrl, stop };
}

async function postgresFifteen(dataDir: string): Promise<Started | null> {
  if (existsSync(join(debianServer, 'postgres'))) return postgres(dataDir, debianServer);
  console.info('PostgreSQL 15 is not installed (postgresql-15): its tests are skipped.');
  return null;
}

async function redis(folder: string): Promise<Started | null> {
  mkdirSync(folder, { recursive: true });
  const port = await freePort(0);
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  const server = spawn('redis-server', args, { stdio: 'ignore', detached: true });
  let gone = false;
  const ended = new Promise<void>((resolve) => {
    const over = (): void => {
      gone = true;
      resolve();
    };
    server.once('exit', over);
    server.once('error', over);
  });
  while (!gone && !(await answers(port))) await wait(25);
  if (gone) {
    console.info('redis-server was not found or did not start: its tests are skipped.');
    return null;
  }
  const stop = async (): Promise<void> => {
    server.kill('SIGKILL'); // nothing in it is to be kept
    await ended;
  };
  return { url: `redis://127.0.0.1:${port}`, stop };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
