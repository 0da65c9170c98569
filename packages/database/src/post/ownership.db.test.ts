import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgresVersions, withClient } from '../../testing/index.js';
import { newRequest } from '../../testing/request-workflow.js';
import { openStage, type Stage } from '../../testing/stage.js';
import { candidates, ownerships } from './ownership.store.js';

const others = 4000;

describe.each(postgresVersions)('who looks after what, PostgreSQL %s', (postgres) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(postgres);
    await stage.app.workItems.create(stage.ctx, 'request', (facts) => ({ allowed: true, change: newRequest(facts) }));
    await withClient(stage.test.urls.owner, async (client) => {
      await client.query(`select set_config('app.authority', $1, false)`, [stage.test.authorityId]);
      await client.query(crowd);
    });
  });
  afterAll(() => stage.close());

  /** Some thousand items of posts that are held, one of a post that stands vacant, one closed by it, one handed on by it. */
  const crowd = `
    insert into work_items (authority_id, id, reference, workflow, definition_version, title, state, entered_at, closed, classification,
        restricted_to_posts, restricted_to_people, owner_post, next_due_on, version, created_at, created_by)
      select one.authority_id, gen_random_uuid(), 'RQ-2019-' || lpad(n::text, 5, '0'), one.workflow, one.definition_version, one.title,
        one.state, one.entered_at, n in (2, 4), one.classification, case when n = 3 then '{chair}'::text[] end,
        case when n = 3 then '{}'::uuid[] end,
        case when n in (1, 2) then 'area-sen-manager' else 'head-of-fostering' end, '2020-03-02', 1, one.created_at, one.created_by
      from (select * from work_items limit 1) one, generate_series(1, ${others}) n;
    insert into work_item_events (authority_id, work_item_id, version, steps_version, type, actor_name, at, occurred_on, from_state, after)
      select w.authority_id, w.id, 1, true, 'created', 'Kept', w.created_at, w.created_at::date, null,
        jsonb_build_object('ownerPost', case when w.reference = 'RQ-2019-00005' then 'area-sen-manager' else w.owner_post end, 'closed', false)
      from work_items w where w.reference like 'RQ-2019-%';
    insert into work_item_events (authority_id, work_item_id, version, steps_version, type, actor_name, at, occurred_on, from_state, after)
      select w.authority_id, w.id, 2, true, 'owner-changed', 'Kept', w.created_at + interval '3 days', w.created_at::date + 3, 'area-sen-manager',
        jsonb_build_object('ownerPost', w.owner_post, 'closed', false)
      from work_items w where w.reference = 'RQ-2019-00005';
    analyze work_items, work_item_events`;

  const held = ['head-of-fostering', 'chair', 'corporate-parenting-officer'];
  const ask = (text: string, values: unknown[]) =>
    withClient(stage.test.urls.app, async (client) => {
      await client.query(`select set_config('app.authority', $1, false)`, [stage.test.authorityId]);
      const plan = await client.query<{ 'QUERY PLAN': string }>(`explain ${text}`, values);
      const { rows } = await client.query<{ item: { reference?: string } | string }>(text, values);
      return { plan: plan.rows.map((row) => row['QUERY PLAN']).join('\n'), rows };
    });

  test('orphans are found by posts and by what is restricted, without a walk over the others', async () => {
    const { plan, rows } = await ask(candidates, [stage.test.authorityId, held, 100]);
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).toMatch(/RQ-2019-00001.*RQ-2019-00003|RQ-2019-00003.*RQ-2019-00001/);
    expect(plan).not.toMatch(/Seq Scan on work_items/);
    expect(plan).toMatch(/work_items_(by_owner|owned)/);
    expect(plan).toMatch(/work_items_restricted/);
  });

  test('days without an owner are read of what a post owns, owned when it closed, or handed on', async () => {
    const { plan, rows } = await ask(ownerships, [stage.test.authorityId, ['area-sen-manager']]);
    const found = rows.map(({ item }) => item);
    expect([...new Set(found)]).toEqual(['RQ-2019-00001', 'RQ-2019-00002', 'RQ-2019-00005']);
    expect(plan).not.toMatch(/Seq Scan on work_item/);
    expect(plan).toMatch(/work_items_(by_owner|owned)/);
    expect(plan).toMatch(/work_items_closed_by_owner/);
    expect(plan).toMatch(/work_item_events_handed_on/);
  });
});
