import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { copyItem, withClient } from '@kept/database/testing';
import { removeData } from '@kept/local/embedded-postgres.mjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lease, ownerPost, startStack } from './stack.mjs';
import { dayOf, morningOf, untilQuiet } from './time.mjs';
import { Writers } from './writers.mjs';

// Faults that need a disk, a processor or a process of their own.
const built = existsSync(fileURLToPath(new URL('../../apps/worker/dist/main.js', import.meta.url)));
const limit = 180_000;
const folder = mkdtempSync(join(tmpdir(), 'kept-hard-'));
chmodSync(folder, 0o755);
const disk = join(folder, 'postgres');
mkdirSync(disk);
// Large enough for an empty database with its log, and small enough to be filled.
const mounted = built && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=260m', 'tmpfs', disk]).status === 0;
if (built && !mounted) console.info('No file system may be mounted here: no disk is filled.');

describe.skipIf(!built)('the stack', { timeout: limit }, () => {
  let stack: Awaited<ReturnType<typeof startStack>>;
  let writers: Writers;
  let token: string;
  const api = (path: string, init: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${stack.apiPort}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, ...init.headers },
      signal: AbortSignal.timeout(20_000),
    });
  const count = async (from: string): Promise<number> =>
    (await stack.query(`select count(*)::int as n from ${from}`))[0].n;
  const untilReady = async () => {
    while (
      (await api('/health/ready').then(
        ({ status }) => status,
        () => 0,
      )) !== 200
    )
      await wait(50);
  };
  const broken = async () =>
    (await stack.invariants())
      .filter((each: { broken: number }) => each.broken > 0)
      .map(({ key }: { key: string }) => key);

  beforeAll(async () => {
    stack = await startStack({ folder, queue: 'postgres', without: null });
    await stack.setClock(morningOf(0).toISOString());
    token = await stack.makeToken();
    writers = new Writers(stack, token);
    writers.today = dayOf(morningOf(0));
    await untilReady();
    await writers.raiseCards(1);
    await untilQuiet(stack);
  }, limit);
  afterAll(async () => {
    await stack.stop();
    if (mounted) spawnSync('umount', ['-l', disk]);
    removeData(folder);
  }, limit);

  describe('an extract', () => {
    const children = 400;
    const lines = Array.from({ length: children }, (_, place) => `KC-${1000 + place},9,no,yes,no`);
    const csv = ['Child reference,Year group,EHCP,NIE,RTT', ...lines].join('\n');
    const send = () => {
      const form = new FormData();
      form.set('asOn', '2018-06-30');
      form.set('file', new Blob([csv], { type: 'text/csv' }), 'june.csv');
      return api('/api/cohorts/virtual-school/imports', { method: 'POST', body: form });
    };
    const held = async () => [await count('cohort_snapshots'), await count('cohort_children')];

    it.each(['import.locked', 'import.childrenWritten', 'import.beforeCommit'])(
      'whose import is killed at %s leaves nothing behind',
      async (point) => {
        await stack.children.api.replace({ KEPT_FAILPOINT: `${point}:1` });
        const { ended } = stack.children.api;
        await untilReady();
        await expect(send()).rejects.toThrow();
        expect(await ended).toMatchObject({ signal: 'SIGKILL' });
        expect(await held()).toEqual([0, 0]);
      },
    );

    it('that was taken and whose answer was lost is taken once, however often it is sent', async () => {
      await stack.children.api.replace({ KEPT_FAILPOINT: 'import.afterCommit:1' });
      await untilReady();
      await expect(send()).rejects.toThrow();
      await wait(300);
      await untilReady();
      expect(await held()).toEqual([1, children]);
      const again = await Promise.all([send(), send()]);
      expect(await Promise.all(again.map((answer) => answer.json()))).toMatchObject([
        { outcome: 'unchanged' },
        { outcome: 'unchanged' },
      ]);
      expect(await held()).toEqual([1, children]);
    });
  });

  it('tells each once though a worker computes for longer than its lease', async () => {
    const { worker_a: busy, worker_b: other } = stack.children;
    const templateId = writers.acked[0].id;
    await busy.replace({ CHAOS_BUSY_MS: String(lease * 2_000) });
    const connected = () =>
      count(`pg_stat_activity where usename = 'chaos_worker_a' and application_name = 'kept-worker'`);
    while ((await connected()) === 0) await wait(50);
    await wait(1_500);
    await untilQuiet(stack);
    const caught = await computeWithMessages(templateId);
    expect(caught.length).toBeGreaterThan(0);
    const other_ = `outbox where id = any('{${caught.join(',')}}') and attempts > 1 and settled_at is not null`;
    for (const until = Date.now() + 30_000; Date.now() < until && (await count(other_)) === 0;) await wait(100);
    expect(await count(other_), 'sent by the other, while the first computes').toBeGreaterThan(0);
    await wait(lease * 2_000);
    await untilQuiet(stack);
    const taken = caught.map((id) => stack.mail.accepted.get(id));
    expect(taken).toEqual(caught.map(() => 1));
    expect([busy.pid, other.pid].every((pid) => pid > 0)).toBe(true);
    expect(await broken()).toEqual(['event-has-audit-entry']);
  });

  /** The other looks away until the first holds messages and has begun to compute. @returns the ids of those not taken yet */
  async function computeWithMessages(templateId: string): Promise<string[]> {
    const { worker_a: busy, worker_b: other } = stack.children;
    const text =
      'select id from outbox where settled_at is null and lease_token is not null and available_at > app.now()';
    for (let series = 1; series <= 10; series += 1) {
      other.signal('SIGSTOP');
      await withClient(stack.postgres.adminUrl, (client) =>
        copyItem(client, { templateId, series, count: 300, told: true }),
      );
      for (const until = Date.now() + 2_500; Date.now() < until; await wait(1)) {
        if ((await stack.query(text)).length === 0) continue;
        busy.signal('SIGUSR2');
        await wait(100);
        const ids: string[] = (await stack.query(text)).map(({ id }: { id: string }) => id);
        const files = new Set(readdirSync(stack.mail.folder));
        const unsent = ids.filter((id) => !files.has(`${id}@kept.local.eml`));
        other.signal('SIGCONT');
        if (unsent.length > 0) return unsent;
        await wait(lease * 2_000);
        break;
      }
      other.signal('SIGCONT');
      await untilQuiet(stack);
    }
    return [];
  }

  describe.skipIf(!mounted)('on a disk that is full', () => {
    const ballast = join(disk, 'ballast');
    const card = (number: number) =>
      JSON.stringify({
        workflow: 'challenge-card',
        title: `Full ${number}`,
        fields: { question: `${'Is there room? '.repeat(60)}${number}`, raisedBy: 'ocypc', raisedOn: writers.today },
        ownerPost,
      });
    const post = (number: number, key: string) =>
      api('/api/work-items', {
        method: 'POST',
        body: card(number),
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
      });

    function fill(): void {
      for (const size of [1_000_000, 10_000, 1_000]) {
        for (let room = true; room;) {
          try {
            writeFileSync(ballast, Buffer.alloc(size, 1), { flag: 'a' });
          } catch {
            room = false;
          }
        }
      }
    }

    it('answers 507 and writes nothing, reads on, and writes again when there is room', async () => {
      await untilQuiet(stack);
      fill();
      expect(statfsSync(disk).bavail).toBe(0);
      const kept: number[] = [];
      let refused: { number: number; key: string; answer: Response } | null = null;
      for (let number = 0; number < 2_000 && refused === null; number += 1) {
        const key = randomUUID();
        const answer = await post(number, key);
        if (answer.status === 201) kept.push(number);
        else refused = { number, key, answer };
      }
      expect(refused?.answer.status).toBe(507);
      expect(refused?.answer.headers.get('content-type')).toContain('application/problem+json');
      const items = `work_items where title like 'Full %'`;
      expect(await count(items)).toBe(kept.length);
      expect((await api('/api/work-items?limit=1')).status).toBe(200);
      expect((await api('/health/live')).status).toBe(200);
      rmSync(ballast);
      const again = await post(refused!.number, refused!.key);
      expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, null]);
      expect(await count(items)).toBe(kept.length + 1);
      expect(await untilQuiet(stack, 30_000)).toMatchObject({ due: 0, held: 0 });
      expect((await broken()).filter((key: string) => key !== 'event-has-audit-entry')).toEqual([]);
      console.info(`507 after ${kept.length} more cards on a full disk`);
    });
  });
});
