import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { copyItem, withClient } from '@kept/database/testing';
import { removeData } from '@kept/local/embedded-postgres.mjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStack } from './stack.mjs';
import { dayOf, morningOf, untilQuiet } from './time.mjs';
import { Writers } from './writers.mjs';

const built = existsSync(fileURLToPath(new URL('../../apps/worker/dist/main.js', import.meta.url)));
const hasRedis = spawnSync('redis-server', ['--version']).status === 0;
if (!hasRedis) console.info('No redis-server on this machine: no queue in Redis is wiped.');
const limit = 180_000;
const messages = 10_000;
const wipes = 3;

describe.skipIf(!built || !hasRedis)('10,000 messages while the queue in Redis is wiped', { timeout: limit }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'kept-wiped-'));
  chmodSync(folder, 0o755);
  let stack: Awaited<ReturnType<typeof startStack>>;
  const unsent = async (): Promise<number> =>
    (await stack.query('select count(*)::int as n from outbox where settled_at is null'))[0].n;

  beforeAll(async () => {
    stack = await startStack({ folder, queue: 'redis', without: null, usualLease: true });
    await stack.setClock(morningOf(0).toISOString());
    const writers = new Writers(stack, await stack.makeToken());
    writers.today = dayOf(morningOf(0));
    await writers.raiseCards(1);
    await untilQuiet(stack);
    const { worker_a: one, worker_b: other } = stack.children;
    await Promise.all([one.stop(), other.stop()]);
    const copies = { templateId: writers.acked[0].id, series: 1, count: messages, told: true };
    await withClient(stack.postgres.adminUrl, (client) => copyItem(client, copies));
    stack.mail.accepted.clear();
  }, limit);
  afterAll(async () => {
    await stack.stop();
    removeData(folder);
  }, limit);

  it('are all sent, and each once', async () => {
    const { worker_a: one, worker_b: other } = stack.children;
    const before = readdirSync(stack.mail.folder).length;
    expect(await unsent()).toBe(messages);
    const began = performance.now();
    one.revive();
    other.revive();
    const left: number[] = [];
    // Wiped while jobs are in it and the messages wait: at once, and again while they are being sent.
    for (let wiped = 0; wiped < wipes; wiped += 1) {
      const share = messages * (1 - wiped / wipes);
      while ((await unsent()) > share || (await jobs()) === 0) await wait(20);
      left.push(await unsent());
      await stack.redis!.crash();
    }
    while ((await unsent()) > 0) await wait(100);
    const took = (performance.now() - began) / 1_000;
    console.info(`wiped with ${left.join(', ')} waiting; all ${messages} were sent after ${took.toFixed(1)} s`);
    expect(Math.max(...left)).toBeGreaterThan(messages * 0.9);
    const outcomes = `select outcome, count(*)::int as n from outbox where id::text like '%-7001-8%' group by outcome`;
    expect(await stack.query(outcomes)).toEqual([{ outcome: 'sent', n: messages }]);
    expect(readdirSync(stack.mail.folder).length - before).toBe(messages);
    expect([...stack.mail.accepted.values()].filter((times) => times !== 1)).toEqual([]);
    // Items that are copied by the thousand have no entries in the audit.
    const broken = (await stack.invariants()).filter((each: { broken: number }) => each.broken > 0);
    expect(broken.map(({ key }: { key: string }) => key)).toEqual(['event-has-audit-entry']);
  });

  /** Jobs that wait or run. */
  async function jobs(): Promise<number> {
    const counts = await stack.queues
      .queue('notifications')
      .counts()
      .catch(() => ({}) as Readonly<Record<string, number>>);
    return (counts['waiting'] ?? 0) + (counts['active'] ?? 0);
  }
});
