import { chmodSync, existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { copyItem, withClient } from '@kept/database/testing';
import { removeData } from '@kept/local/embedded-postgres.mjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Child } from './children.mjs';
import { freezeInFlight } from './hunt.mjs';
import { startStack } from './stack.mjs';
import { dayOf, morningOf, untilQuiet } from './time.mjs';
import { Writers } from './writers.mjs';

// Workers as they are started in production, with its lease, killed by SIGKILL with work in their hands.
const built = fileURLToPath(new URL('../../apps/worker/dist/main.js', import.meta.url));
const limit = 180_000;
/** Of each sort of work. */
const kills = 10;
const each = 80;
const promised = 10;

/** Seconds, of which so many hundredths are no longer than what is given. */
function percentile(seconds: readonly number[], hundredths: number): number {
  const sorted = seconds.toSorted((one, other) => one - other);
  return sorted[Math.ceil((sorted.length * hundredths) / 100) - 1] ?? Infinity;
}

/** What a dead worker held; until another has done it, or was killed in its turn and a third has it. */
interface Held {
  id: string;
  attempts: number;
  killedAt: number;
}

describe.skipIf(!existsSync(built))('work in the hands of a killed worker', { timeout: limit }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'kept-resume-'));
  chmodSync(folder, 0o755);
  let stack: Awaited<ReturnType<typeof startStack>>;
  let templateId: string;
  let series = 0;
  const workers = (): Child[] => [stack.children.worker_a, stack.children.worker_b];
  const say = (what: string, seconds: readonly number[]) =>
    console.info(
      `${what}: ${seconds.length} after ${kills} kills, done by another after p50 ${percentile(seconds, 50).toFixed(2)} s, ` +
        `p99 ${percentile(seconds, 99).toFixed(2)} s, at most ${percentile(seconds, 100).toFixed(2)} s`,
    );
  const make = (more: { due?: { key: string; at: string }; told?: boolean }) =>
    withClient(stack.postgres.adminUrl, (client) =>
      copyItem(client, { templateId, series: (series += 1), count: each, ...more }),
    );

  beforeAll(async () => {
    stack = await startStack({ folder, queue: 'postgres', without: null, usualLease: true });
    await stack.setClock(morningOf(0).toISOString());
    const writers = new Writers(stack, await stack.makeToken());
    writers.today = dayOf(morningOf(0));
    await writers.raiseCards(1);
    templateId = writers.acked[0].id;
    await untilQuiet(stack);
  }, limit);
  afterAll(async () => {
    await stack.stop();
    removeData(folder);
  }, limit);

  it('fires within ten seconds, for 99 of 100 deadlines', async () => {
    const chance = { below: (most: number) => Math.floor(Math.random() * most) };
    const nothingMore = async () => undefined;
    const took: number[] = [];
    const until = Date.now() + 60_000;
    for (let done = 0; done < kills && Date.now() < until;) {
      await make({ due: { key: 'triage', at: 'app.now()' } });
      const caught = await freezeInFlight({ admin: stack.admin, chance, lure: nothingMore }, workers(), 1_500);
      if (caught === null) continue;
      done += 1;
      const due = `select count(*)::int as n from deadlines where next_firing_at <= app.now()`;
      const killedAt = performance.now();
      await caught.victim.replace({});
      while ((await stack.query(due))[0].n > 0) await wait(10);
      took.push(...Array.from({ length: caught.claimed }, () => (performance.now() - killedAt) / 1_000));
    }
    say('deadlines', took);
    expect(took.length).toBeGreaterThan(kills * 10);
    expect(percentile(took, 99)).toBeLessThanOrEqual(promised);
  });

  it('is sent within ten seconds, for 99 of 100 messages', async () => {
    await untilQuiet(stack);
    const held = new Map<string, Held>();
    const took: number[] = [];
    const look = async () => {
      const text = `select id, attempts, settled_at is not null as settled from outbox where id = any($1)`;
      const rows = await stack.query(text, [[...new Set([...held.values()].map(({ id }) => id))]]);
      const now = new Map(rows.map((row) => [row.id, row]));
      for (const [key, { id, attempts, killedAt }] of held) {
        const row = now.get(id);
        const changed = row.settled || row.attempts > attempts + 1;
        if (!changed) continue;
        held.delete(key);
        took.push((performance.now() - killedAt) / 1_000);
      }
    };
    const until = Date.now() + 60_000;
    for (let done = 0; done < kills && Date.now() < until;) {
      const caught = await killWithMessages();
      for (const one of caught) held.set(`${done} ${one.id}`, one);
      if (caught.length > 0) done += 1;
      for (const pause = Date.now() + 1_500; Date.now() < pause; await wait(25)) await look();
    }
    for (const end = Date.now() + 30_000; held.size > 0 && Date.now() < end; await wait(25)) await look();
    say('messages', took);
    expect(held.size).toBe(0);
    expect(took.length).toBeGreaterThan(kills);
    expect(percentile(took, 99)).toBeLessThanOrEqual(promised);
  });

  /** One worker is killed while it holds messages; the other looks away meanwhile, so that they are all of the first. */
  async function killWithMessages(): Promise<Held[]> {
    const { worker_a: killed, worker_b: other } = stack.children;
    const text = `select id, attempts from outbox where settled_at is null and lease_token is not null and available_at > app.now()`;
    const earlier = new Set((await stack.query(text)).map(({ id }: { id: string }) => id));
    other.signal('SIGSTOP');
    await make({ told: true });
    const own = async (): Promise<Omit<Held, 'killedAt'>[]> =>
      (await stack.query(text)).filter(({ id }: { id: string }) => !earlier.has(id));
    try {
      for (const until = Date.now() + 2_000; Date.now() < until; await wait(2)) {
        if ((await own()).length === 0) continue;
        killed.signal('SIGKILL');
        await killed.ended;
        const killedAt = performance.now();
        const caught = await own();
        if (caught.length > 0) return caught.map((row) => ({ ...row, killedAt }));
      }
      return [];
    } finally {
      other.signal('SIGCONT');
    }
  }
});
