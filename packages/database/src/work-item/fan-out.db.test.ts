import { createWorkItem, fanOutItem, type WorkItem } from '@kept/domain';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgresVersions, withClient } from '../../testing/index.js';
import { requestWorkflow } from '../../testing/request-workflow.js';
import { openStage, type Stage } from '../../testing/stage.js';
import type { ChangeOutcome, Decide } from './change.js';

const shared = {
  ...requestWorkflow,
  key: 'shared-request',
  reference: 'SR',
  fields: {
    ...requestWorkflow.fields,
    copyOf: { type: 'item' as const, label: 'Copy of', of: ['shared-request'], required: false, plain: false },
  },
};
const posts = ['assistant-director', 'area-sen-manager', 'head-of-fostering'];
const changed = (outcome: ChangeOutcome) => {
  if (outcome.kind !== 'changed') throw new Error(`Expected a change, got ${JSON.stringify(outcome)}`);
  return outcome;
};

describe.each(postgresVersions)('PostgreSQL %s: a change that opens several items', (postgres) => {
  let stage: Stage;

  const create = async (): Promise<WorkItem> =>
    changed(
      await stage.app.workItems.create(stage.ctx, shared.key, (facts) =>
        createWorkItem({ id: uuid(), reference: '', title: 'Audits', fields: { subject: 'audits' } }, facts),
      ),
    ).item;
  const read = async (which: string) => (await stage.app.workItems.read(stage.ctx, which))?.item;
  const toAll = (ids: readonly string[]): Decide => {
    const copies = posts.map((ownerPost, index) => ({ ownerPost, id: ids[index] ?? uuid() }));
    return (item, facts) => fanOutItem(item, { copies, existing: [] }, facts);
  };
  const rowsLeft = async () => {
    const counts = `select (select count(*) from work_items)::int as items, (select count(*) from deadlines)::int as deadlines,
      (select count(*) from work_item_events)::int as events, (select count(*) from notices)::int as notices,
      (select count(*) from outbox)::int as outbox`;
    return withClient(stage.test.urls.owner, async (client) => (await client.query<object>(counts)).rows[0]);
  };

  beforeAll(async () => {
    stage = await openStage(postgres);
    await stage.migrator.publishing.publishLibrary({ definitions: [{ definition: shared }], rules: [], calendars: [] });
  });
  afterAll(() => stage.close());

  test('writes all of them in one, each with a number of its own by which the links say it', async () => {
    const item = await create();
    const whole = changed(await stage.app.workItems.change(stage.ctx, item.id, toAll([]))).item;
    expect(whole.links).toHaveLength(3);
    expect(await read(item.id)).toEqual(whole);
    const copies = await Promise.all(whole.links.map(({ to }) => read(to)));
    expect(copies.map((copy) => copy?.ownerPost)).toEqual(posts);
    for (const copy of copies) {
      expect(copy).toMatchObject({
        version: 1,
        fields: { subject: 'audits', copyOf: item.reference },
        links: [{ to: item.reference, kind: 'copy-of' }],
      });
    }
    expect(new Set(whole.links.map(({ to }) => to)).size).toBe(3);
  });

  test('writes none of them where the last cannot be written', async () => {
    const item = await create();
    const taken = await create();
    const before = await rowsLeft();
    const ids = [uuid(), uuid(), taken.id];
    await expect(stage.app.workItems.change(stage.ctx, item.id, toAll(ids))).rejects.toThrow('work_items_pkey');
    expect(await rowsLeft()).toEqual(before);
    expect(await read(item.id)).toMatchObject({ version: 1, links: [] });
  });

  test('lets one of several at once through, and the others find its copies', async () => {
    const item = await create();
    const outcomes = await Promise.all([1, 2, 3].map(() => stage.app.workItems.change(stage.ctx, item.id, toAll([]))));
    expect(outcomes.filter(({ kind }) => kind === 'changed')).toHaveLength(1);
    expect((await read(item.id))?.links).toHaveLength(3);
  });

  test('keeps the invariants', async () => {
    const broken = (await stage.worker.health.invariants(stage.test.authorityId)).filter((each) => each.broken > 0);
    expect(broken).toEqual([]);
  });
});
