import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgresVersions, withClient } from '../../testing/index.js';
import { edited, newRequest } from '../../testing/request-workflow.js';
import { openStage, type Stage } from '../../testing/stage.js';
import type { ChangeOutcome } from './change.js';

const changed = (outcome: ChangeOutcome) => {
  if (outcome.kind !== 'changed') throw new Error(`Expected a change, got ${JSON.stringify(outcome)}`);
  return outcome;
};
/** How often each kind came back; a replay counts as a kind of its own. */
const kinds = (outcomes: readonly ChangeOutcome[]) => {
  const counts: Record<string, number> = {};
  for (const each of outcomes) {
    const kind = each.kind === 'changed' && each.replayed ? 'replayed' : each.kind;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
};
const times = <T>(count: number, make: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));

describe.each(postgresVersions)('PostgreSQL %s', (postgres) => {
  let stage: Stage;
  const create = async (title = 'A later bus on Saturdays') =>
    changed(
      await stage.app.workItems.create(stage.ctx, 'request', (facts) => ({
        allowed: true,
        change: newRequest(facts, { title }),
      })),
    ).item;

  beforeAll(async () => {
    stage = await openStage(postgres);
  });
  afterAll(() => stage.close());

  test('creates an item, numbers it by the clock’s year, and reads back the same', async () => {
    const item = await create();
    expect(item).toMatchObject({ version: 1, reference: expect.stringMatching(/^RQ-2020-\d{3}$/) });
    const byReference = await stage.app.workItems.read(stage.ctx, item.reference);
    expect(byReference?.item).toEqual(item);
    const byId = await stage.app.workItems.read(stage.ctx, item.id);
    expect(byId?.item).toEqual(item);
    expect(byId?.facts.today).toBe('2020-02-17');
  });

  test('knows no item of another name, and no workflow that was not published', async () => {
    expect(await stage.app.workItems.read(stage.ctx, 'RQ-2020-999')).toBeNull();
    const outcome = await stage.app.workItems.create(stage.ctx, 'nothing', (facts) => ({
      allowed: true,
      change: newRequest(facts),
    }));
    expect(outcome).toEqual({ kind: 'unknown' });
  });

  test('gives 20 parallel creations 20 different references', async () => {
    const items = await times(20, () => create());
    expect(new Set(items.map((item) => item.reference)).size).toBe(20);
  });

  test('draws the references of exempt items from a sequence of their own', async () => {
    const before = await create();
    const exempt = await stage.app.workItems.create(stage.ctx, 'request', (facts) => ({
      allowed: true,
      change: newRequest(facts, { exempt: true }),
    }));
    const after = await create();
    expect(changed(exempt).item.reference).toBe('RQX-2020-001');
    const number = (reference: string) => Number(reference.split('-')[2]);
    expect(number(after.reference)).toBe(number(before.reference) + 1);
    const opened = await stage.app.workItems.change(stage.ctx, after.id, (item, facts) => ({
      allowed: true,
      change: edited(item, facts, { exempt: true }),
    }));
    expect(changed(opened).item.reference).toBe('RQX-2020-002');
    expect(await stage.app.workItems.read(stage.ctx, after.reference)).toBeNull();
  });

  test('takes one of 20 parallel changes with the same If-Match', async () => {
    const item = await create();
    const outcomes = await times(20, (index) =>
      stage.app.workItems.change(
        stage.ctx,
        item.id,
        (now, facts) => ({ allowed: true, change: edited(now, facts, { title: `Title ${index}` }) }),
        { ifMatch: 1 },
      ),
    );
    expect(kinds(outcomes)).toEqual({ changed: 1, stale: 19 });
  });

  test('decides once more without If-Match, on what now stands', async () => {
    const item = await create();
    let readings = 0;
    const outcome = await stage.app.workItems.change(stage.ctx, item.id, (now, facts) => {
      readings += 1;
      return { allowed: true, change: edited(now, facts, { fields: { subject: `version ${now.version}` } }) };
    });
    expect(readings).toBe(1);
    expect(changed(outcome).item.version).toBe(2);
    const parallel = await times(2, () =>
      stage.app.workItems.change(stage.ctx, item.id, (now, facts) => ({
        allowed: true,
        change: edited(now, facts, { title: `${now.title}!` }),
      })),
    );
    expect(kinds(parallel)).toEqual({ changed: 2 });
    expect((await stage.app.workItems.read(stage.ctx, item.id))?.item.title).toBe('A later bus on Saturdays!!');
  });

  test('makes one item of 20 parallel posts with one key, and of another after a restart', async () => {
    const idempotency = { key: 'a-key', bodyHash: 'abc', route: 'POST /work-items' };
    const post = (with_: Partial<typeof idempotency> = {}) =>
      stage.app.workItems.create({ ...stage.ctx, idempotency: { ...idempotency, ...with_ } }, 'request', (facts) => ({
        allowed: true,
        change: newRequest(facts, { title: 'Only one of me' }),
      }));
    const outcomes = await times(20, () => post());
    expect(kinds(outcomes)).toEqual({ changed: 1, replayed: 19 });
    expect(new Set(outcomes.map((each) => changed(each).item.id)).size).toBe(1);
    expect(outcomes.every((each) => changed(each).created)).toBe(true);
    expect(await post({ bodyHash: 'another' })).toEqual({ kind: 'key-reused' });
    expect(await post({ route: 'POST /elsewhere' })).toEqual({ kind: 'key-reused' });
    await stage.app.close();
    const { openDatabase } = await import('../index.js');
    stage.app = await openDatabase({ url: stage.test.urls.app, role: 'app', applicationName: 'restarted' });
    expect(kinds([await post()])).toEqual({ replayed: 1 });
  });

  test('says in-progress when the first request with a key holds it for five seconds', async () => {
    const item = await create();
    await withClient(stage.test.urls.owner, async (other) => {
      await other.query('begin');
      await other.query('select 1 from work_items where id = $1 for update', [item.id]);
      const idempotency = { key: 'slow', bodyHash: 'abc', route: 'x' };
      const outcome = await stage.app.workItems.change({ ...stage.ctx, idempotency }, item.id, (now, facts) => ({
        allowed: true,
        change: edited(now, facts, { title: 'Never' }),
      }));
      expect(outcome).toEqual({ kind: 'in-progress' });
      await other.query('rollback');
    });
  });

  test('decides on the organisation as it stands, and writes nothing that was decided on an older one', async () => {
    const item = await create();
    const countPosts = () =>
      stage.app.workItems.change(stage.ctx, item.id, (now, facts) => ({
        allowed: true,
        change: edited(now, facts, { title: `Among ${facts.organisation.posts.length} posts` }),
      }));
    const posts = Number(changed(await countPosts()).item.title.split(' ')[1]);
    const { revision } = await stage.app.reference.load(stage.test.authorityId);
    await stage.app.posts.save(stage.test.authorityId, {
      key: 'new-post',
      title: 'New',
      aliases: [],
      reportsTo: null,
      team: null,
    });
    const answer = await withClient(stage.test.urls.app, (client) =>
      client.query('select app.apply_transition($1, $2, 2, 0, $3, $4, null) as answer', [
        stage.test.authorityId,
        item.id,
        revision,
        {},
      ]),
    );
    expect(answer.rows).toEqual([{ answer: { kind: 'reference-moved' } }]);
    expect(changed(await countPosts()).item.title).toBe(`Among ${posts + 1} posts`);
  });

  test('works for one authority in a transaction, never for two', async () => {
    const other = '01900000-0000-7000-8000-000000000002';
    const reading = withClient(stage.test.urls.app, async (client) => {
      await client.query('begin');
      await client.query('select app.enter($1)', [stage.test.authorityId]);
      return client.query('select app.read_for_decision($1, null, null, null)', [other]);
    });
    await expect(reading).rejects.toMatchObject({
      code: '42501',
      message: expect.stringContaining('already another one'),
    });
    const item = await create();
    expect(await stage.app.workItems.read({ ...stage.ctx, authorityId: other }, item.id)).toBeNull();
  });

  test('lets no row of one authority hang on an item of another', async () => {
    const item = await create();
    const other = '01900000-0000-7000-8000-000000000003';
    const hanging = withClient(stage.test.urls.app, async (client) => {
      await client.query(`select set_config('app.authority', $1, false)`, [other]);
      const insert = `insert into work_item_links (authority_id, work_item_id, no, to_item, kind, added_at, added_by)
        values ($1, $2, 1, 'x', 'about', now(), 'x')`;
      await client.query(insert, [other, item.id]);
    });
    await expect(hanging).rejects.toMatchObject({ code: '23503' });
    const rehoming = withClient(stage.test.urls.app, async (client) => {
      await client.query(`select set_config('app.authority', $1, false)`, [stage.test.authorityId]);
      await client.query('update work_items set authority_id = $1, version = version + 1 where id = $2', [
        other,
        item.id,
      ]);
    });
    await expect(rehoming).rejects.toMatchObject({ code: '42501' });
  });

  test('refuses a stale save and a save that steps nothing, below every store', async () => {
    const item = await create();
    const save = (set: string) =>
      withClient(stage.test.urls.app, async (client) => {
        await client.query(`select set_config('app.authority', $1, false)`, [stage.test.authorityId]);
        await client.query(`update work_items set ${set} where id = $1`, [item.id]);
      });
    await expect(save(`title = 'stale', version = 0`)).rejects.toMatchObject({ code: '40001' });
    await expect(save(`title = 'twice', version = version + 2`)).rejects.toMatchObject({ code: '40001' });
    await expect(save(`title = 'unstepped'`)).rejects.toMatchObject({ code: '40001' });
    await expect(save(`title = 'stepped', version = version + 1`)).resolves.toBeUndefined();
    await withClient(stage.test.urls.owner, (client) =>
      client.query('delete from work_item_events where work_item_id = $1', [item.id]),
    );
    const broken = (await stage.app.health.invariants(stage.test.authorityId)).filter((each) => each.broken > 0);
    expect(broken.map((each) => each.key)).toContain('events-are-version-steps');
    await withClient(stage.test.urls.owner, async (client) => {
      await client.query('delete from search_texts where work_item_id = $1', [item.id]);
      await client.query('delete from work_items where id = $1', [item.id]);
    });
  });

  test('keeps the invariants through all of this, and the history is whole', async () => {
    const item = await create();
    for (let step = 0; step < 5; step += 1) {
      await stage.app.workItems.change(stage.ctx, item.id, (now, facts) => ({
        allowed: true,
        change: edited(now, facts, { title: `Step ${step}` }),
      }));
    }
    const first = await stage.app.workItems.history(stage.ctx, item.id, { limit: 4 });
    const second = await stage.app.workItems.history(stage.ctx, item.id, { limit: 4, cursor: first.nextCursor ?? '' });
    expect([...first.events, ...second.events].map((event) => event.version)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(second.nextCursor).toBeNull();
    const broken = (await stage.worker.health.invariants(stage.test.authorityId)).filter((each) => each.broken > 0);
    expect(broken).toEqual([]);
  });
});
