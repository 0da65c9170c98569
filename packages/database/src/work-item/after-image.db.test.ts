import type { WorkflowDefinition } from '@kept/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personOf, postgresVersions, withClient } from '../../testing/index.js';
import { edited, newRequest, requestWorkflow } from '../../testing/request-workflow.js';
import { openStage, type Stage } from '../../testing/stage.js';

/** A request with a cost, and offers with one, that the officer alone may see. */
const costed: WorkflowDefinition = {
  ...requestWorkflow,
  key: 'costed',
  reference: 'CO',
  fields: {
    ...requestWorkflow.fields,
    cost: { type: 'money', label: 'Cost', required: false, plain: false, visibleTo: ['officer'] },
  },
  records: {
    offers: {
      label: 'Offers',
      fields: {
        text: { type: 'text', label: 'Offer', required: true, plain: false },
        price: { type: 'money', label: 'Price', required: false, plain: false, visibleTo: ['officer'] },
      },
    },
  },
};

describe.each(postgresVersions)('the image after an event, PostgreSQL %s', (postgres) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(postgres);
    await stage.migrator.publishing.publishLibrary({ definitions: [{ definition: costed }], rules: [], calendars: [] });
  });
  afterAll(() => stage.close());

  test('holds records and who could see the item, and nothing that a field keeps from some', async () => {
    const made = await stage.app.workItems.create(stage.ctx, 'costed', (facts) => ({
      allowed: true,
      change: newRequest(facts, { workflow: 'costed', fields: { subject: 'buses' }, hiddenFrom: ['chair'] }),
    }));
    if (made.kind !== 'changed') throw new Error(JSON.stringify(made));
    const restrictedTo = { posts: ['head-of-fostering'], people: [personOf('officer')] };
    const entry = { no: 1, fields: { text: 'Every hour', price: 400 }, addedAt: made.item.createdAt, addedBy: 'Asha' };
    const outcome = await stage.app.workItems.change(stage.ctx, made.item.id, (item, facts) => {
      const to = { fields: { subject: 'buses', cost: 250_000 }, records: { offers: [entry] }, restrictedTo };
      const change = edited(item, facts, { ...to, hiddenFrom: [] });
      return { allowed: true, change: { ...change, event: { ...change.event, fields: {} } } };
    });
    expect(outcome).toMatchObject({ kind: 'changed', item: { fields: { cost: 250_000 } } });
    const { rows } = await withClient(stage.test.urls.owner, (client) =>
      client.query<{ after: object }>('select after from work_item_events where work_item_id = $1 order by seq', [
        made.item.id,
      ]),
    );
    expect(rows.map(({ after }) => after)).toMatchObject([
      { fields: { subject: 'buses' }, records: {}, hiddenFrom: ['chair'], restrictedTo: null },
      { records: { offers: [{ no: 1, fields: { text: 'Every hour' } }] }, hiddenFrom: [], restrictedTo },
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/250000|400/);
    const broken = (await stage.app.health.invariants(stage.test.authorityId)).filter((each) => each.broken > 0);
    expect(broken).toEqual([]);
  });
});
