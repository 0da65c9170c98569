import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personOf, postgresVersions, withClient } from '../../testing/index.js';
import { newRequest, replyDeadline } from '../../testing/request-workflow.js';
import { openStage, type Stage } from '../../testing/stage.js';
import { countStatement } from './count-statement.js';
import type { ListFilters, ListScope } from './work-item.store.js';

const anOfficer: ListScope = {
  workflows: ['request'],
  openings: [{ workflow: 'request', version: 1, role: 'officer' }],
  posts: ['corporate-parenting-officer'],
  personId: personOf('officer'),
  exempt: false,
};
/** Sees what they own, contribute to or were named for, and no more. */
const aHolder: ListScope = {
  workflows: [],
  openings: [],
  posts: ['area-sen-manager'],
  personId: personOf('sen-officer'),
  exempt: false,
};
const choices = { states: ['new', 'done'], levels: [0, 1, 2], mine: ['area-sen-manager'] };

const nobody = { posts: [], people: [personOf('caseworker')] };

describe('the counts above a list', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(postgresVersions[0]!);
    for (let index = 0; index < 30; index += 1) {
      const dueOn = `2020-02-${String(14 + (index % 7)).padStart(2, '0')}`;
      await stage.app.workItems.create(stage.ctx, 'request', (facts) => ({
        allowed: true,
        change: newRequest(facts, {
          title: `Request ${index}`,
          ownerPost: index % 5 === 0 ? 'area-sen-manager' : 'corporate-parenting-officer',
          ...(index % 10 === 9
            ? { state: 'done', closed: true, nextDueOn: null }
            : { nextDueOn: dueOn, deadlines: [replyDeadline(dueOn, [], facts.now)] }),
          exempt: index === 11 || index === 15,
          restrictedTo: index === 12 ? { posts: ['area-sen-manager'], people: [] } : index === 20 ? nobody : null,
          contributors: index === 13 || index === 11 ? ['area-sen-manager'] : [],
          level: index === 13 ? 2 : index === 14 ? 1 : 0,
        }),
      }));
    }
  });
  afterAll(() => stage.close());

  const listed = async (filters: ListFilters, scope: ListScope) =>
    (await stage.app.workItems.list(stage.ctx, { sort: 'due', limit: 200, ...filters }, scope)).rows.length;
  const statement = (filters: ListFilters, scope: ListScope) =>
    countStatement(stage.test.authorityId, { filters: { workflow: 'request', ...filters }, choices }, scope);
  const planOf = (filters: ListFilters, scope: ListScope, { off }: { off: readonly string[] } = { off: [] }) =>
    withClient(stage.test.urls.app, async (client) => {
      await client.query(`select set_config('app.authority', $1, false)`, [stage.test.authorityId]);
      for (const each of off) await client.query(`set enable_${each} = off`);
      const { text, values } = statement(filters, scope);
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${text}`, [...values]);
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
  const timesIn = (plan: string, text: string) => plan.split(text).length - 1;

  test.each([
    ['nothing', {}],
    ['what is open', { closed: false }],
    ['what is closed', { closed: true }],
    ['what is late', { overdue: true }],
    ['a state and a level', { states: ['new'], level: 2 }],
    ['several states', { states: ['new', 'done'] }],
    ['an owner', { ownerPosts: ['area-sen-manager'] }],
    ['a team', { team: 'sen', closed: false }],
    ['words', { q: 'Request 1' }],
  ])('say of each choice what the list then has, beside %s', async (_what, filters: ListFilters) => {
    for (const scope of [anOfficer, aHolder]) {
      const asked = { filters: { workflow: 'request', ...filters }, choices };
      const counts = await stage.app.workItems.count(stage.ctx, asked, scope);
      const { overdue: _overdue, closed: _closed, ...shown } = filters;
      const expected = [
        ...choices.states.map((state) => ({ ...filters, states: [state] })),
        ...choices.levels.map((level) => ({ ...filters, level })),
        { ...filters, ownerPosts: choices.mine },
        { ...shown, overdue: true },
        { ...shown, closed: false },
        { ...shown, closed: true },
      ];
      const lengths = await Promise.all(expected.map((each) => listed({ workflow: 'request', ...each }, scope)));
      expect(counts.map(({ items }) => items)).toEqual(lengths);
    }
  });

  test('are planned for a big workflow', async () => {
    await withClient(stage.test.urls.owner, async (client) => {
      await client.query(
        `select set_config('app.authority', $1, false), set_config('session_replication_role', 'replica', false)`,
        [stage.test.authorityId],
      );
      // Four in five are closed, one in five hundred is at a level, one in a hundred is the holder's.
      await client.query(`insert into work_items (authority_id, id, reference, workflow, definition_version, title, state, entered_at,
          level, closed, classification, owner_post, fields, next_due_on, version, created_at, created_by)
        select w.authority_id, gen_random_uuid(), 'BIG-' || n, w.workflow, w.definition_version, w.title, case when n % 5 = 0 then 'new' else 'done' end,
          w.entered_at, case when n % 500 = 0 then 1 else 0 end, n % 5 > 0, w.classification,
          case when n % 100 = 0 then 'area-sen-manager' else 'corporate-parenting-officer' end, w.fields, date '2020-03-01' + n % 300, 1,
          w.created_at, w.created_by
        from generate_series(1, 6000) n, (select * from work_items order by id limit 1) w`);
      await client.query('analyze work_items');
    });
  });

  test('look each choice up in an index of its own where somebody sees the workflow', async () => {
    const plan = await planOf({ closed: false }, anOfficer, { off: ['seqscan', 'bitmapscan', 'sort'] });
    expect(plan).toMatch(/using work_items_by_state .*\n\s+Index Cond: .*state = chosen.choice\) AND \(sort_due </);
    expect(plan).toMatch(/using work_items_raised .*\n\s+Index Cond: .*level = \(chosen_\d.choice\)/);
    expect(plan).toMatch(/using work_items_by_workflow /);
    expect(plan).toMatch(/using work_items_(owned|by_owner) .*\n\s+Index Cond: .*owner_post =/);
    expect(plan, 'whatever is counted lies in the order of its index').not.toMatch(/\bSort\b/);
  });

  test('read once what a team owns, and count each choice from there', async () => {
    const plan = await planOf({ team: 'sen' }, anOfficer);
    expect(timesIn(plan, ' on work_items ')).toBe(1);
    expect(plan).toMatch(/work_items_owned.*\n\s+Index Cond: .*owner_post = /);
    expect(timesIn(plan, 'CTE Scan on seen')).toBe(7);
  });

  test('read once, each by its index, what somebody owns, contributes to or was named for', async () => {
    const plan = await planOf({}, aHolder);
    for (const index of ['work_items_owned', 'work_items_kept_from', 'work_items_contributed']) {
      expect(timesIn(plan, index), index).toBe(1);
    }
    expect(timesIn(plan, 'CTE Scan on seen')).toBe(7);
  });
});
