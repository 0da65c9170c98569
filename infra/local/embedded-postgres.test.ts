import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeData, startPostgres } from './embedded-postgres.mjs';

const limit = 60_000;
let dataDir: string;
const stops: (() => Promise<void>)[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'kept é with space '));
  chmodSync(dataDir, 0o755);
});

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  removeData(dataDir);
});

async function start(): Promise<Awaited<ReturnType<typeof startPostgres>>> {
  const server = await startPostgres({ dataDir, port: 0 });
  stops.push(() => server.stop());
  return server;
}

async function ask(url: string, sql: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Record<string, string>>(sql);
  await client.end();
  return Object.values(rows[0] ?? {}).join(' ');
}

/** Another process that starts the server on `dataDir` and then waits to be killed. */
async function startElsewhere(): Promise<{ kill: () => Promise<void>; printed: string }> {
  const script = `
    import { startPostgres } from ${JSON.stringify(new URL('./embedded-postgres.mjs', import.meta.url).href)};
    const server = await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, port: 0 });
    console.log(server.pid);
    setInterval(() => undefined, 1000);
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const printed = await new Promise<string>((resolve) =>
    child.stdout.once('data', (text: Buffer) => resolve(text.toString())),
  );
  const kill = (): Promise<void> =>
    new Promise((resolve) => {
      child.once('exit', () => resolve());
      child.kill('SIGKILL');
    });
  return { kill, printed };
}

describe('the embedded server', { timeout: limit }, () => {
  it('speaks UTF-8 with checksums, on this machine only, in a folder with a space and an accent', async () => {
    const { adminUrl } = await start();
    expect(await ask(adminUrl, 'SHOW server_encoding')).toBe('UTF8');
    expect(await ask(adminUrl, 'SHOW data_checksums')).toBe('on');
    expect(await ask(adminUrl, 'SHOW fsync')).toBe('on');
    expect(await ask(adminUrl, 'SHOW listen_addresses')).toBe('127.0.0.1');
  });

  it('never runs as root', async () => {
    const { pid } = await start();
    const uid = /^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    expect(uid).not.toBe('0');
  });

  it('stops a server whose start was killed, and keeps its data', async () => {
    const killed = await startElsewhere();
    await killed.kill();
    const { adminUrl, pid } = await start();
    expect(String(pid)).not.toBe(killed.printed.trim());
    expect(await ask(adminUrl, 'SELECT 1')).toBe('1');
  });

  it('turns away a second start while the first lives, with status 78', async () => {
    const first = await startElsewhere();
    await expect(startPostgres({ dataDir, port: 0 })).rejects.toMatchObject({
      exitCode: 78,
      message: /^Kept already runs on /,
    });
    await first.kill();
    await start(); // and cleans up after it
  });

  it('is not misled by a pid file that names another program', async () => {
    const first = await start();
    await first.stop();
    stops.length = 0;
    const file = join(dataDir, 'postgres', 'data', 'postmaster.pid');
    writeFileSync(
      file,
      [process.ppid, join(dataDir, 'postgres', 'data'), 0, 5432, '', '127.0.0.1', '', 'ready', ''].join('\n'),
    );
    const { adminUrl } = await start();
    expect(await ask(adminUrl, 'SELECT 1')).toBe('1');
  });

  it('takes the next free port', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', () => resolve()));
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const server = await startPostgres({ dataDir, port });
    stops.push(() => server.stop());
    taken.close();
    expect(server.port).toBeGreaterThan(port);
  });

  it('says so when the data are of another version', async () => {
    const server = await start();
    await server.stop();
    stops.length = 0;
    writeFileSync(join(dataDir, 'postgres', 'data', 'PG_VERSION'), '16\n');
    await expect(startPostgres({ dataDir, port: 0 })).rejects.toThrow(/are of PostgreSQL 16, and this is 18/);
  });

  it('stops within moments, also when the server has gone already', async () => {
    const server = await start();
    process.kill(server.pid, 'SIGKILL');
    await server.ended;
    const began = Date.now();
    await server.stop();
    expect(Date.now() - began).toBeLessThan(1000);
  });
});
