import { createWorkItem, nextFiringAt, passTime, type WorkflowDefinition, type WorkItem } from '@kept/domain';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bankHolidays, closures } from '../../testing/counting-workflow.js';
import { postgresVersions, withClient } from '../../testing/index.js';
import { requestWorkflow } from '../../testing/request-workflow.js';
import { openStage, type Stage } from '../../testing/stage.js';

const workingDays = (amount: number) => ({ amount, unit: 'working-days' as const });

// Raised on Monday 17 February 2020 and due on Monday 2 March. The post above its owner, the assistant director, is vacant.
const climbing: WorkflowDefinition = {
  ...requestWorkflow,
  key: 'climbing',
  reference: 'CL',
  states: {
    ...requestWorkflow.states,
    open: {
      ...requestWorkflow.states['open']!,
      limits: [{ local: 'reply', continues: [], reminders: [], escalation: 'up', ignoresQuietHours: false }],
    },
  },
  escalation: {
    up: [
      { level: 1, to: 'owner.reportsTo', after: workingDays(1), answerWithin: workingDays(5) },
      { level: 2, to: 'corporate-director', after: workingDays(10), answerWithin: workingDays(5) },
      { level: 3, agenda: 'next-meeting' },
    ],
  },
  visibility: { ...requestWorkflow.visibility, 'democratic-services': ['item'] },
};

describe.each(postgresVersions)('an item that climbs by itself, PostgreSQL %s', (postgres) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(postgres);
    await stage.migrator.publishing.publishLibrary({
      definitions: [{ definition: climbing }],
      rules: [],
      calendars: [bankHolidays, closures],
    });
  });
  afterAll(() => stage.close());

  const sweep = () => stage.worker.firings.sweep(stage.test.authorityId, {}, passTime);
  const at = (instant: string) => stage.migrator.clock.startAt(instant);
  const broken = async () =>
    (await stage.worker.health.invariants(stage.test.authorityId)).filter(
      (each) => each.broken > 0 && each.key !== 'sent-while-a-worker-runs',
    );
  const raise = async (): Promise<WorkItem> => {
    await at('2020-02-17T09:00:00.000Z');
    const made = await stage.app.workItems.create(stage.ctx, 'climbing', (facts) =>
      createWorkItem({ id: uuid(), reference: '', title: 'A bus', fields: {} }, facts),
    );
    if (made.kind !== 'changed') throw new Error(JSON.stringify(made));
    return made.item;
  };
  const read = async (id: string): Promise<WorkItem> => {
    const found = await stage.app.workItems.read(stage.ctx, id);
    if (found === null) throw new Error('It is gone.');
    return found.item;
  };
  /** What the sweep leaves of an item, without the instants at which it was written. */
  const left = async (id: string) => {
    const { rows } = await withClient(stage.test.urls.owner, (client) =>
      client.query<object>(
        `select deadline_key, occurrence, kind, mark, due_on::text, planned_at from firings
         where work_item_id = $1 order by planned_at, deadline_key, occurrence, kind, mark`,
        [id],
      ),
    );
    const { level, version, records, deadlines, contributors } = await read(id);
    return {
      firings: rows,
      level,
      version,
      contributors,
      raised: (records['escalations'] ?? []).map(({ fields }) => fields),
      deadlines: deadlines.map(({ key, occurrence, dueOn, status, plan }) => ({
        key,
        occurrence,
        dueOn,
        status,
        plan,
      })),
    };
  };

  test('goes past the vacant post, writes all of it in one firing, and steps no version', async () => {
    const { id } = await raise();
    await at('2020-03-03T08:00:00.000Z');
    expect(await sweep()).toMatchObject({ claimed: 1, fired: 2, refused: 0, faults: [] });
    const reason = 'Level 1, Assistant Director, is vacant. So it goes to level 2.';
    const item = await read(id);
    expect(item).toMatchObject({ level: 2, version: 1, contributors: ['corporate-director'] });
    expect(item.records['escalations']).toMatchObject([
      { no: 1, addedBy: 'Kept', fields: { level: 2, post: 'corporate-director', answerDueOn: '2020-03-10', reason } },
    ]);
    expect(item.deadlines).toMatchObject([
      { key: 'reply', status: 'running' },
      { key: 'escalation-answer', occurrence: 1, dueOn: '2020-03-10', status: 'running' },
    ]);
    const { events } = await stage.app.workItems.history(stage.ctx, id, { limit: 10 });
    expect(events.map(({ type, reason: why, version }) => [type, why, version])).toEqual([
      ['work-item-created', null, 1],
      ['deadline-missed', null, 1],
      ['level-reached', reason, 1],
    ]);
    const notices = await stage.app.notices.ofItem(stage.test.authorityId, id);
    expect(notices.map(({ kind, post }) => [kind, post]).sort()).toEqual([
      ['escalation', 'corporate-director'],
      ['overdue', 'corporate-parenting-officer'],
    ]);
    expect(await sweep()).toMatchObject({ claimed: 0 });
    expect(await broken()).toEqual([]);
  });

  test('climbs on when nobody answers, onto the agenda of a meeting that is known', async () => {
    const { id } = await raise();
    await at('2020-03-11T00:00:00.000Z');
    while ((await sweep()).claimed > 0);
    const item = await read(id);
    expect(item).toMatchObject({ level: 3, version: 1 });
    expect(item.records['escalations']?.at(-1)?.fields).toMatchObject({
      level: 3,
      agenda: 'corporate-parenting-panel 2020-03-31 on 31 March 2020',
      reason: 'Level 2 did not answer by 10 March 2020. So it goes to level 3.',
    });
    const notices = await stage.app.notices.ofItem(stage.test.authorityId, id);
    expect(notices.filter(({ kind }) => kind === 'escalation').map(({ post }) => post)).toContain(
      'democratic-services-officer',
    );
    expect(await broken()).toEqual([]);
  });

  test('raises each item once with two sweepers at work', async () => {
    const items = await Promise.all(Array.from({ length: 12 }, () => raise()));
    await at('2020-03-03T08:00:00.000Z');
    const sweeper = async () => {
      while ((await stage.worker.firings.sweep(stage.test.authorityId, { batch: 3 }, passTime)).claimed > 0);
    };
    await Promise.all([sweeper(), sweeper()]);
    for (const { id } of items) expect((await left(id)).raised).toMatchObject([{ level: 2 }]);
    const again = { work_item_id: items[0]!.id, kind: 'level', mark: '1', due_on: '2020-03-02' };
    const twice = withClient(stage.test.urls.owner, (client) =>
      client.query(
        `insert into firings select (f).* from (select jsonb_populate_record(f, $1) as f from firings f
         where work_item_id = $2 and kind = 'level') once`,
        [JSON.stringify(again), items[0]!.id],
      ),
    );
    await expect(twice).rejects.toMatchObject({ code: '23505' });
    expect(await broken()).toEqual([]);
  });

  test('comes to the same by one sweep after a quarter as by one at each firing', async () => {
    const [often, once] = [await raise(), await raise()];
    const end = '2020-06-01T09:00:00.000Z';
    for (;;) {
      const { deadlines } = await read(often.id);
      const next = deadlines.flatMap((each) => nextFiringAt(each) ?? []).sort()[0];
      if (next === undefined || next > end) break;
      await at(next);
      await stage.worker.firings.sweep(stage.test.authorityId, {}, (item, facts) =>
        item.id === often.id ? passTime(item, facts) : notNow(),
      );
    }
    await at(end);
    while ((await sweep()).claimed > 0);
    expect(await left(once.id)).toEqual(await left(often.id));
    expect(await broken()).toEqual([]);
  });
});

/** As one that throws would be, the other item is put aside for ten minutes. */
function notNow(): never {
  throw new Error('not this one');
}
