import { afterAll, beforeAll, expect, test } from 'vitest';
import { postgresVersions, withClient } from '../../testing/index.js';
import { openStage, type Stage } from '../../testing/stage.js';
import { wordStatements } from './word.store.js';

let stage: Stage;
beforeAll(async () => void (stage = await openStage(postgresVersions[0]!)));
afterAll(() => stage.close());

const { changes, counted, months } = wordStatements;
const month = ['2020-02-01', '2020-02-29'];

test.each([
  ['the history, newest first', changes.text, [null, 20], 'word_changes_newest'],
  ['the savings of a month, newest first', counted('true').text, [...month, null, null, 20], 'word_counts_by_day'],
  ['the months of a year', months('true').text, month, 'word_counts_by_day'],
])('finds %s by an index', async (_what, text, values, index) => {
  const plan = await withClient(stage.test.urls.app, async (client) => {
    await client.query(`select set_config('app.authority', $1, false), set_config('enable_seqscan', 'off', false)`, [
      stage.test.authorityId,
    ]);
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${text}`, [
      stage.test.authorityId,
      ...values,
    ]);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });
  expect(plan).toContain(index);
});
