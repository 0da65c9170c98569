import { createWorkItem, passTime, type WorkflowDefinition } from '@kept/domain';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgresVersions, withClient } from '../../testing/index.js';
import { requestWorkflow } from '../../testing/request-workflow.js';
import { openStage, type Stage } from '../../testing/stage.js';

// The panel meets on 18 February and on 31 March 2020; an update is asked for each.
const asked: WorkflowDefinition = {
  ...requestWorkflow,
  key: 'asked',
  reference: 'AS',
  local: { ...requestWorkflow.local, review: { amount: { amount: 90, unit: 'days' } } },
  states: {
    ...requestWorkflow.states,
    open: {
      ...requestWorkflow.states['open']!,
      limits: [{ local: 'review', continues: [], reminders: [], ignoresQuietHours: false }],
      every: { local: 'panel', continues: [], reminders: [], ignoresQuietHours: false },
    },
  },
};

describe.each(postgresVersions)('check-ins that lapse, PostgreSQL %s', (postgres) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(postgres);
    await stage.migrator.publishing.publishLibrary({ definitions: [{ definition: asked }], rules: [], calendars: [] });
  });
  afterAll(() => stage.close());

  test('after an outage over two meetings each lapsed one is on record, with its firing and its event', async () => {
    const id = uuid();
    const made = await stage.app.workItems.create(stage.ctx, 'asked', (facts) =>
      createWorkItem({ id, reference: '', title: 'A bus', fields: {} }, facts),
    );
    expect(made).toMatchObject({ kind: 'changed' });
    await stage.migrator.clock.startAt('2020-04-01T09:00:00.000Z');
    const counts = await stage.worker.firings.sweep(stage.test.authorityId, {}, passTime);
    expect(counts).toMatchObject({ claimed: 1, fired: 2, late: 1 });
    const { rows } = await withClient(stage.test.urls.owner, (client) =>
      client.query(
        `select occurrence, kind, due_on::text as "dueOn", planned_at as "plannedAt", late from firings
         where work_item_id = $1 order by occurrence`,
        [id],
      ),
    );
    // The midnight after 31 March is in summer time.
    expect(rows).toEqual([
      { occurrence: 1, kind: 'due', dueOn: '2020-02-18', plannedAt: new Date('2020-02-19T00:00:00Z'), late: true },
      { occurrence: 2, kind: 'due', dueOn: '2020-03-31', plannedAt: new Date('2020-03-31T23:00:00Z'), late: false },
    ]);
    const broken = (await stage.app.health.invariants(stage.test.authorityId)).filter((each) => each.broken > 0);
    expect(broken).toEqual([]);
  });
});
