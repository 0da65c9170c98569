import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createTestDatabase, type TestDatabase } from '@kept/database/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const built = fileURLToPath(new URL('../dist/main.js', import.meta.url));

interface Running {
  child: ChildProcess;
  said: () => string;
  ended: Promise<number | null>;
}

function run(env: Record<string, string>): Running {
  const child = spawn(process.execPath, [built], { env: { PATH: process.env['PATH'] ?? '', ...env } });
  let said = '';
  child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
  return { child, said: () => said, ended: new Promise((resolve) => child.once('close', resolve)) };
}

async function freePort(): Promise<string> {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening));
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return String(port);
}

/** The process as it is started, from what `npm run build` made. */
describe.skipIf(!existsSync(built))('the process', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await createTestDatabase();
  });
  afterAll(() => test.drop());

  it('names every fault of its environment and ends with 2', async () => {
    const { ended, said } = run({ PORT: 'many', KEPT_DEMO: 'yes' });
    expect(await ended).toBe(2);
    expect(said()).toMatch(/PORT must be .*\n.*DATABASE_URL must look like .*\n.*KEPT_DEMO must be 0 or 1/);
  });

  it('refuses to serve as a superuser', async () => {
    const { ended, said } = run({ DATABASE_URL: test.urls.owner, PORT: await freePort() });
    expect(await ended).toBe(2);
    expect(said()).toMatch(/superuser/i);
  });

  it('serves, logs no address, and ends with 0 when it is told to', async () => {
    const port = await freePort();
    const { child, ended, said } = run({ DATABASE_URL: test.urls.app, PORT: port, KEPT_DEMO: '1' });
    const ask = (path: string): Promise<number> =>
      fetch(`http://127.0.0.1:${port}${path}`).then(({ status }) => status);
    await expect.poll(() => ask('/health/ready').catch(() => 0), { timeout: 20_000, interval: 100 }).toBe(200);
    expect(await ask('/api/work-items?q=canary')).toBe(401);
    const last = ask('/health/ready');
    child.kill('SIGTERM');
    expect([200, 503]).toContain(await last.catch(() => 503));
    expect(await ended).toBe(0);
    expect(said()).not.toContain('canary');
    expect(said()).toContain('"route":"/api/work-items"');
  });
});
