import {
  addEvidence,
  createWorkItem,
  transitionWorkItem,
  type AskedLimit,
  type AskedMigration,
  type DeadlineRule,
  type WorkItem,
  type WorkflowDefinition,
} from '@kept/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { v7 as uuid } from 'uuid';
import { bankHolidays, closures, countingRules, countingWorkflow } from '../../testing/counting-workflow.js';
import { postgresVersions, withClient } from '../../testing/index.js';
import { openStage, type Stage } from '../../testing/stage.js';
import type { ChangedItem, RuleChangeOutcome } from '../index.js';

describe.each(postgresVersions)('PostgreSQL %s', (postgres) => {
  let stage: Stage;
  let items: Record<'early' | 'middle' | 'closed', WorkItem>;

  const rules = () => stage.app.ruleChanges;
  const changeOf = (outcome: RuleChangeOutcome): string => {
    if (outcome.kind !== 'changed' || outcome.change === null) throw new Error(JSON.stringify(outcome));
    return outcome.change;
  };
  /** `early reply 2020-03-02 → 2020-03-03`, in order. */
  const movesOf = (outcome: { changed?: readonly ChangedItem[] }): string[] =>
    (outcome.changed ?? [])
      .flatMap(({ item, deadlines }) =>
        deadlines.map(({ deadline, from, to }) => `${item.title} ${deadline} ${from} → ${to}`),
      )
      .sort();
  const rows = (text: string) =>
    withClient(stage.test.urls.owner, async (client) => (await client.query(text)).rows as unknown[]);
  const dates = () => rows('select * from deadlines order by work_item_id, key, occurrence');
  const places = () =>
    rows(`select id, workflow, definition_version, state, fields, hidden_from, restricted_to_posts, owner_post, next_due_on
      from work_items order by id`);
  const read = async (item: WorkItem) => (await stage.app.workItems.read(stage.ctx, item.id))!.item;
  const start = async (title: string, on: string) => {
    await stage.migrator.clock.startAt(`${on}T09:00:00.000Z`);
    const made = await stage.app.workItems.create(stage.ctx, 'counting', (facts) =>
      createWorkItem({ id: uuid(), reference: '', title, fields: {} }, facts),
    );
    if (made.kind !== 'changed') throw new Error(JSON.stringify(made));
    return made.item;
  };
  const publish = (definitions: readonly WorkflowDefinition[], more: readonly DeadlineRule[] = []) =>
    stage.migrator.publishing.publishLibrary({
      definitions: definitions.map((definition) => ({ definition })),
      rules: [...countingRules, ...more],
      calendars: [bankHolidays, closures],
    });

  beforeAll(async () => {
    stage = await openStage(postgres);
    await publish([countingWorkflow]);
    items = {
      early: await start('early', '2020-01-30'),
      middle: await start('middle', '2020-02-10'),
      closed: await start('closed', '2020-02-11'),
    };
    await stage.migrator.clock.startAt('2020-02-17T09:00:00.000Z');
    const finished = await stage.app.workItems.change(stage.ctx, items.closed.id, (each, facts) =>
      transitionWorkItem(each, { transition: 'finish', fields: {} }, facts),
    );
    if (finished.kind !== 'changed') throw new Error(JSON.stringify(finished));
  });
  afterAll(() => stage.close());

  const limit = (rest: Partial<AskedLimit> = {}): AskedLimit => ({
    kind: 'limit',
    workflow: 'counting',
    limit: 'reply',
    duration: { amount: 5, unit: 'working-days' },
    effectiveFrom: '2020-02-01',
    agreedBy: 'the panel',
    reason: 'Agreed on 1 February',
    ...rest,
  });

  describe("a council's own length", () => {
    test('is looked at, applied, told, and taken back to the very bytes', async () => {
      const before = await dates();
      const looked = await rules().preview(stage.ctx, limit());
      expect(looked).toMatchObject({ kind: 'changed', change: null });
      // `early` started before the day from which it holds, and `closed` is over.
      expect(movesOf(looked as RuleChangeOutcome & { kind: 'changed' })).toEqual([
        'middle reply 2020-02-24 → 2020-02-17',
      ]);
      expect(await dates()).toEqual(before);

      const id = changeOf(await rules().apply(stage.ctx, limit()));
      expect((await read(items.middle)).deadlines.find(({ key }) => key === 'reply')).toMatchObject({
        dueOn: '2020-02-17',
        versions: { local: { key: 'counting/reply', version: 1 } },
      });
      const { events } = await stage.app.workItems.history(stage.ctx, items.middle.id, { limit: 10 });
      expect(events.at(-1)).toMatchObject({ type: 'deadline-recalculated', reason: 'Agreed on 1 February' });
      const notices = await stage.app.notices.ofItem(stage.test.authorityId, items.middle.id);
      expect(notices).toMatchObject([{ kind: 'date-moved', dueOn: '2020-02-17' }]);
      expect(await rules().openCounts(stage.test.authorityId)).toMatchObject({
        limits: expect.arrayContaining([{ key: 'counting/reply', version: 1, count: 1 }]) as unknown,
      });
      expect(await rules().change(stage.test.authorityId, id)).toMatchObject({
        change: { subject: 'counting/reply', toVersion: 1, items: 1, moved: 1, isLast: true },
        items: [{ reference: items.middle.reference, moves: [{ deadline: 'reply', to: '2020-02-17' }] }],
      });

      expect(await rules().undo(stage.ctx, { id, dryRun: true })).toMatchObject({ kind: 'undone' });
      expect(await rules().undo(stage.ctx, { id })).toMatchObject({ kind: 'undone', blocked: [] });
      expect(await dates()).toEqual(before);
      expect(await rules().undo(stage.ctx, { id })).toEqual({ kind: 'undone-before' });
      expect(await rules().localValues(stage.test.authorityId)).toMatchObject([{ version: 1, agreedBy: 'the panel' }]);
      expect((await stage.app.reference.load(stage.test.authorityId)).localValues).toEqual([]);
    });

    test('that is taken back takes along what has begun by it since', async () => {
      const id = changeOf(await rules().apply(stage.ctx, limit()));
      const since = await start('since', '2020-02-17');
      expect(since.deadlines.find(({ key }) => key === 'reply')).toMatchObject({ dueOn: '2020-02-24' });
      const undone = await rules().undo(stage.ctx, { id });
      expect(movesOf(undone as { changed: ChangedItem[] })).toEqual([
        'middle reply 2020-02-17 → 2020-02-24',
        'since reply 2020-02-24 → 2020-03-02',
      ]);
    });

    test('is refused where there is none such, or it counts the other way', async () => {
      expect(await rules().preview(stage.ctx, limit({ limit: 'nothing' }))).toEqual({ kind: 'unknown' });
      const back = limit({ duration: { amount: -5, unit: 'working-days' } });
      expect(await rules().apply(stage.ctx, back)).toMatchObject({ kind: 'refused', missing: [{ field: 'amount' }] });
    });
  });

  describe('a rule of the library', () => {
    const [first] = countingRules.filter(({ key }) => key === 'twenty-days');
    const second: DeadlineRule = {
      ...first!,
      version: 2,
      duration: { amount: 25, unit: 'working-days' },
      effective: { from: '2020-02-05', to: null },
    };

    test('moves nothing by being published; applied it moves the cases that it reaches, and back', async () => {
      const before = await dates();
      await publish([countingWorkflow], [second]);
      expect(await dates()).toEqual(before);
      const asked = { kind: 'rule' as const, key: 'twenty-days', reason: 'In force since 5 February' };
      const id = changeOf(await rules().apply(stage.ctx, asked));
      const { deadlines } = await read(items.middle);
      expect(deadlines.find(({ key }) => key === 'twenty-days')).toMatchObject({
        dueOn: '2020-03-16',
        versions: { rule: { version: 2 } },
      });
      expect((await read(items.early)).deadlines.find(({ key }) => key === 'twenty-days')).toMatchObject({
        versions: { rule: { version: 1 } },
      });
      // A second time there is nothing to move.
      expect(await rules().apply(stage.ctx, asked)).toMatchObject({ kind: 'changed', change: null, changed: [] });
      expect(await rules().undo(stage.ctx, { id })).toMatchObject({ kind: 'undone' });
      expect(await dates()).toEqual(before);
    });
  });

  describe('a version of a workflow', () => {
    const asking = countingWorkflow.initial;
    const second: WorkflowDefinition = {
      ...countingWorkflow,
      version: 2,
      local: { ...countingWorkflow.local, reply: { amount: { amount: 7, unit: 'working-days' } } },
    };
    const third: WorkflowDefinition = {
      ...second,
      version: 3,
      initial: 'renamed',
      states: Object.fromEntries(
        Object.entries(second.states).map(([key, state]) => [key === asking ? 'renamed' : key, state]),
      ),
      transitions: Object.fromEntries(
        Object.entries(second.transitions).map(([key, each]) => [
          key,
          { ...each, from: each.from.map((from) => (from === asking ? 'renamed' : from)) },
        ]),
      ),
    };
    const migration = (to: number, rest: Partial<AskedMigration> = {}): AskedMigration => ({
      kind: 'workflow',
      key: 'counting',
      to,
      states: {},
      drops: [],
      reason: 'The second version',
      ...rest,
    });

    test('leaves open items alone until they are taken over, each with its history, and back', async () => {
      await publish([countingWorkflow, second, third]);
      const [before, stood] = [await dates(), await places()];
      const looked = await rules().preview(stage.ctx, migration(2));
      const done = await rules().apply(stage.ctx, migration(2));
      expect(movesOf(done as { changed: ChangedItem[] })).toEqual(movesOf(looked as { changed: ChangedItem[] }));
      expect(movesOf(done as { changed: ChangedItem[] })).toContain('middle reply 2020-02-24 → 2020-02-19');
      expect(await read(items.middle)).toMatchObject({ definitionVersion: 2, state: asking });
      expect(await read(items.closed)).toMatchObject({ definitionVersion: 1 });
      const { events } = await stage.app.workItems.history(stage.ctx, items.middle.id, { limit: 30 });
      expect(events.at(-1)).toMatchObject({
        type: 'definition-migrated',
        reason: 'The second version',
        fields: { version: { from: 1, to: 2 } },
      });
      expect((await rules().openCounts(stage.test.authorityId)).workflows).toEqual([
        { key: 'counting', version: 2, count: 3 },
      ]);
      expect(await rules().undo(stage.ctx, { id: changeOf(done) })).toMatchObject({ kind: 'undone', blocked: [] });
      expect(await dates()).toEqual(before);
      expect(await places()).toEqual(stood);
    });

    test('refuses the items that have no place in it, and takes the others', async () => {
      const refused = await rules().apply(stage.ctx, migration(3));
      expect(refused).toMatchObject({ kind: 'changed', change: null, changed: [] });
      expect(refused.kind === 'changed' && refused.blocked.map(({ item }) => item.title).sort()).toEqual([
        'early',
        'middle',
        'since',
      ]);
      expect(await rules().apply(stage.ctx, migration(4))).toMatchObject({
        kind: 'refused',
        missing: [{ field: 'to' }],
      });
      const done = await rules().apply(stage.ctx, migration(3, { states: { [asking]: 'renamed' } }));
      expect(done).toMatchObject({ blocked: [] });
      expect(await read(items.early)).toMatchObject({ definitionVersion: 3, state: 'renamed' });

      // One goes on: it cannot go back, and the others only if that is what is asked.
      const gone = await stage.app.workItems.change(stage.ctx, items.early.id, (each, facts) =>
        transitionWorkItem(each, { transition: 'finish', fields: {} }, facts),
      );
      expect(gone).toMatchObject({ kind: 'changed' });
      const noted = await stage.app.workItems.change(stage.ctx, items.middle.id, (each, facts) =>
        addEvidence(each, { title: 'A note', note: 'Seen', link: null, file: null }, facts),
      );
      expect(noted).toMatchObject({ kind: 'changed' });
      const id = changeOf(done);
      expect(await rules().undo(stage.ctx, { id })).toMatchObject({
        kind: 'stuck',
        blocked: [{ item: { title: 'early' }, missing: [{ text: 'has been closed since' }] }],
      });
      expect(await read(items.middle)).toMatchObject({ definitionVersion: 3 });
      expect(await rules().undo(stage.ctx, { id, partly: true })).toMatchObject({
        kind: 'undone',
        blocked: [{ item: { title: 'early' } }],
      });
      expect(await read(items.middle)).toMatchObject({ definitionVersion: 1, state: asking, evidence: [{ no: 1 }] });
    });

    test('waits for whoever decides, and is seen by whoever decides after it', async () => {
      const outcomes = await Promise.all([
        rules().apply(stage.ctx, migration(2)),
        stage.app.workItems.change(stage.ctx, items.middle.id, (each, facts) =>
          addEvidence(each, { title: 'Another', note: 'Seen', link: null, file: null }, facts),
        ),
      ]);
      expect(outcomes[1]).toMatchObject({ kind: 'changed' });
      const after = await read(items.middle);
      expect(after).toMatchObject({ definitionVersion: 2 });
      expect(after.evidence).toHaveLength(2);
    });
  });

  test('every invariant holds afterwards', async () => {
    const results = await stage.worker.health.invariants(stage.test.authorityId);
    expect(results.filter(({ broken }) => broken > 0)).toEqual([]);
  });
});
