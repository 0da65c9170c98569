import {
  createWorkItem,
  editCalendar,
  passTime,
  recalculateOverCalendar,
  type Calendar,
  type EditFault,
  type WorkflowDefinition,
} from '@kept/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { v7 as uuid } from 'uuid';
import { bankHolidays, closures, countingRules, countingWorkflow } from '../../testing/counting-workflow.js';
import { postgresVersions } from '../../testing/index.js';
import { openStage, type Stage } from '../../testing/stage.js';

const terms: Calendar = {
  ...closures,
  key: 'school-terms',
  title: 'School terms',
  kind: 'terms',
  terms: [{ name: 'Term 3', from: '2020-01-06', to: '2020-02-14' }],
};
/** Something to say in each term. */
const termly: WorkflowDefinition = {
  ...countingWorkflow,
  key: 'termly',
  reference: 'TE',
  local: { ...countingWorkflow.local, plan: { label: 'Plan', each: 'term' } },
  states: {
    ...countingWorkflow.states,
    open: {
      ...countingWorkflow.states['open']!,
      limits: [],
      every: { local: 'plan', metBy: 'papers', continues: [], reminders: [], ignoresQuietHours: false },
    },
  },
};

describe.each(postgresVersions)('PostgreSQL %s', (postgres) => {
  let stage: Stage;
  let id: string;
  const checkIns = async () => {
    const read = await stage.app.workItems.read(stage.ctx, id);
    return read?.item.deadlines.map(({ occurrence, dueOn, status }) => [occurrence, dueOn, status]);
  };
  const load = (dryRun: boolean) => {
    const add = [{ name: 'Term 4', from: '2020-02-24', to: '2020-03-27' }];
    const asked = {
      key: 'school-terms',
      origin: 'edit' as const,
      reason: 'The terms of this year',
      revise: (calendar: Calendar, today: string) => {
        const edited = editCalendar(calendar, { terms: { add } }, today);
        return edited.ok ? edited : { ok: false as const, fault: edited.faults };
      },
    };
    const { calendars } = stage.app;
    return dryRun
      ? calendars.preview<readonly EditFault[]>(stage.ctx, asked, recalculateOverCalendar)
      : calendars.apply<readonly EditFault[]>(stage.ctx, asked, recalculateOverCalendar);
  };

  beforeAll(async () => {
    stage = await openStage(postgres);
    await stage.migrator.publishing.publishLibrary({
      definitions: [{ definition: termly }],
      rules: countingRules,
      calendars: [bankHolidays, closures, terms],
    });
    await stage.migrator.clock.startAt('2020-02-03T09:00:00.000Z');
    const made = await stage.app.workItems.create(stage.ctx, 'termly', (facts) =>
      createWorkItem({ id: uuid(), reference: '', title: 'Each term', fields: {} }, facts),
    );
    if (made.kind !== 'changed') throw new Error(JSON.stringify(made));
    id = made.item.id;
    await stage.migrator.clock.startAt('2020-02-17T09:00:00.000Z');
    await stage.worker.firings.sweep(stage.test.authorityId, {}, passTime);
  });
  afterAll(() => stage.close());

  test('a check-in that lapsed with the last term stays missed, and the next opens with the term that is loaded', async () => {
    expect(await checkIns()).toEqual([[1, '2020-02-14', 'missed']]);
    expect(await load(true)).toMatchObject({ kind: 'changed', change: null });
    expect(await checkIns()).toEqual([[1, '2020-02-14', 'missed']]);
    expect(await load(false)).toMatchObject({ kind: 'changed' });
    expect(await checkIns()).toEqual([
      [1, '2020-02-14', 'missed'],
      [2, '2020-03-27', 'running'],
    ]);
    const { events } = await stage.app.workItems.history(stage.ctx, id, { limit: 10 });
    expect(events.at(-1)).toMatchObject({ type: 'check-in-opened', fields: { deadline: 'plan', dueOn: '2020-03-27' } });
  });
});
