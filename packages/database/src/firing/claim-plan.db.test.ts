import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgresVersions, withClient } from '../../testing/index.js';
import { openStage, type Stage } from '../../testing/stage.js';

/** What `app.claim_due` itself asks, with the arguments of a sweep in the place of its own. */
const ofFunction = `select prosrc as source from pg_proc where oid = 'app.claim_due(uuid, integer)'::regprocedure`;

/** Items with a deadline each: one in a hundred is due, as after an hour in which the worker was down. */
const fill = `
with made as (
  insert into work_items (authority_id, id, reference, workflow, definition_version, title, state, entered_at, classification, owner_post,
      version, created_at, created_by)
    select $1, gen_random_uuid(), 'RQ-2019-' || n, 'request', 1, 'A request', 'open', app.now(), 'unrestricted',
      'corporate-parenting-officer', 1, app.now(), 'Asha Whitcombe'
    from generate_series(1, 20000) n
    returning id, substring(reference from 9)::integer as n)
insert into deadlines (authority_id, work_item_id, key, occurrence, rule, basis, versions, started_on, started_at, calculated_on, due_on,
    status, extensions, suspensions, exceptions, receipt, reminders, ignores_quiet_hours, plan, next_firing_at)
  select $1, id, 'reply', 1, 'request/reply', 'local', '{}', app.today(), app.now(), app.today(), app.today(), 'running',
    '[]', '[]', '[]', '[]', '[]', false, '[]',
    app.now() + case when n % 100 = 0 then interval '-1 minute' else interval '1 day' * (n % 300 + 1) end
  from made`;

describe.each(postgresVersions)('the plan of the sweep, PostgreSQL %s', (postgres) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(postgres);
  });
  afterAll(() => stage.close());

  test('walks the index of what fires next, and reads what is due alone', async () => {
    const plan = await withClient(stage.test.urls.owner, async (client) => {
      await client.query(`select set_config('app.authority', $1, false)`, [stage.test.authorityId]);
      await client.query(fill, [stage.test.authorityId]);
      await client.query('analyze work_items, deadlines');
      const { rows } = await client.query<{ source: string }>(ofFunction);
      const claim = /from \(\s*(select w\.id from deadlines d[\s\S]*?)\) due;/.exec(rows[0]?.source ?? '')?.[1];
      if (claim === undefined) throw new Error('app.claim_due asks something else: look at this test.');
      const asked = claim.replace('p_authority', `'${stage.test.authorityId}'::uuid`).replace('p_limit', '500');
      const explained = await client.query<{ 'QUERY PLAN': string }>(
        `explain (analyze, costs off, timing off) ${asked}`,
      );
      return explained.rows.map((row) => row['QUERY PLAN']).join('\n');
    });
    expect(plan).toMatch(/Index Scan using deadlines_due on deadlines d \(actual rows=200(\.00)? loops=1\)/);
    expect(plan).toMatch(/Index Cond: .*next_firing_at <= app\.now\(\)/);
    expect(plan).not.toMatch(/Seq Scan on deadlines/);
  });
});
