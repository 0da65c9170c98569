import type { Deadline, Decision, Facts, Firing, WorkItem } from '@kept/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { postgresVersions, withClient } from '../../testing/index.js';
import { edited, eventOf, newRequest, replyDeadline } from '../../testing/request-workflow.js';
import { openStage, type Stage } from '../../testing/stage.js';
import type { SweepCounts } from './firing.store.js';

// A reply due on Monday 24 February 2020: reminder at 08:00 on 17 February, due at the midnight after.
const dueOn = '2020-02-24';
const plan: readonly Firing[] = [
  { kind: 'reminder', mark: '-5wd', at: '2020-02-17T08:00:00.000Z', dueOn },
  { kind: 'due', mark: '', at: '2020-02-25T00:00:00.000Z', dueOn },
];

/** Fires what is due and tells the owner, as the domain's passTime does. */
function pass(item: WorkItem, facts: Facts): Decision {
  const isDue = (firing: Firing) => firing.at <= facts.now;
  const fired = item.deadlines.flatMap((deadline) => deadline.plan.filter(isDue));
  const [first, ...further] = fired.map((firing) =>
    eventOf(facts, firing.kind === 'due' ? 'deadline-missed' : 'reminder-fired', {
      stepsVersion: false,
      firing: { ...firing, deadline: { key: 'reply', occurrence: 1 } },
    }),
  );
  if (first === undefined)
    return { allowed: false, refusal: { kind: 'state', detail: 'Nothing is due.', missing: [] } };
  const deadlines: Deadline[] = item.deadlines.map((deadline) => ({
    ...deadline,
    plan: deadline.plan.filter((firing) => !isDue(firing)),
  }));
  const notices = fired.map((firing) => ({
    post: item.ownerPost,
    kind: firing.kind === 'due' ? ('overdue' as const) : ('reminder' as const),
    deadline: { key: 'reply', occurrence: 1 },
    dueOn: firing.dueOn,
    uniqueKey: `${firing.kind}:reply:1:${firing.mark}:${firing.dueOn}`,
    late: false,
  }));
  return { allowed: true, change: { item: { ...item, deadlines }, event: first, furtherEvents: further, notices } };
}

describe.each(postgresVersions)('PostgreSQL %s', (postgres) => {
  let stage: Stage;
  const add = async (count: number) => {
    const made = await Promise.all(
      Array.from({ length: count }, () =>
        stage.app.workItems.create(stage.ctx, 'request', (facts) => ({
          allowed: true,
          change: newRequest(facts, {
            nextDueOn: dueOn,
            deadlines: [replyDeadline(dueOn, plan, '2020-02-10T09:00:00.000Z')],
          }),
        })),
      ),
    );
    return made.flatMap((each) => (each.kind === 'changed' ? [each.item] : []));
  };
  const sweep = (options = {}) => stage.worker.firings.sweep(stage.test.authorityId, options, pass);
  const sum = (counts: readonly SweepCounts[], key: Exclude<keyof SweepCounts, 'faults'>) =>
    counts.reduce((total, each) => total + each[key], 0);
  const broken = async () =>
    (await stage.worker.health.invariants(stage.test.authorityId)).filter((each) => each.broken > 0);
  const ask = async <Row>(text: string, values: unknown[] = []) =>
    withClient(stage.test.urls.owner, async (client) => (await client.query(text, values)).rows as Row[]);

  beforeAll(async () => {
    stage = await openStage(postgres);
  });
  beforeEach(async () => {
    await stage.migrator.clock.startAt('2020-02-17T09:00:00.000Z');
    while ((await sweep()).claimed > 0);
  });
  afterAll(() => stage.close());

  test('names the authorities in which something is due, by the clock', async () => {
    expect(await stage.worker.firings.dueAuthorities(10)).toEqual([]);
    await add(1);
    expect(await stage.worker.firings.dueAuthorities(10)).toEqual([stage.test.authorityId]);
    await sweep();
    expect(await stage.worker.firings.dueAuthorities(10)).toEqual([]);
    await stage.migrator.clock.startAt('2020-02-25T00:00:00.000Z');
    expect(await stage.worker.firings.dueAuthorities(10)).toEqual([stage.test.authorityId]);
  });

  test('fires each once with two sweepers at work, and a second run does nothing', async () => {
    const items = await add(40);
    const counts: SweepCounts[] = [];
    const sweeper = async () => {
      for (let round = 0; round < 40; round += 1) {
        const count = await sweep({ batch: 7 });
        if (count.claimed === 0) return;
        counts.push(count);
      }
    };
    await Promise.all([sweeper(), sweeper()]);
    expect([sum(counts, 'claimed'), sum(counts, 'fired'), sum(counts, 'notices'), sum(counts, 'refused')]).toEqual([
      40, 40, 40, 0,
    ]);
    expect(await sweep()).toEqual({ claimed: 0, fired: 0, late: 0, notices: 0, refused: 0, faults: [] });
    const ids = items.map((item) => item.id);
    const firings = await ask<{ kind: string }>('select kind from firings where work_item_id = any($1)', [ids]);
    expect(firings.length).toBe(40);
    const events = await ask('select 1 from work_item_events where type = $2 and work_item_id = any($1)', [
      ids,
      'reminder-fired',
    ]);
    expect(events.length).toBe(40);
    expect(await broken()).toEqual([]);
  });

  test('adds no version step, so that no If-Match goes stale', async () => {
    const [item] = await add(1);
    await sweep();
    const after = await stage.app.workItems.read(stage.ctx, item!.id);
    expect(after?.item.version).toBe(1);
    const outcome = await stage.app.workItems.change(
      stage.ctx,
      item!.id,
      (now, facts) => ({ allowed: true, change: edited(now, facts, { title: 'New' }) }),
      { ifMatch: 1 },
    );
    expect(outcome).toMatchObject({ kind: 'changed', item: { version: 2 } });
  });

  test('a change decided before a firing is decided again after it', async () => {
    const [item] = await add(1);
    const apply = (firings: number) =>
      withClient(stage.test.urls.app, async (client) => {
        const { revision } = await stage.app.reference.load(stage.test.authorityId);
        const text = 'select app.apply_transition($1, $2, 1, $3, $4, $5, null) as answer';
        return (await client.query<{ answer: object }>(text, [stage.test.authorityId, item!.id, firings, revision, {}]))
          .rows[0]?.answer;
      });
    await sweep();
    expect(await apply(0)).toEqual({ kind: 'moved', version: 1 });
  });

  test('marks what fires after its day as late', async () => {
    await add(3);
    await stage.migrator.clock.startAt('2020-02-18T10:00:00.000Z');
    expect(await sweep()).toMatchObject({ claimed: 3, fired: 3, late: 3 });
  });

  test('a date moved there and back tells nobody twice', async () => {
    const [item] = await add(1);
    await sweep();
    await stage.app.workItems.change(stage.ctx, item!.id, (now, facts) => ({
      allowed: true,
      change: edited(now, facts, { deadlines: [replyDeadline(dueOn, plan, '2020-02-10T09:00:00.000Z')] }),
    }));
    expect(await sweep()).toEqual({ claimed: 1, fired: 0, late: 0, notices: 0, refused: 0, faults: [] });
    expect(await stage.app.notices.ofItem(stage.test.authorityId, item!.id)).toHaveLength(1);
    expect(await broken()).toEqual([]);
  });

  test('tells nobody while history is replayed', async () => {
    const [item] = await add(1);
    expect(await sweep({ seeded: true })).toMatchObject({ fired: 1, notices: 0 });
    expect(await ask('select seeded from firings where work_item_id = $1', [item!.id])).toEqual([{ seeded: true }]);
    expect(
      await ask('select 1 from outbox o join notices n on n.id = o.id where n.work_item_id = $1', [item!.id]),
    ).toEqual([]);
  });

  test('puts a poisoned item aside for ten minutes, and fires the others', async () => {
    const [poisoned] = await add(3);
    const counts = await stage.worker.firings.sweep(stage.test.authorityId, {}, (item, facts) => {
      if (item.id === poisoned!.id) throw new Error('poisoned');
      return pass(item, facts);
    });
    const faults = [{ itemId: poisoned!.id, error: new Error('poisoned') }];
    expect(counts).toMatchObject({ claimed: 3, fired: 2, refused: 1, faults });
    expect(await sweep()).toMatchObject({ claimed: 0 });
    await stage.migrator.clock.startAt('2020-02-17T09:11:00.000Z');
    expect(await sweep()).toMatchObject({ claimed: 1, fired: 1 });
  });

  test('puts aside alone what the database does not take, and fires the others', async () => {
    const [poisoned, ...others] = await add(3);
    const counts = await stage.worker.firings.sweep(stage.test.authorityId, {}, (item, facts) => {
      const decision = pass(item, facts);
      if (item.id !== poisoned!.id || !decision.allowed) return decision;
      // The same firing twice in one change: its key is not to be had again.
      return { allowed: true, change: { ...decision.change, furtherEvents: [decision.change.event] } };
    });
    expect(counts).toMatchObject({ claimed: 3, fired: 2, notices: 2, refused: 1, faults: [{ itemId: poisoned!.id }] });
    for (const { id } of others) expect(await stage.app.notices.ofItem(stage.test.authorityId, id)).toHaveLength(1);
    expect(await stage.app.notices.ofItem(stage.test.authorityId, poisoned!.id)).toEqual([]);
    expect(await sweep()).toMatchObject({ claimed: 0 });
    await stage.migrator.clock.startAt('2020-02-17T09:11:00.000Z');
    expect(await sweep()).toMatchObject({ claimed: 1, fired: 1 });
    expect(await broken()).toEqual([]);
  });

  test('claims by the index', async () => {
    await add(1);
    const rows = await withClient(stage.test.urls.worker, async (client) => {
      await client.query(`select set_config('app.authority', $1, false), set_config('enable_seqscan', 'off', false)`, [
        stage.test.authorityId,
      ]);
      const text = `explain select w.id from deadlines d join work_items w on w.authority_id = d.authority_id and w.id = d.work_item_id
        where d.authority_id = $1 and d.next_firing_at <= app.now() order by d.next_firing_at limit 500 for update of w, d skip locked`;
      return (await client.query<{ 'QUERY PLAN': string }>(text, [stage.test.authorityId])).rows;
    });
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(
      /Index Scan using deadlines_due .*\n\s+Index Cond: .*next_firing_at <= app\.now\(\)/,
    );
  });
});
