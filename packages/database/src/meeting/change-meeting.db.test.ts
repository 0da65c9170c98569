import { startDeadline, recalculateItem, type Facts, type WorkItem } from '@kept/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgresVersions, withClient } from '../../testing/index.js';
import { bankHolidays, closures, countingRules, countingWorkflow } from '../../testing/counting-workflow.js';
import { newRequest, requestWorkflow } from '../../testing/request-workflow.js';
import { openStage, type Stage } from '../../testing/stage.js';

describe.each(postgresVersions)('PostgreSQL %s', (postgres) => {
  let stage: Stage;
  let item: WorkItem;
  const panel = async () => {
    const { meetings } = await stage.app.meetings.list(stage.test.authorityId, {
      body: 'corporate-parenting-panel',
      from: '2020-02-17',
      limit: 10,
    });
    return meetings[0]!;
  };
  const bytes = () =>
    withClient(
      stage.test.urls.owner,
      async (client) => (await client.query('select d::text from deadlines d order by work_item_id')).rows,
    );
  const started = (facts: Facts) => {
    const use = requestWorkflow.states['open']!.limits[0]!;
    const start = startDeadline({
      definition: facts.definition,
      use,
      occurrence: 1,
      startedAt: facts.now,
      fields: {},
      facts,
    });
    if (!start.ok) throw new Error(start.error);
    return [start.deadline];
  };

  beforeAll(async () => {
    stage = await openStage(postgres);
    await stage.migrator.publishing.publishLibrary({
      definitions: [{ definition: countingWorkflow }],
      rules: countingRules,
      calendars: [bankHolidays, closures],
    });
    const outcome = await stage.app.workItems.create(stage.ctx, 'request', (facts) => {
      const deadlines = started(facts);
      return { allowed: true, change: newRequest(facts, { deadlines, nextDueOn: deadlines[0]!.dueOn }) };
    });
    if (outcome.kind !== 'changed') throw new Error(JSON.stringify(outcome));
    item = outcome.item;
  });
  afterAll(() => stage.close());

  test('a limit that ends at the next meeting is due on its day', () => {
    expect(item.deadlines).toMatchObject([
      { key: 'panel', dueOn: '2020-02-18', versions: { meeting: { heldOn: '2020-02-18' } } },
    ]);
  });

  test('a dry run says what would move, and moves nothing', async () => {
    const before = await bytes();
    const meeting = await panel();
    const outcome = await stage.app.meetings.move(
      stage.ctx,
      { id: meeting.id, date: '2020-02-25', dryRun: true },
      recalculateItem,
    );
    expect(outcome).toMatchObject({
      kind: 'moved',
      moved: [
        {
          item: { reference: item.reference },
          deadlines: [{ deadline: 'panel', from: '2020-02-18', to: '2020-02-25' }],
          late: false,
        },
      ],
    });
    expect(await bytes()).toEqual(before);
    expect((await panel()).heldOn).toBe('2020-02-18');
  });

  test('there and back leaves the deadlines byte for byte as they were', async () => {
    const before = await bytes();
    const meeting = await panel();
    await stage.app.meetings.move(stage.ctx, { id: meeting.id, date: '2020-02-25' }, recalculateItem);
    expect((await stage.app.workItems.read(stage.ctx, item.id))?.item).toMatchObject({
      nextDueOn: '2020-02-25',
      version: 2,
    });
    await stage.app.meetings.move(stage.ctx, { id: meeting.id, date: '2020-02-18' }, recalculateItem);
    expect(await bytes()).toEqual(before);
    const { events } = await stage.app.workItems.history(stage.ctx, item.id, { limit: 10 });
    expect(events.map((event) => event.type)).toEqual([
      'work-item-created',
      'deadline-recalculated',
      'deadline-recalculated',
    ]);
    const broken = (await stage.worker.health.invariants(stage.test.authorityId)).filter((each) => each.broken > 0);
    expect(broken).toEqual([]);
  });

  test('a meeting added before the next one becomes the next, and history says so once', async () => {
    const body = 'corporate-parenting-panel';
    const added = await stage.app.meetings.add(
      stage.ctx,
      { body, dates: ['2020-02-24'], title: 'Extra meeting' },
      recalculateItem,
    );
    expect(added).toMatchObject({ kind: 'added', meetings: [{ body, heldOn: '2020-02-24', held: false }] });
    // The item goes to the meeting of 18 February still: the added one is later.
    expect((await stage.app.workItems.read(stage.ctx, item.id))?.item).toMatchObject({
      nextDueOn: '2020-02-18',
      version: 3,
    });
    const next = await panel();
    await stage.app.meetings.move(stage.ctx, { id: next.id, date: '2020-03-03' }, recalculateItem);
    expect((await stage.app.workItems.read(stage.ctx, item.id))?.item).toMatchObject({
      nextDueOn: '2020-02-24',
      version: 4,
    });
    const sooner = { body, dates: ['2020-02-20'], title: 'Sooner still' };
    await stage.app.meetings.add(stage.ctx, sooner, recalculateItem);
    expect((await stage.app.workItems.read(stage.ctx, item.id))?.item).toMatchObject({
      nextDueOn: '2020-02-20',
      version: 5,
      deadlines: [{ key: 'panel', versions: { body, meeting: { heldOn: '2020-02-20' } } }],
    });
    expect(await stage.app.meetings.add(stage.ctx, sooner, recalculateItem)).toEqual({ kind: 'taken' });
    const nobody = { ...sooner, body: 'nobody' };
    expect(await stage.app.meetings.add(stage.ctx, nobody, recalculateItem)).toEqual({ kind: 'unknown-body' });
  });

  test('the days of a year are added together or not at all; a dry run adds none', async () => {
    const before = await panel();
    const dates = ['2020-06-02', '2020-07-16'];
    const year = { body: 'corporate-parenting-panel', dates, title: 'Panel' };
    const days = (heldOns: string[]) => heldOns.map((heldOn) => ({ heldOn, held: false }));
    const tried = await stage.app.meetings.add(stage.ctx, { ...year, dryRun: true }, recalculateItem);
    expect(tried).toMatchObject({ kind: 'added', meetings: days(dates), moved: [] });
    const clash = { ...year, dates: [...dates, before.heldOn] };
    expect(await stage.app.meetings.add(stage.ctx, clash, recalculateItem)).toEqual({ kind: 'taken' });
    expect(await stage.app.meetings.add(stage.ctx, year, recalculateItem)).toMatchObject({ kind: 'added' });
  });

  test('one that is taken away gives what hung on the next meeting to the one after it', async () => {
    const { id } = await panel();
    const removal = { id, namedBy: [] };
    const moved = [{ deadlines: [{ deadline: 'panel', from: '2020-02-20', to: '2020-02-24' }], late: false }];
    const tried = await stage.app.meetings.remove(stage.ctx, { ...removal, dryRun: true }, recalculateItem);
    expect(tried).toMatchObject({ kind: 'removed', meetings: [{ heldOn: '2020-02-20' }], moved });
    expect((await panel()).id).toBe(id);
    const removed = await stage.app.meetings.remove(stage.ctx, removal, recalculateItem);
    expect(removed).toMatchObject({ kind: 'removed', moved });
    expect((await panel()).heldOn).toBe('2020-02-24');
    expect(await stage.app.meetings.remove(stage.ctx, removal, recalculateItem)).toEqual({ kind: 'unknown' });
  });

  test('one that is named stays, and is refused while others write; what is no field for a meeting names none', async () => {
    const { id } = await panel();
    const owner = (text: string, values: unknown[]) =>
      withClient(stage.test.urls.owner, async (client) => {
        await client.query(`select set_config('app.authority', $1, false)`, [stage.test.authorityId]);
        await client.query(text, values);
      });
    const removing = (fields: string[]) => {
      const namedBy = [{ workflow: 'request', fields, records: { calls: ['at'] } }];
      return stage.app.meetings.remove(stage.ctx, { id, namedBy, dryRun: true }, recalculateItem);
    };
    await owner(
      `update work_items set version = version + 1, fields = jsonb_build_object('subject', $2::text) where id = $1`,
      [item.id, id],
    );
    expect(await removing([])).toMatchObject({ kind: 'removed' });
    await withClient(stage.test.urls.app, async (writer) => {
      await writer.query('begin');
      await writer.query('select pg_advisory_xact_lock_shared(app.lock_key($1))', [stage.test.authorityId]);
      expect(await removing(['at', 'subject'])).toEqual({ kind: 'in-use', items: 1 });
    });
    await owner(`update work_items set version = version + 1, fields = '{}' where id = $1`, [item.id]);
    const record = `insert into work_item_records (authority_id, work_item_id, kind, no, fields, added_at, added_by)
      values ($1, $2, $3, 1, jsonb_build_object('at', $4::text), now(), 'A test')`;
    for (const [kind, kept] of [
      ['letters', 'removed'],
      ['calls', 'in-use'],
    ] as const) {
      await owner(record, [stage.test.authorityId, item.id, kind, id]);
      expect(await removing([])).toMatchObject({ kind: kept });
    }
    await owner('delete from work_item_records where work_item_id = $1', [item.id]);
  });

  test('a paper that ran for one goes to the next that it is in time for, and keeps it where there is none', async () => {
    const from = (day: string, facts: Facts): Facts => {
      const meetings = facts.organisation.meetings.filter(({ heldOn }) => heldOn >= day);
      return { ...facts, organisation: { ...facts.organisation, meetings } };
    };
    // It has run since January, when none before 3 March was known; the paper for 24 February would have been due on the 12th.
    const created = await stage.app.workItems.create(stage.ctx, 'counting', (facts) => {
      const start = startDeadline({
        definition: facts.definition,
        use: facts.definition.states['open']!.every!,
        occurrence: 1,
        startedAt: '2020-01-20T09:00:00.000Z',
        fields: {},
        facts: from('2020-03-03', facts),
      });
      if (!start.ok) throw new Error(start.error);
      const deadlines = [start.deadline];
      const paper = { workflow: 'counting', deadlines, nextDueOn: start.deadline.dueOn };
      return { allowed: true, change: newRequest(facts, paper) };
    });
    expect(created).toMatchObject({ item: { nextDueOn: '2020-02-20' } });
    const { body } = await panel();
    const { meetings } = await stage.app.meetings.list(stage.test.authorityId, { body, from: '2020-03-03', limit: 10 });
    const removal = ({ id }: { id: string }) => ({ id, namedBy: [] });
    const [third, last, ...after] = meetings;
    expect(await stage.app.meetings.remove(stage.ctx, removal(third!), recalculateItem)).toMatchObject({
      kind: 'removed',
      moved: [{ deadlines: [{ deadline: 'paper', from: '2020-02-20', to: '2020-03-19' }], late: false }],
    });
    for (const each of after) {
      expect(await stage.app.meetings.remove(stage.ctx, removal(each), recalculateItem)).toMatchObject({ moved: [] });
    }
    const kept = await stage.app.meetings.remove(stage.ctx, removal(last!), recalculateItem);
    expect(kept).toEqual({ kind: 'in-use', items: 1 });
  });

  test('names what is late by the move, knows no other meeting, and refuses a day that is taken', async () => {
    const meeting = await panel();
    const back = await stage.app.meetings.move(stage.ctx, { id: meeting.id, date: '2020-03-31' }, recalculateItem);
    expect(back).toEqual({ kind: 'taken' });
    const unknown = await stage.app.meetings.move(
      stage.ctx,
      { id: stage.test.authorityId, date: '2020-03-01' },
      recalculateItem,
    );
    expect(unknown).toEqual({ kind: 'unknown' });
  });
});
