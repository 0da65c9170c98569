import { afterAll, beforeAll, expect, test } from 'vitest';
import { postgresVersions, withClient } from '../../testing/index.js';
import { newRequest } from '../../testing/request-workflow.js';
import { openStage, type Stage } from '../../testing/stage.js';
import type { PlannedLetter, Planner } from './outbox.store.js';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage(postgresVersions[0]!);
});
afterAll(() => stage.close());

const options = { limit: 50, seconds: 30, suspects: 'no' as const, together: 50, perMinute: null };
const planner: Planner<PlannedLetter> = {
  asks: () => ({ people: [], posts: [] }),
  plan: ({ messages: [first, ...rest] }) => ({
    letters: first ? [{ id: first.id, channel: 'email', carries: [] }] : [],
    settled: rest.map(({ id }) => ({ id, outcome: 'quarantined', error: 'its handling ended its process 3 times' })),
    later: [],
  }),
};
/** An item whose owner is told of it. */
const add = () =>
  stage.app.workItems.create(stage.ctx, 'request', (facts) => {
    const change = newRequest(facts);
    const notice = { kind: 'assigned' as const, deadline: null, dueOn: null, uniqueKey: 'assigned', late: false };
    return { allowed: true, change: { ...change, notices: [{ ...notice, post: change.item.ownerPost }] } };
  });
const acts = () =>
  withClient(stage.test.urls.owner, async (client) => {
    const text = `select e.object_id as id, e.action, e.actor, v.salted -> 'why' ->> 'value' as why,
        convert_from(e.canonical, 'UTF8') like '%answered 535%' as "saysWhyInClear"
      from audit.entries e join audit.entry_values v on v.entry_id = e.id where e.action like 'message-%' order by e.seq`;
    return (await client.query(text)).rows;
  });

test('what the machine sets aside and what a person decides is written down with it, the reason under a hash', async () => {
  await add();
  await add();
  const claim = (await stage.worker.outbox.claim(stage.test.authorityId, options, planner))!;
  const first = claim.letters[0]!.id;
  const [planned] = await acts();
  const machine = { action: 'message-set-aside', actor: 'outbox', saysWhyInClear: false };
  expect(planned).toEqual({ ...machine, id: expect.any(String), why: 'its handling ended its process 3 times' });

  const settlement = { outcome: 'quarantined', error: 'answered 535, for three days' } as const;
  const answer = (leaseToken: string) =>
    stage.worker.outbox.settle(stage.test.authorityId, [{ id: first, leaseToken, settlement }]);
  expect((await answer('00000000-0000-4000-8000-000000000000')).size, 'under another lease: nothing').toBe(0);
  expect(await acts()).toHaveLength(1);
  expect((await answer(claim.leaseToken)).has(first)).toBe(true);
  expect((await acts())[1]).toEqual({ ...machine, id: first, why: 'answered 535, for three days' });

  const decide = (release: boolean) => stage.app.notices.decideSetAside(stage.ctx, first, { release });
  expect(await decide(false)).toBe(true);
  expect(await decide(true), 'decided already').toBe(false);
  expect((await acts()).slice(2)).toMatchObject([{ id: first, action: 'message-given-up' }]);
});
