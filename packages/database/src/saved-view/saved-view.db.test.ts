import { afterAll, beforeAll, expect, test } from 'vitest';
import { personOf, postgresVersions, withClient } from '../../testing/index.js';
import { openStage, type Stage } from '../../testing/stage.js';
import { savedViewStatements } from './saved-view.store.js';

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
