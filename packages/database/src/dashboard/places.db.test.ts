import { createWorkItem, transitionWorkItem } from '@kept/domain';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgresVersions } from '../../testing/index.js';
import { afterSchool, atSchool } from '../../testing/opening-workflows.js';
import { openStage, type Stage } from '../../testing/stage.js';

describe.each(postgresVersions)('PostgreSQL %s: the places of a capacity', (postgres) => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await openStage(postgres);
    const definitions = [{ definition: afterSchool }, { definition: atSchool }];
    await stage.migrator.publishing.publishLibrary({ definitions, rules: [], calendars: [] });
  });
  afterAll(() => stage.close());

  test('are taken by the way in of the transition that counts, and not again by coming back from elsewhere', async () => {
    const created = await stage.app.workItems.create(stage.ctx, 'at-school', (facts) =>
      createWorkItem({ id: uuid(), reference: '', title: 'A bus pass', fields: { subject: 'a bus pass' } }, facts),
    );
    if (created.kind !== 'changed') throw new Error(JSON.stringify(created));
    await stage.app.workItems.change(stage.ctx, created.item.id, (item, facts) =>
      transitionWorkItem(item, { transition: 'hand-over', fields: {} }, facts),
    );
    const places = (leaves: string[]) =>
      stage.app.dashboards.places(stage.ctx.authorityId, {
        workflow: 'at-school',
        leaves,
        states: ['done'],
        from: '2020-01-01',
        to: '2020-12-31',
      });
    expect(await places(['open'])).toBe(1);
    expect(await places(['paused'])).toBe(0);

    // A way in that was taken back takes none.
    await stage.app.workItems.change(stage.ctx, created.item.id, (item, { now, today }) => {
      const act = { actorName: 'Eva', actorId: null, at: now, occurredOn: today, stepsVersion: true };
      const event = { ...act, type: 'step-taken-back', from: 'done', to: 'open' };
      const back = { ...item, version: item.version + 1 };
      return { allowed: true, change: { item: back, event, furtherEvents: [], notices: [] } };
    });
    expect(await places(['open'])).toBe(0);
  });
});
