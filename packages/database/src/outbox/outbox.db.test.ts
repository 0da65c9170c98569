import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { postgresVersions, withClient } from '../../testing/index.js';
import { newRequest, replyDeadline } from '../../testing/request-workflow.js';
import { openStage, type Stage } from '../../testing/stage.js';
import type {
  OutboxBatch,
  OutboxMessage,
  OutboxPlan,
  OutboxSettlement,
  PlannedLetter,
  Planner,
} from './outbox.store.js';

interface Letter extends PlannedLetter {
  message: OutboxMessage;
}

const options = { limit: 50, seconds: 30, suspects: 'no' as const, together: 50, perMinute: null };
const sent: OutboxSettlement = { outcome: 'sent', providerReference: 'kept-1' };

const letter = (message: OutboxMessage, carries: string[] = []): Letter => ({
  id: message.id,
  channel: 'email',
  carries,
  message,
});
const planBy = (plan: (batch: OutboxBatch) => Partial<OutboxPlan<Letter>>): Planner<Letter> => ({
  asks: () => ({ people: [], posts: [] }),
  plan: (batch) => ({ letters: [], settled: [], later: [], ...plan(batch) }),
});
const each = planBy(({ messages }) => ({ letters: messages.map((message) => letter(message)) }));
const asOne = planBy(({ messages: [first, ...rest] }) => ({
  letters: [
    letter(
      first!,
      rest.map(({ id }) => id),
    ),
  ],
}));

describe.each(postgresVersions)('PostgreSQL %s', (postgres) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(postgres);
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    await stage.migrator.clock.startAt('2020-02-17T09:00:00.000Z');
    await claim(
      planBy(({ messages }) => ({
        settled: messages.map(({ id }) => ({ id, outcome: 'withdrawn', error: 'of an earlier test' })),
      })),
    );
  });

  const at = (minute: string) => stage.migrator.clock.startAt(`2020-02-17T09:${minute}:00.000Z`);
  const claim = (planner: Planner<Letter>, more = {}) =>
    stage.worker.outbox.claim(stage.test.authorityId, { ...options, ...more }, planner);
  const settle = (claimed: { leaseToken: string }, id: string, settlement: OutboxSettlement) =>
    stage.worker.outbox.settle(stage.test.authorityId, [{ id, leaseToken: claimed.leaseToken, settlement }]);
  const broken = async () =>
    (await stage.worker.health.invariants(stage.test.authorityId)).filter(({ broken: rows }) => rows > 0);
  const rowsOf = (ids: readonly string[]) =>
    withClient(stage.test.urls.owner, async (client) => {
      const text = `select o.id, o.outcome, n.status from outbox o join notices n using (authority_id, id) where o.id = any($1::uuid[]) order by o.id`;
      return (await client.query<{ id: string; outcome: string | null; status: string }>(text, [ids])).rows;
    });
  /** Items whose owner is told of them. */
  const add = async (count: number) => {
    for (let made = 0; made < count; made += 1) {
      await stage.app.workItems.create(stage.ctx, 'request', (facts) => {
        const change = newRequest(facts, {
          nextDueOn: '2020-02-24',
          deadlines: [replyDeadline('2020-02-24', [], facts.now)],
        });
        const notice = { kind: 'assigned' as const, deadline: null, dueOn: null, uniqueKey: 'assigned', late: false };
        return { allowed: true, change: { ...change, notices: [{ ...notice, post: change.item.ownerPost }] } };
      });
    }
  };

  test('a message is claimed once, comes back alone when its lease runs out, and is settled by its holder alone', async () => {
    await add(1);
    expect(await stage.worker.outbox.dueAuthorities(10)).toEqual([stage.test.authorityId]);
    const first = await claim(each);
    const id = first!.letters[0]!.id;
    expect(first!.letters[0]!.message).toMatchObject({
      askFirst: false,
      attempt: 1,
      lapses: 0,
      notice: { status: 'waiting' },
    });
    expect(await claim(each)).toBeNull();
    await at('01');
    expect(await claim(each), 'not among those of whom nothing is to be feared').toBeNull();
    const second = await claim(each, { suspects: 'once' as const });
    expect(second!.letters[0]!.message).toMatchObject({ attempt: 2, askFirst: true, lapses: 1 });
    expect([...(await settle(first!, id, sent))]).toEqual([]);
    const later: OutboxSettlement = { outcome: 'later', at: '2020-02-17T09:05:00.000Z', error: null, attempted: false };
    expect([...(await settle(second!, id, later))]).toEqual([id]);
    await at('06');
    const third = await claim(each);
    expect([...(await settle(third!, id, sent))]).toEqual([id]);
    expect(await rowsOf([id])).toMatchObject([{ outcome: 'sent', status: 'sent' }]);
    const backward = withClient(stage.test.urls.owner, (client) =>
      client.query(`update notices set status = 'waiting' where id = $1`, [id]),
    );
    await expect(backward).rejects.toMatchObject({ code: '23514' });
    expect(await broken()).toEqual([]);
  });

  test('a lease that is renewed stands; what another has taken is not renewed', async () => {
    await add(2);
    const first = await claim(each);
    const ids = first!.letters.map(({ id }) => id);
    const renew = (token: string) => stage.worker.outbox.renew(stage.test.authorityId, { token, seconds: 120 }, ids);
    expect((await renew(first!.leaseToken)).sort()).toEqual([...ids].sort());
    await at('01');
    expect(await claim(each, { suspects: 'once' })).toBeNull();
    await at('03');
    const second = await claim(each, { suspects: 'once', limit: 1 });
    const taken = second!.letters[0]!.id;
    expect(await renew(first!.leaseToken)).toEqual(ids.filter((id) => id !== taken));
    expect(await renew(second!.leaseToken)).toEqual([taken]);
  });

  test('what lost its lease once is claimed with others, and what did so again alone', async () => {
    await add(3);
    await claim(each);
    await at('01');
    const once = await claim(each, { suspects: 'once' });
    expect(once!.letters.map(({ message }) => message.lapses)).toEqual([1, 1, 1]);
    await at('02');
    expect(await claim(each, { suspects: 'once' })).toBeNull();
    const again = await claim(each, { suspects: 'again' });
    expect(again!.letters.map(({ message }) => message.lapses)).toEqual([2]);
  });

  test('what a message carries is settled with its claim, and its notices go as it does', async () => {
    await add(3);
    const claimed = await claim(asOne);
    const [carrier] = claimed!.letters;
    const ids = [carrier!.id, ...carrier!.carries];
    expect((await rowsOf(ids)).map(({ outcome }) => outcome).sort()).toEqual([null, 'carried', 'carried'].sort());
    expect(await broken()).toEqual([]);
    const dropped = [{ id: carrier!.carries[0]!, outcome: 'withdrawn' as const, error: 'the item is closed' }];
    await stage.worker.outbox.settle(stage.test.authorityId, [
      { id: carrier!.id, leaseToken: claimed!.leaseToken, settlement: sent, channel: 'email', dropped },
    ]);
    expect((await rowsOf(ids)).map(({ status }) => status).sort()).toEqual(['sent', 'sent', 'withdrawn']);
    expect(await broken()).toEqual([]);
    await withClient(stage.test.urls.worker, async (client) => {
      await client.query(`select set_config('app.authority', $1, false)`, [stage.test.authorityId]);
      await client.query(`update outbox set outcome = 'delivered' where id = $1`, [carrier!.id]);
      await client.query(`update notices set status = 'delivered' where id = $1`, [carrier!.id]);
    });
    expect((await rowsOf(ids)).map(({ status }) => status).sort(), 'by a receipt').toEqual([
      'delivered',
      'delivered',
      'withdrawn',
    ]);
    expect(await broken()).toEqual([]);
  });

  test('a digest that was not handed over is made anew from its messages', async () => {
    await add(3);
    const first = await claim(asOne);
    await settle(first!, first!.letters[0]!.id, {
      outcome: 'later',
      at: '2020-02-17T09:05:00.000Z',
      error: 'down',
      attempted: false,
    });
    await at('06');
    const again = await claim(
      planBy(({ messages }) => {
        const [gone, next, last] = messages;
        return {
          settled: [{ id: gone!.id, outcome: 'withdrawn', error: 'closed' }],
          letters: [letter(next!, [last!.id])],
        };
      }),
    );
    await settle(again!, again!.letters[0]!.id, sent);
    const rows = await rowsOf([first!.letters[0]!.id, ...first!.letters[0]!.carries]);
    expect(rows.map(({ outcome }) => outcome).sort()).toEqual(['carried', 'sent', 'withdrawn']);
    expect(await broken()).toEqual([]);
  });

  test('all that waits for a post is gathered beside what is due, though another batch would have come to it first', async () => {
    await add(4);
    const claimed = await claim(
      {
        asks: ({ messages }) => ({ people: [], posts: [messages.map(({ notice }) => notice.post)] }),
        plan: ({ messages: [first, ...rest] }) => ({
          letters: [
            letter(
              first!,
              rest.map(({ id }) => id),
            ),
          ],
          settled: [],
          later: [],
        }),
      },
      { limit: 1 },
    );
    expect(claimed!.letters[0]!.carries).toHaveLength(3);
    await settle(claimed!, claimed!.letters[0]!.id, sent);
    expect(await broken()).toEqual([]);
  });

  test('after five refusals in a row all processes pause, one tries, and one that is taken opens the way', async () => {
    await add(3);
    const { sending } = stage.worker;
    await sending.note('email', 0, 5);
    expect((await sending.transports())[0]).toMatchObject({
      refusals: 5,
      pausedUntil: expect.stringMatching(/^2020-02-17T09:00:30/),
    });
    expect((await claim(each))!).toMatchObject({ letters: [], counts: { later: 3 } });
    await at('02');
    expect((await claim(each))!.letters).toHaveLength(1);
    await sending.note('email', 0, 1);
    expect((await sending.transports())[0]!.pausedUntil, 'twice as long').toMatch(/^2020-02-17T09:03:0/);
    await at('04');
    expect((await claim(each))!.letters).toHaveLength(1);
    await sending.note('email', 1, 0);
    await at('06');
    expect((await claim(each))!.letters).toHaveLength(1);
  });
});
