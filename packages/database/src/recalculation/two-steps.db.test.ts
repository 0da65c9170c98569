import { createWorkItem, editCalendar, extendItemDeadline, recalculateOverCalendar } from '@kept/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { v7 as uuid } from 'uuid';
import { bankHolidays, closures, countingRules, countingWorkflow } from '../../testing/counting-workflow.js';
import { postgresVersions } from '../../testing/index.js';
import { openStage, type Stage } from '../../testing/stage.js';
import { openPools, type Pools } from '../connection/pools.js';
import { recalculateOver } from '../calendar/recalculate-over.js';
import { readMoment } from './in-batches.js';
import type { RecalculatedItem } from './recalculated-items.js';
import { inTwoSteps, type Work } from './two-steps.js';

describe.each(postgresVersions)('PostgreSQL %s', (postgres) => {
  let stage: Stage;
  let pools: Pools;
  const asked: string[] = [];

  /** As a changed calendar does, with the items named on which something is decided. */
  const addDay = (date: string, between: () => Promise<unknown>): Work<string[], RecalculatedItem> => {
    return async (client, writing) => {
      const moment = await readMoment(client, stage.test.authorityId);
      const before = moment.reference.calendars.find(({ key }) => key === 'england-and-wales')!;
      const edited = editCalendar(before, { add: [{ date, name: 'Extra' }] }, moment.today);
      if (!edited.ok) throw new Error(JSON.stringify(edited.faults));
      const { calendar: after, difference } = edited;
      asked.length = 0;
      const recalculate: typeof recalculateOverCalendar = (item, facts, why) => {
        asked.push(item.title);
        return recalculateOverCalendar(item, facts, why);
      };
      const over = { ctx: stage.ctx, moment, before, after, difference, reason: 'Extra', recalculate };
      const { moved, prepared } = await recalculateOver(client, over, writing);
      if (writing === null) await between();
      return { outcome: moved.map(({ item }) => item.title), prepared };
    };
  };
  const run = (work: Work<string[], RecalculatedItem>) => inTwoSteps(pools.write, stage.test.authorityId, work);
  const create = (title: string) =>
    stage.app.workItems.create(stage.ctx, 'counting', (facts) =>
      createWorkItem({ id: uuid(), reference: '', title, fields: {} }, facts),
    );
  const extend = (which: string) =>
    stage.app.workItems.change(stage.ctx, which, (item, facts) =>
      extendItemDeadline(item, 'reply', { to: '2020-04-01', reason: 'Agreed meanwhile' }, facts),
    );

  beforeAll(async () => {
    stage = await openStage(postgres);
    pools = openPools({ url: stage.test.urls.app, role: 'app', applicationName: 'test-steps', poolSize: 3 });
    await stage.migrator.publishing.publishLibrary({
      definitions: [{ definition: countingWorkflow }],
      rules: countingRules,
      calendars: [bankHolidays, closures],
    });
    for (const title of ['one', 'two']) expect(await create(title)).toMatchObject({ kind: 'changed' });
  });
  afterAll(async () => {
    await pools.end();
    await stage.close();
  });

  test('under the lock only what changed since is decided anew, and nobody’s change is lost', async () => {
    const meanwhile = async () => {
      expect(await extend('CO-2020-001')).toMatchObject({ kind: 'changed' });
      expect(await create('three')).toMatchObject({ kind: 'changed' });
    };
    expect(await run(addDay('2020-02-20', meanwhile))).toEqual(['one', 'two', 'three']);
    expect([...asked].sort()).toEqual(['one', 'three']);
    const read = await stage.app.workItems.read(stage.ctx, 'CO-2020-001');
    expect(read?.item).toMatchObject({ version: 3 });
    expect(read?.item.deadlines.find(({ key }) => key === 'reply')).toMatchObject({
      agreedOn: '2020-04-01',
      calculatedOn: '2020-03-03',
    });
  });

  test('a meeting or a post that changed since makes every decision anew', async () => {
    const meanwhile = () =>
      stage.app.posts.save(stage.test.authorityId, {
        key: 'new-post',
        title: 'New',
        aliases: [],
        reportsTo: null,
        team: null,
      });
    await run(addDay('2020-02-25', meanwhile));
    expect([...asked].sort()).toEqual(['one', 'three', 'two']);
  });
});
