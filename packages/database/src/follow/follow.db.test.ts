import { personAddress, type WorkItem } from '@kept/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { personOf, postgresVersions, withClient } from '../../testing/index.js';
import { edited, newRequest, officer } from '../../testing/request-workflow.js';
import { openStage, type Stage } from '../../testing/stage.js';
import type { OutboxPlan } from '../outbox/outbox.store.js';
import { listStatement } from '../work-item/list-statement.js';

const chair = personOf('chair');
const scope = {
  workflows: ['request'],
  openings: [{ workflow: 'request', version: 1, role: 'officer' }],
  posts: [],
  personId: chair,
  exempt: false,
};

describe.each(postgresVersions)('PostgreSQL %s', (postgres) => {
  let stage: Stage;
  let item: WorkItem;
  beforeAll(async () => void (stage = await openStage(postgres)));
  afterAll(() => stage.close());
  beforeEach(async () => {
    const made = await stage.app.workItems.create(stage.ctx, 'request', (facts) => ({
      allowed: true,
      change: newRequest(facts),
    }));
    if (made.kind !== 'changed') throw new Error(made.kind);
    item = made.item;
  });

  const follow = (personId: string) => ({ authorityId: stage.test.authorityId, itemId: item.id, personId });
  const change = async (to: Partial<WorkItem>, more = {}) => {
    const changed = await stage.app.workItems.change({ ...stage.ctx, ...more }, item.id, (before, facts) => ({
      allowed: true,
      change: edited(before, facts, to),
    }));
    expect(changed.kind).toBe('changed');
  };
  const rows = async (text: string, values: unknown[] = [item.id]) =>
    withClient(
      stage.test.urls.owner,
      async (client) => (await client.query<Record<string, unknown>>(text, values)).rows,
    );
  const told = () =>
    rows(`select n.post, n.kind, n.status, o.outcome, o.available_at > n.created_at as "later" from notices n
      join outbox o using (authority_id, id) where n.work_item_id = $1 order by n.created_at, n.post`);
  const plan = (made: Partial<OutboxPlan> = {}) => ({ letters: [], settled: [], later: [], ...made });
  const claim = (endsFollow: boolean) => {
    const options = { limit: 50, seconds: 30, suspects: 'no' as const, together: 50, perMinute: null };
    return stage.worker.outbox.claim(stage.test.authorityId, options, {
      asks: () => ({ people: [], posts: [] }),
      plan: ({ messages }) =>
        plan({ settled: messages.map(({ id }) => ({ id, outcome: 'withdrawn', error: 'of a test', endsFollow })) }),
    });
  };

  test('whoever follows is told in the writing of the change, once while it waits; not who made it, and nobody else', async () => {
    await change({ state: 'done' });
    expect(await told()).toEqual([]);
    for (const personId of [chair, chair, personOf('officer')]) await stage.app.follows.begin(follow(personId));
    await change({ title: 'Another title' });
    expect(await told(), 'nothing of what they wait for').toEqual([]);
    await change({ state: 'open' });
    await change({ ownerPost: 'head-of-fostering' });
    const waiting = { kind: 'followed', status: 'waiting', outcome: null, later: false };
    expect(await told()).toEqual([{ post: personAddress(chair), ...waiting }]);
    await change({ state: 'done' }, { actor: officer(personOf('director')) });
    expect((await told()).map(({ post }) => post)).toEqual([personAddress(chair), personAddress(personOf('officer'))]);
    const broken = (await stage.worker.health.invariants(stage.test.authorityId)).filter(({ broken }) => broken > 0);
    expect(broken).toEqual([]);
  });

  test('what may be taken back waits, and is withdrawn with it', async () => {
    await stage.app.follows.begin(follow(chair));
    await change({ ownerPost: 'head-of-fostering' }, { tellAfterMinutes: 10 });
    expect(await told()).toMatchObject([{ status: 'waiting', later: true }]);
    const [{ since } = {}] = await rows('select created_at as since from notices where work_item_id = $1');
    const takesBack = { post: 'head-of-fostering', since: (since as Date).toISOString() };
    await change({ ownerPost: 'corporate-parenting-officer' }, { takesBack });
    expect(await told()).toMatchObject([{ status: 'withdrawn', outcome: 'withdrawn' }]);
  });

  test('a follow ends by itself where its reader may not be told, and with it what waits where they say so', async () => {
    await stage.app.follows.begin(follow(chair));
    await change({ state: 'done' });
    await claim(false);
    expect(await stage.app.follows.follows(follow(chair))).toBe(true);
    await change({ state: 'open' });
    await claim(true);
    expect(await stage.app.follows.follows(follow(chair))).toBe(false);
    expect((await told()).map(({ outcome }) => outcome)).toEqual(['withdrawn', 'withdrawn']);

    await stage.app.follows.begin(follow(chair));
    await change({ state: 'done' });
    await stage.app.follows.end(follow(chair));
    expect(await stage.app.follows.follows(follow(chair))).toBe(false);
    expect((await told()).at(-1)).toMatchObject({ status: 'withdrawn', outcome: 'withdrawn' });
  });

  test('one of many items is looked up by its id, for its followers and for the list of what somebody follows', async () => {
    await stage.app.follows.begin(follow(chair));
    const { authorityId } = stage.test;
    const query = { followedBy: chair, sort: 'due' as const, limit: 25 };
    const { text, values } = listStatement(authorityId, query, scope);
    const explained = await withClient(stage.test.urls.owner, async (client) => {
      await client.query('begin');
      await client.query('select app.enter($1)', [authorityId]);
      await client.query(
        `insert into work_items (authority_id, id, reference, workflow, definition_version, title, state, entered_at, classification,
            owner_post, version, created_at, created_by)
          select $1, gen_random_uuid(), 'RQ-2019-' || n, 'request', 1, 'A request', 'open', app.now(), 'unrestricted',
            'corporate-parenting-officer', 1, app.now(), 'Asha Whitcombe' from generate_series(1, 3000) n`,
        [authorityId],
      );
      await client.query('analyze work_items');
      const list = await client.query<{ 'QUERY PLAN': string }>(`explain (costs off) ${text}`, [...values]);
      await client.query('set enable_seqscan = off');
      const followers = `explain (costs off) select person_id from work_item_follows where authority_id = $1 and work_item_id = $2`;
      const found = await client.query<{ 'QUERY PLAN': string }>(followers, [authorityId, item.id]);
      return [...list.rows, ...found.rows].map((row) => row['QUERY PLAN']).join('\n');
    });
    expect(explained).toMatch(/work_items_pkey/);
    expect(explained).not.toMatch(/Seq Scan on work_items/);
    expect(explained).toMatch(/work_item_follows_pkey/);
    const page = await stage.app.workItems.list({ authorityId }, query, scope);
    expect(page.rows.map(({ id }) => id)).toContain(item.id);
    const hidden = await stage.app.workItems.list({ authorityId }, query, { ...scope, workflows: [], openings: [] });
    expect(hidden.rows).toEqual([]);
  });
});
