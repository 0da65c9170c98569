import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgresVersions, withClient } from '../../testing/index.js';
import { openStage, type Stage } from '../../testing/stage.js';

const items = 20_000;

/** Every item is a request; one in four hundred is about a passport. */
const fill = `
insert into work_items (authority_id, id, reference, workflow, definition_version, title, state, entered_at, classification, owner_post,
    fields, version, created_at, created_by)
  select $1, gen_random_uuid(), 'RQ-2019-' || n, 'request', 1,
    'A request ' || n || case when n % 400 = 0 then ' about a passport' else '' end, 'open', app.now(), 'unrestricted',
    'corporate-parenting-officer', jsonb_build_object('subject', 'Said by the young people in year ' || n % 13), 1,
    app.now() - n * interval '1 minute', 'Asha Whitcombe'
  from generate_series(1, $2::integer) n`;
/** A tenth as many in each edition. */
const fillMeetings = `
insert into meeting_texts (authority_id, id, meeting_id, edition, kind, of_id, no, exempt, at, parts)
  select $1, gen_random_uuid(), (select id from meetings where authority_id = $1 limit 1), edition, 'agenda', gen_random_uuid(), 1, false,
    app.now() - n * interval '1 minute',
    jsonb_build_array(jsonb_build_array('title', 'Hedgehogs in year ' || n % 13 || case when n % 400 = 0 then ' and a visa' else '' end))
  from generate_series(1, $2::integer / 10) n, (values ('full'), ('open')) e (edition)`;
const ofFunction = `select prosrc as source from pg_proc where proname = 'search_hits'`;

/** What the function itself asks, with a reader and a question in the place of its own. */
function asked(source: string, authority: string, query: string, kind: string | null = null): string {
  const [, select] = /return query\s+(select[\s\S]*?);/.exec(source) ?? [];
  if (select === undefined) throw new Error('app.search_hits asks something else: look at this test.');
  const values: Readonly<Record<string, string>> = {
    asking: `'${authority}'::uuid`,
    of_kind: kind === null ? 'null::text' : `'${kind}'::text`,
    of_workflow: 'null::text',
    reader_posts: `'{}'::text[]`,
    reader_people: `'{}'::uuid[]`,
    reader_exempt: 'false',
    reader_edition: `'open'`,
    reader_minutes: 'true',
    open_workflows: `'{request}'::text[]`,
    open_versions: `'{1}'::integer[]`,
    open_roles: `'{officer}'::text[]`,
    p_query: `app.search_query('${query}', null)`,
    p_after_at: 'null::timestamptz',
    p_after_id: 'null::uuid',
    p_limit: '21',
  };
  return Object.entries(values).reduce((text, [name, value]) => text.replaceAll(name, value), select);
}

describe.each(postgresVersions)('the plan of a search, PostgreSQL %s', (postgres) => {
  let stage: Stage;
  const plan = (query: string, role: 'kept_searcher' | 'kept_app', kind: string | null = null) =>
    withClient(stage.test.urls.owner, async (client) => {
      await client.query(`select set_config('app.authority', $1, false)`, [stage.test.authorityId]);
      const { rows } = await client.query<{ source: string }>(ofFunction);
      const text = asked(rows[0]?.source ?? '', stage.test.authorityId, query, kind);
      await client.query(`set role ${role}`);
      const explained = await client.query<{ 'QUERY PLAN': string }>(
        `explain (analyze, costs off, timing off) ${text}`,
      );
      return explained.rows.map((row) => row['QUERY PLAN']).join('\n');
    });

  beforeAll(async () => {
    stage = await openStage(postgres);
    await withClient(stage.test.urls.owner, async (client) => {
      await client.query(`select set_config('app.authority', $1, false)`, [stage.test.authorityId]);
      await client.query(fill, [stage.test.authorityId, items]);
      await client.query(fillMeetings, [stage.test.authorityId, items]);
      await client.query('vacuum analyze search_texts, work_items, meeting_texts');
    });
  });
  afterAll(() => stage.close());

  test('finds a rare word by the index of words, and reads what has it alone', async () => {
    const found = await plan('passport', 'kept_searcher');
    expect(found).toMatch(
      new RegExp(`Bitmap Index Scan on search_texts_words \\(actual rows=${items / 400}(\\.00)? loops=1\\)`),
    );
    expect(found).not.toMatch(/Seq Scan/);
  });

  test('finds a word that is everywhere by walking from the newest, until the page is full', async () => {
    expect(await plan('people', 'kept_searcher')).toMatch(
      /Index Scan using search_texts_newest on search_texts s \(actual rows=21(\.00)? loops=1\)/,
    );
  });

  // Why there is a role of its own: the index of words is not for those who have a policy in their way.
  test('would walk every text for the app itself', async () => {
    expect(await plan('passport', 'kept_app')).not.toContain('search_texts_words');
  });

  test('finds agendas by indexes of their own, in one edition, and for them alone looks at no text of an item', async () => {
    expect(await plan('visa', 'kept_searcher')).toMatch(/Bitmap Index Scan on meeting_texts_words/);
    const found = await plan('hedgehogs', 'kept_searcher', 'agenda');
    expect(found).toMatch(/Index Scan using meeting_texts_newest on meeting_texts m \(actual rows=21(\.00)? loops=1\)/);
    expect(found).not.toMatch(/ on search_texts s \(actual/);
  });

  test('takes away the texts of a deleted item by an index, as the foreign key asks for them', async () => {
    const found = await withClient(stage.test.urls.owner, async (client) => {
      const text = `explain (costs off) delete from only search_texts where $1 = authority_id and $2 = work_item_id`;
      const values = [stage.test.authorityId, stage.test.authorityId];
      return (await client.query<{ 'QUERY PLAN': string }>(text, values)).rows.map((row) => row['QUERY PLAN']).join();
    });
    expect(found).toContain('search_texts_of_item');
  });
});
