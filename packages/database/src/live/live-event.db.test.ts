import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personOf, postgresVersions, withClient } from '../../testing/index.js';
import { edited, newRequest } from '../../testing/request-workflow.js';
import { openStage, type Stage } from '../../testing/stage.js';
import type { ListScope } from '../work-item/work-item.store.js';
import { liveStatement, type LiveEvent } from './live-event.store.js';

const scopeOf = (role: string, more: Partial<ListScope> = {}): ListScope => ({
  workflows: ['request'],
  openings: [{ workflow: 'request', version: 1, role }],
  posts: [],
  personId: personOf('panel-member'),
  exempt: false,
  ...more,
});
const panel = scopeOf('panel-member');
const proper = scopeOf('officer', { exempt: true, personId: personOf('officer') });

describe.each(postgresVersions)('PostgreSQL %s', (postgres) => {
  let stage: Stage;
  beforeAll(async () => void (stage = await openStage(postgres)));
  afterAll(() => stage.close());

  const read = (after: string, scope = panel) =>
    stage.app.liveEvents.read(stage.test.authorityId, after, { personId: scope.personId, scope });
  /** What other tests do on the same server holds back what is told here, as long as they do it. */
  const settled = async (after: string, scope = panel) => {
    for (;;) {
      const news = await read(after, scope);
      if (!news.held) return news;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const place = async () => (await settled(await stage.app.liveEvents.place(stage.test.authorityId))).upTo;
  const create = async (item: Parameters<typeof newRequest>[1] = {}) => {
    const made = await stage.app.workItems.create(stage.ctx, 'request', (facts) => ({
      allowed: true,
      change: newRequest(facts, item),
    }));
    if (made.kind !== 'changed') throw new Error(made.kind);
    return made.item;
  };
  const edit = (id: string, item: Parameters<typeof newRequest>[1] = {}) =>
    stage.app.workItems.change(stage.ctx, id, (before, facts) => ({
      allowed: true,
      change: edited(before, facts, item),
    }));
  const words = (events: LiveEvent[]) => events.map(({ reference, version }) => `${reference} ${version}`);

  test('tells in order what was committed since, each time once, and whose it was', async () => {
    const start = await place();
    const item = await create();
    await edit(item.id);
    const news = await settled(start);
    expect(words(news.events)).toEqual([`${item.reference} 1`, `${item.reference} 2`]);
    expect(news.events[1]).toEqual({
      reference: item.reference,
      workflow: 'request',
      type: 'fields-edited',
      version: 2,
      own: false,
    });
    expect((await settled(start, proper)).events.every(({ own }) => own)).toBe(true);
    expect((await read(news.upTo)).events).toEqual([]);
  });

  test('waits for a transaction that began before and commits after, and then tells both in its order', async () => {
    const start = await place();
    const first = await create();
    const late = await withClient(stage.test.urls.owner, async (client) => {
      await client.query('begin');
      await client.query(
        `insert into work_item_events (authority_id, work_item_id, version, steps_version, type, actor_name, at, occurred_on, after)
          values ($1, $2, 1, false, 'deadline-due', 'Kept', now(), current_date, '{}')`,
        [stage.test.authorityId, first.id],
      );
      const second = await create();
      await expect.poll(async () => words((await read(start)).events)).toEqual([`${first.reference} 1`]);
      const meanwhile = await read(start);
      expect([words(meanwhile.events), meanwhile.held]).toEqual([[`${first.reference} 1`], true]);
      await client.query('commit');
      return { second, after: meanwhile.upTo };
    });
    const news = await settled(late.after);
    expect(news.events.map(({ type }) => type)).toEqual(['deadline-due', 'work-item-created']);
    expect(words(news.events)[1]).toBe(`${late.second.reference} 1`);
  });

  test('tells nobody of what they do not see, nor of what was kept from them when it happened', async () => {
    const start = await place();
    await create({ exempt: true });
    await create({ restrictedTo: { posts: ['head-of-fostering'], people: [personOf('caseworker')] } });
    const opened = await create({ hiddenFrom: ['panel-member'] });
    const closed = await create();
    await edit(opened.id, { hiddenFrom: [] });
    await edit(closed.id, { exempt: true });
    const news = await settled(start);
    expect(words(news.events)).toEqual([`${opened.reference} 2`]);
    const inCircle = scopeOf('panel-member', { workflows: [], openings: [], personId: personOf('caseworker') });
    expect((await settled(start, inCircle)).events).toHaveLength(1);
    expect((await settled(start, proper)).events).toHaveLength(5);
    // A role that another version opens is not told of this one's items.
    const openings = [{ workflow: 'request', version: 2, role: 'panel-member' }];
    expect((await settled(start, scopeOf('panel-member', { openings }))).events).toEqual([]);
  });

  test('begins anew from a place of another time, and after more than is told one by one', async () => {
    expect(await read('9000000000000000000')).toMatchObject({ events: [], more: true });
    const start = await place();
    const item = await create();
    await withClient(stage.test.urls.owner, (client) =>
      client.query(
        `insert into work_item_events (authority_id, work_item_id, version, steps_version, type, actor_name, at, occurred_on, after)
          select $1, $2, 1, false, 'deadline-due', 'Kept', now(), current_date, '{}' from generate_series(1, 200)`,
        [stage.test.authorityId, item.id],
      ),
    );
    expect(await settled(start)).toMatchObject({ events: [], more: true });
  });

  test('says nothing by that of how much happened out of sight, only of how much the whole server did', async () => {
    const start = await place();
    const item = await create({ exempt: true });
    const shown = await withClient(stage.test.urls.owner, async (client) => {
      await client.query(
        `insert into work_item_events (authority_id, work_item_id, version, steps_version, type, actor_name, at, occurred_on, after)
          select $1, $2, 1, false, 'deadline-due', 'Kept', now(), current_date, '{}' from generate_series(1, 2100)`,
        [stage.test.authorityId, item.id],
      );
      return create();
    });
    expect(await settled(start)).toMatchObject({ events: [{ reference: shown.reference }], more: false });
    await withClient(stage.test.urls.owner, async (client) => {
      await client.query('create temp table passed (it integer)');
      // Each block that may fail is a transaction of its own to the server.
      await client.query(`do $$ begin for it in 1..5001 loop
        begin insert into passed values (it); exception when unique_violation then null; end; end loop; end $$`);
    });
    expect(await settled(start)).toMatchObject({ events: [], more: true });
  });

  test('looks along the order of commits, not through all that ever happened', async () => {
    const { text, values } = liveStatement(stage.test.authorityId, '1', { personId: panel.personId, scope: panel });
    const plan = await withClient(stage.test.urls.app, async (client) => {
      await client.query(`select set_config('app.authority', $1, false), set_config('enable_seqscan', 'off', false)`, [
        stage.test.authorityId,
      ]);
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${text}`, [...values]);
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
    expect(plan).toMatch(/work_item_events_in_order[^]*?Index Cond: [^\n]*xid >= [^\n]*xid < /);
  });

  test('hints of a commit reach another process, also after its connection broke', async () => {
    const heard: (string | null)[] = [];
    const stop = stage.app.liveEvents.hear((authorityId) => heard.push(authorityId));
    await expect.poll(() => heard).toEqual([null]);
    await stage.worker.liveEvents.tell(stage.test.authorityId);
    await expect.poll(() => heard).toEqual([null, stage.test.authorityId]);
    await withClient(stage.test.urls.owner, (client) =>
      client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where application_name = 'test-app-hints' and datname = current_database()`,
      ),
    );
    await expect.poll(() => heard, { timeout: 5_000 }).toEqual([null, stage.test.authorityId, null]);
    stop();
  });
});

describe('who is changing an item', () => {
  let stage: Stage;
  beforeAll(async () => void (stage = await openStage(18)));
  afterAll(() => stage.close());

  test('is known while they do, and forgotten by time', async () => {
    const { authorityId } = stage.test;
    const made = await stage.app.workItems.create(stage.ctx, 'request', (facts) => ({
      allowed: true,
      change: newRequest(facts, { hiddenFrom: ['chair'] }),
    }));
    if (made.kind !== 'changed') throw new Error(made.kind);
    const { id: itemId, reference } = made.item;
    const [first, second] = [personOf('officer'), personOf('participation')];
    const signs = async (which = itemId, scope = panel) =>
      (await stage.app.editing.list(authorityId, which, scope))?.map(({ personId }) => personId) ?? null;
    const past = (personId: string) =>
      withClient(stage.test.urls.owner, (client) =>
        client.query(`update work_item_editing set seen_at = seen_at - interval '4 minutes' where person_id = $1`, [
          personId,
        ]),
      );
    await stage.app.editing.begin({ authorityId, itemId, personId: first });
    await stage.app.editing.begin({ authorityId, itemId, personId: second });
    expect(await signs()).toEqual([first, second]);
    expect(await signs(reference)).toEqual([first, second]);
    // One that is out of sight reads as one that is not there.
    for (const which of [itemId, reference]) expect(await signs(which, scopeOf('chair'))).toBeNull();
    expect(await signs('RQ-1999-001')).toBeNull();
    await past(first);
    expect(await signs()).toEqual([second]);
    await stage.app.editing.begin({ authorityId, itemId, personId: first });
    expect(await signs()).toEqual([second, first]);
    await past(first);
    await stage.app.editing.begin({ authorityId, itemId, personId: second });
    const { rows } = await withClient(stage.test.urls.owner, (client) =>
      client.query<{ left: number }>('select count(*)::int as left from work_item_editing'),
    );
    expect(rows[0]?.left).toBe(1);
    await stage.app.editing.end({ authorityId, itemId, personId: second });
    expect(await signs()).toEqual([]);
  });
});
