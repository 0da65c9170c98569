import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { v7 as uuid } from 'uuid';
import { personOf, postgresVersions, withClient } from '../../testing/index.js';
import { officer } from '../../testing/request-workflow.js';
import { openStage, type Stage } from '../../testing/stage.js';
import type { SavedView } from '../saved-view/saved-view.store.js';
import { gatherViewMessages, lookAtDigests } from './view-digest.sql.js';
import type { DigestLook } from './view-digest.store.js';

let stage: Stage;
let view: SavedView;
beforeAll(async () => void (stage = await openStage(postgresVersions[0]!)));
afterAll(() => stage.close());
beforeEach(async () => {
  view = {
    ...{ id: uuid(), personId: personOf('officer'), workflow: 'request', name: 'Late', query: {} },
    ...{ audience: 'all', role: null },
  };
  const by = { authorityId: stage.test.authorityId, actor: officer(personOf('officer')) };
  await stage.app.savedViews.save(by, view, null);
});

const keyOf = (persona: 'officer' | 'chair') => ({
  authorityId: stage.test.authorityId,
  personId: personOf(persona),
  viewId: view.id,
});
const look = (decide: () => DigestLook) => stage.worker.viewDigests.look(stage.test.authorityId, 50, decide);
const today = () => look(() => ({ kind: 'tells', day: '2020-02-18' }));
const rows = (text: string, values: unknown[] = [view.id]) =>
  withClient(stage.test.urls.owner, async (client) => (await client.query<Record<string, unknown>>(text, values)).rows);
const messages = () =>
  rows(`select n.post, o.of_view, n.status from notices n join outbox o using (authority_id, id) where n.view_id = $1`);

test('one of a view, a reader and a day is written once, whoever looks and however often it is begun', async () => {
  for (const persona of ['officer', 'chair'] as const) await stage.app.viewDigests.begin(keyOf(persona), 'day');
  expect(await stage.worker.viewDigests.dueAuthorities(10)).toEqual([stage.test.authorityId]);
  const looked = await Promise.all([today(), today(), today()]);
  expect(looked.reduce((sum, each) => sum + each, 0)).toBeGreaterThanOrEqual(2);
  await stage.app.viewDigests.end(keyOf('chair'));
  await stage.app.viewDigests.begin(keyOf('chair'), 'week');
  await today();
  const waiting = (persona: 'officer' | 'chair') => ({
    post: `person:${personOf(persona)}`,
    of_view: true,
    status: 'waiting',
  });
  expect(await messages()).toHaveLength(2);
  expect(await messages()).toEqual(expect.arrayContaining([waiting('officer'), waiting('chair')]));
  const broken = (await stage.worker.health.invariants(stage.test.authorityId)).filter((each) => each.broken > 0);
  expect(broken).toEqual([]);
});

test('what goes wrong half way leaves neither the message nor the word that it is written', async () => {
  await stage.app.viewDigests.begin(keyOf('officer'), 'day');
  const broken = look(() => {
    throw new Error('killed');
  });
  await expect(broken).rejects.toThrow('killed');
  expect(await messages()).toEqual([]);
  expect(await today()).toBeGreaterThan(0);
  expect(await messages()).toHaveLength(1);
});

test('it ends with its view; a message that was written stays, and is nobody’s who claims those of items', async () => {
  await stage.app.viewDigests.begin(keyOf('officer'), 'day');
  await today();
  const by = { authorityId: stage.test.authorityId, actor: officer(personOf('officer')) };
  expect(await stage.app.savedViews.remove(by, view)).toBe(true);
  expect(await rows('select from view_digests where view_id = $1')).toEqual([]);
  const options = { limit: 50, seconds: 30, perMinute: null };
  const planner = { asks: () => ({ people: [], posts: [] }), plan: () => ({ letters: [], settled: [], later: [] }) };
  const ofItems = { ...options, suspects: 'no' as const, together: 50 };
  expect(await stage.worker.outbox.claim(stage.test.authorityId, ofItems, planner)).toBeNull();
  const claim = await stage.worker.viewDigests.claim(stage.test.authorityId, { ...options, lapsed: false }, () => ({
    kind: 'send',
  }));
  expect(claim?.messages.find(({ message }) => message.viewId === view.id)?.message).toMatchObject({
    ...{ personId: personOf('officer'), every: 'day', day: '2020-02-18', subscribed: false, attempt: 1 },
  });
  expect(
    await stage.worker.viewDigests.claim(stage.test.authorityId, { ...options, lapsed: false }, () => ({
      kind: 'send',
    })),
  ).toBeNull();
});

test('what is due, and what waits, is found by an index of its own', async () => {
  const plan = await withClient(stage.test.urls.worker, async (client) => {
    await client.query(`select set_config('app.authority', $1, false), set_config('enable_seqscan', 'off', false)`, [
      stage.test.authorityId,
    ]);
    const due = await client.query<{ 'QUERY PLAN': string }>(`explain ${lookAtDigests}`, [stage.test.authorityId, 50]);
    const values = [stage.test.authorityId, 50, false];
    const waiting = await client.query<{ 'QUERY PLAN': string }>(`explain ${gatherViewMessages}`, values);
    return [...due.rows, ...waiting.rows].map((row) => row['QUERY PLAN']).join('\n');
  });
  expect(plan).toContain('view_digests_due');
  expect(plan).toContain('outbox_of_view');
});

test('a worker reads what a view asks for, and neither its name nor who made an address of it', async () => {
  await withClient(stage.test.urls.worker, async (client) => {
    for (const text of [
      'select name from saved_views',
      'select from view_feeds',
      'update view_digests set every = null',
    ]) {
      await expect(client.query(text)).rejects.toThrow('permission denied');
    }
  });
  const reader = { personId: personOf('chair'), roles: ['chair' as const] };
  const found = await stage.worker.savedViews.find(stage.test.authorityId, reader, view.id);
  expect(found).toEqual({
    id: view.id,
    personId: view.personId,
    workflow: 'request',
    audience: 'all',
    role: null,
    query: {},
  });
});
