import { createWorkItem, transitionWorkItem, type WorkItem } from '@kept/domain';
import type pg from 'pg';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { personOf, postgresVersions, withClient } from '../../testing/index.js';
import { afterSchool, atSchool } from '../../testing/opening-workflows.js';
import { edited, officer } from '../../testing/request-workflow.js';
import { openStage, type Stage } from '../../testing/stage.js';
import type { ChangeOutcome, Decide } from './change.js';

const changed = (outcome: ChangeOutcome) => {
  if (outcome.kind !== 'changed') throw new Error(`Expected a change, got ${JSON.stringify(outcome)}`);
  return outcome;
};
const handOver: Decide = (item, facts) => transitionWorkItem(item, { transition: 'hand-over', fields: {} }, facts);
const idempotency = { bodyHash: 'hand-over', route: 'POST /work-items/transitions' };

const waiting = async (client: pg.Client) => {
  const text = `select count(*)::int as waiting from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  return (await client.query<{ waiting: number }>(text)).rows[0]?.waiting;
};

describe.each(postgresVersions)('PostgreSQL %s: a transition that opens an item of another workflow', (postgres) => {
  let stage: Stage;

  const create = async (subject: string): Promise<WorkItem> =>
    changed(
      await stage.app.workItems.create(stage.ctx, 'at-school', (facts) =>
        createWorkItem({ id: uuid(), reference: '', title: `About ${subject}`, fields: { subject } }, facts),
      ),
    ).item;
  const read = async (which: string) => (await stage.app.workItems.read(stage.ctx, which))?.item;
  /** Everything that was opened for a subject, also what nobody links to. */
  const opened = async (subject: string): Promise<WorkItem[]> => {
    const scope = {
      workflows: ['after-school'],
      openings: [{ workflow: 'after-school', version: 1, role: 'officer' }],
    };
    const sight = { ...scope, posts: [], personId: personOf('officer'), exempt: true };
    const query = { workflow: 'after-school', q: `About ${subject}`, sort: 'reference', limit: 200 } as const;
    return (await stage.app.workItems.list(stage.ctx, query, sight)).rows;
  };
  /** Rows that a change leaves behind, whatever they hang on. */
  const rowsLeft = async () => {
    const counts = `select (select count(*) from work_items)::int as items, (select count(*) from deadlines)::int as deadlines,
      (select count(*) from work_item_events)::int as events, (select count(*) from notices)::int as notices,
      (select count(*) from outbox)::int as outbox`;
    return withClient(stage.test.urls.owner, async (client) => (await client.query<object>(counts)).rows[0]);
  };

  /** Lets changes of one item reach its row one after the other, each having read and decided before any is written. */
  const inTurn = async (id: string, changes: readonly (() => Promise<ChangeOutcome>)[]): Promise<ChangeOutcome[]> =>
    withClient(stage.test.urls.owner, async (client) => {
      await client.query('begin');
      await client.query('select from work_items where id = $1 for update', [id]);
      const running: Promise<ChangeOutcome>[] = [];
      for (const change of changes) {
        running.push(change());
        await vi.waitFor(async () => expect(await waiting(client)).toBe(running.length), { timeout: 10_000 });
      }
      await client.query('commit');
      return Promise.all(running);
    });

  beforeAll(async () => {
    stage = await openStage(postgres);
    const definitions = [{ definition: afterSchool }, { definition: atSchool }];
    await stage.migrator.publishing.publishLibrary({ definitions, rules: [], calendars: [] });
  });
  afterAll(() => stage.close());

  test('writes both in one change, numbered, dated, and linked both ways by their references', async () => {
    const item = await create('a bus pass');
    const closed = changed(await stage.app.workItems.change(stage.ctx, item.id, handOver)).item;
    expect(closed).toMatchObject({
      state: 'done',
      closed: true,
      links: [{ no: 1, kind: 'handed-over-to', to: expect.stringMatching(/^AS-2020-\d{3}$/) }],
    });
    expect(await read(item.id)).toEqual(closed);
    const other = await read(closed.links[0]?.to ?? '');
    expect(other).toMatchObject({
      workflow: 'after-school',
      title: item.title,
      state: 'open',
      version: 1,
      fields: { subject: 'a bus pass' },
      nextDueOn: '2020-02-27',
      links: [{ no: 1, kind: 'handed-over-to', to: item.reference }],
    });
    const { events } = await stage.app.workItems.history(stage.ctx, other?.id ?? '', { limit: 10 });
    expect(events.map(({ type, to }) => [type, to])).toEqual([['work-item-created', 'open']]);
  });

  test('opens nothing twice: the same key gives the same two items, at once and afterwards', async () => {
    const item = await create('a laptop');
    const ctx = { ...stage.ctx, idempotency: { ...idempotency, key: 'hand-over-a-laptop' } };
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => stage.app.workItems.change(ctx, item.id, handOver)),
    );
    const first = outcomes.map(changed);
    expect(first.filter(({ replayed }) => !replayed)).toHaveLength(1);
    const later = changed(await stage.app.workItems.change(ctx, item.id, handOver));
    expect(later.replayed).toBe(true);
    expect(new Set([...first, later].map((each) => each.item.links[0]?.to)).size).toBe(1);
    expect(await opened('a laptop')).toHaveLength(1);
    expect((await read(item.id))?.version).toBe(2);
  });

  test('writes nothing at all where it is refused', async () => {
    const item = await create('a desk');
    const before = await rowsLeft();
    const refused = await stage.app.workItems.change(stage.ctx, item.id, (now, facts) => {
      const noRole = { ...facts, actor: { ...officer(personOf('chair')), roles: [] } };
      return handOver(now, noRole);
    });
    expect(refused.kind).toBe('refused');
    expect(await rowsLeft()).toEqual(before);
  });

  test('takes the first half back when the second finds that the item has moved on', async () => {
    const item = await create('a chair');
    const rename: Decide = (now, facts) => ({ allowed: true, change: edited(now, facts, { title: 'About a chair!' }) });
    const outcomes = await inTurn(item.id, [
      () => stage.app.workItems.change(stage.ctx, item.id, rename),
      () => stage.app.workItems.change(stage.ctx, item.id, handOver, { ifMatch: 1 }),
    ]);
    expect(outcomes[1]).toEqual({ kind: 'stale', version: 2 });
    expect(await opened('a chair')).toEqual([]);
    expect(await read(item.id)).toMatchObject({ version: 2, closed: false, links: [] });
    // Without If-Match it is decided once more, on what stands now.
    const again = await inTurn(item.id, [
      () => stage.app.workItems.change(stage.ctx, item.id, rename),
      () => stage.app.workItems.change(stage.ctx, item.id, handOver),
    ]);
    expect(changed(again[1]!).item).toMatchObject({ version: 4, closed: true });
    expect(await opened('a chair')).toHaveLength(1);
  });

  test('keeps the invariants', async () => {
    const broken = (await stage.worker.health.invariants(stage.test.authorityId)).filter((each) => each.broken > 0);
    expect(broken).toEqual([]);
  });

  // The last: what it writes by hand leaves no event behind.
  test('a request that reads while its twin is written is answered as its twin', async () => {
    const item = await create('a bicycle');
    const ctx = { ...stage.ctx, idempotency: { ...idempotency, key: 'hand-over-a-bicycle' } };
    await withClient(stage.test.urls.owner, async (client) => {
      const { authorityId } = stage.ctx;
      await client.query(`select set_config('app.authority', $1, false)`, [authorityId]);
      // It has found no outcome of its key when it comes to the item, which is another by the time that it may read it.
      await client.query('begin');
      await client.query('lock table work_items in access exclusive mode');
      const twin = stage.app.workItems.change(ctx, item.id, handOver, { ifMatch: 1 });
      await vi.waitFor(async () => expect(await waiting(client)).toBe(1), { timeout: 10_000 });
      const { route, bodyHash, key } = ctx.idempotency;
      const text = `insert into idempotency_keys (authority_id, person_id, key, route, body_hash, created, work_item_id, version, at)
        values ($1, $2, $3, $4, $5, false, $6, 2, app.now())`;
      await client.query(text, [authorityId, personOf('officer'), key, route, bodyHash, item.id]);
      await client.query(`update work_items set version = 2, state = 'done' where id = $1`, [item.id]);
      await client.query('commit');
      expect(await twin).toMatchObject({ kind: 'changed', replayed: true, item: { version: 2 } });
    });
  });
});
