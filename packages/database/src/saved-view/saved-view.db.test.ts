import { afterAll, beforeAll, expect, test } from 'vitest';
import { personOf, postgresVersions, withClient } from '../../testing/index.js';
import { openStage, type Stage } from '../../testing/stage.js';
import { officer } from '../../testing/request-workflow.js';
import { v7 as uuid } from 'uuid';
import { savedViewStatements, type SavedView } from './saved-view.store.js';

let stage: Stage;
beforeAll(async () => void (stage = await openStage(postgresVersions[0]!)));
afterAll(() => stage.close());

test('finds the own views and the shared ones each by an index of theirs', async () => {
  const values = [stage.test.authorityId, personOf('officer'), ['officer'], 'request'];
  const plan = await withClient(stage.test.urls.app, async (client) => {
    await client.query(`select set_config('app.authority', $1, false), set_config('enable_seqscan', 'off', false)`, [
      stage.test.authorityId,
    ]);
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(
      `explain ${savedViewStatements.ofWorkflow.text}`,
      values,
    );
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });
  expect(plan).toContain('saved_views_own');
  expect(plan).toContain('saved_views_shared');
});

const by = (persona: 'officer' | 'administrator') => ({
  authorityId: stage.test.authorityId,
  actor: officer(personOf(persona)),
});
const save = async (persona: 'officer' | 'administrator', more: Partial<SavedView>) => {
  const view: SavedView = {
    ...{ id: uuid(), personId: personOf(persona), workflow: 'request', name: 'Late', query: {} },
    ...{ audience: 'all', role: null },
    ...more,
  };
  expect(await stage.app.savedViews.save(by(persona), view, null)).toBe('saved');
  return view;
};

test('a new name says nothing of who finds a view: what was taken back meanwhile stays taken back', async () => {
  const asRead = await save('officer', {});
  const { savedViews } = stage.app;
  await savedViews.change(by('officer'), asRead, { audience: { audience: 'private', role: null } });
  const renamed = await savedViews.change(by('officer'), asRead, { name: 'Later' });
  expect(renamed).toMatchObject({ name: 'Later', audience: 'private' });
  expect(await savedViews.change(by('administrator'), asRead, { name: 'Cleared up' })).toBeNull();
  expect(await savedViews.remove(by('administrator'), asRead)).toBe(false);
  expect(await savedViews.remove(by('officer'), asRead)).toBe(true);
});

test('the own views stand first, and none is lost behind two hundred that others share', async () => {
  await save('officer', { name: 'Zero', audience: 'private' });
  await withClient(stage.test.urls.app, async (client) => {
    await client.query(`select set_config('app.authority', $1, false)`, [stage.test.authorityId]);
    await client.query(
      `insert into saved_views (authority_id, id, person_id, workflow, name, audience, query, saved_at)
        select $1, gen_random_uuid(), $2, 'request', 'A view ' || no, 'all', '{}', now() from generate_series(1, 210) no`,
      [stage.test.authorityId, personOf('administrator')],
    );
  });
  for (const workflow of [null, 'request']) {
    const found = await stage.app.savedViews.list(
      stage.test.authorityId,
      { personId: personOf('officer'), roles: ['officer'] },
      workflow,
    );
    expect([found.length, found[0]!.name, found[1]!.name]).toEqual([200, 'Zero', 'A view 1']);
  }
});
