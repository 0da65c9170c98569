import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgresVersions, withClient } from '../../testing/index.js';
import { openStage, type Stage } from '../../testing/stage.js';
import { gatherByPosts, gatherDue } from './outbox.sql.js';

const sentBefore = 20_000;
const waiting = 40;

/** Messages of one post: the last of them wait, all before went long ago, 500 in each mail. Nothing is analysed, as after a burst. */
const fill = `
with made as (
  insert into work_items (authority_id, id, reference, workflow, definition_version, title, state, entered_at, classification, owner_post,
      version, created_at, created_by)
    select $1, gen_random_uuid(), 'RQ-2019-' || n, 'request', 1, 'A request', 'open', app.now(), 'unrestricted',
      'corporate-parenting-officer', 1, app.now(), 'Asha Whitcombe'
    from generate_series(1, $2::integer + $3::integer) n
    returning id, substring(reference from 9)::integer as n),
told as (
  insert into notices (authority_id, id, work_item_id, post, kind, channel, unique_key, late, status, created_at, status_at)
    select $1, gen_random_uuid(), id, 'corporate-parenting-officer', 'reminder', 'email', n, false,
      case when n > $2::integer then 'waiting' else 'sent' end, app.now(), app.now()
    from made
    returning id, unique_key::integer as n, status),
mails as (
  select *, first_value(id) over (partition by status, n / 500 order by n) as mail from told)
insert into outbox (authority_id, id, unique_key, created_at, available_at, settled_at, outcome, carried_by)
  select $1, id, id, app.now(), app.now(), case when status = 'sent' then app.now() end,
    case when status = 'sent' then case when id = mail then 'sent' else 'carried' end end,
    case when status = 'sent' and id <> mail then mail end
  from mails`;

/** How many rows each reading of a table of the messages gave, over all its turns. */
function rowsRead(plan: readonly string[]): number[] {
  return plan.flatMap((line) => {
    const scan =
      /Scan.* (?:on|using outbox_\w+|using notices_\w+|using work_items_\w+).*actual rows=([\d.]+) loops=(\d+)/.exec(
        line,
      );
    return scan === null ? [] : [Number(scan[1]) * Number(scan[2])];
  });
}

describe.each(postgresVersions)('what a batch is gathered from, PostgreSQL %s', (postgres) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(postgres);
    await withClient(stage.test.urls.owner, async (client) => {
      await client.query(`select set_config('app.authority', $1, false)`, [stage.test.authorityId]);
      await client.query(fill, [stage.test.authorityId, sentBefore, waiting]);
    });
  });
  afterAll(() => stage.close());

  test.each([
    ['what is due', gatherDue, [waiting, 'no']],
    ['what waits for a reader', gatherByPosts, [JSON.stringify([['corporate-parenting-officer']]), [], waiting]],
  ])('%s is looked up by its ids, however much was ever sent', async (_, text, values) => {
    const plan = await withClient(stage.test.urls.owner, async (client) => {
      await client.query(`select set_config('app.authority', $1, false)`, [stage.test.authorityId]);
      const explained = await client.query<{ 'QUERY PLAN': string }>(
        `explain (analyze, costs off, timing off) ${text}`,
        [stage.test.authorityId, ...values],
      );
      return explained.rows.map((row) => row['QUERY PLAN']);
    });
    const read = rowsRead(plan);
    expect(read.length).toBeGreaterThan(4);
    expect(Math.max(...read), plan.join('\n')).toBeLessThanOrEqual(2 * waiting);
  });
});
