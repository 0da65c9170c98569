import {
  createWorkItem,
  editCalendar,
  extendItemDeadline,
  recalculateOverCalendar,
  suspendItem,
  transitionWorkItem,
  type CalendarEdit,
  type EditFault,
  type WorkItem,
} from '@kept/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { v7 as uuid } from 'uuid';
import { bankHolidays, closures, countingRules, countingWorkflow } from '../../testing/counting-workflow.js';
import { postgresVersions, withClient } from '../../testing/index.js';
import { openStage, type Stage } from '../../testing/stage.js';
import type { CalendarOutcome, MovedItem } from '../index.js';

type Outcome = CalendarOutcome<readonly EditFault[]>;

/** A day of thanks on a Monday. */
const day = '2020-03-02';
const thanks: CalendarEdit = { add: [{ date: day, name: 'A day of thanks' }] };

describe.each(postgresVersions)('PostgreSQL %s', (postgres) => {
  let stage: Stage;
  let items: Record<'early' | 'middle' | 'late' | 'waiting' | 'closed', WorkItem>;

  const asked = (edit: CalendarEdit, key = 'england-and-wales') => ({
    key,
    origin: 'edit' as const,
    reason: 'Announced yesterday',
    revise: (calendar: Parameters<typeof editCalendar>[0], today: string) => {
      const edited = editCalendar(calendar, edit, today);
      return edited.ok ? edited : { ok: false as const, fault: edited.faults };
    },
  });
  const preview = (edit: CalendarEdit, key?: string) =>
    stage.app.calendars.preview(stage.ctx, asked(edit, key), recalculateOverCalendar);
  const apply = (edit: CalendarEdit, key?: string) =>
    stage.app.calendars.apply(stage.ctx, asked(edit, key), recalculateOverCalendar);
  const undo = (id: string, dryRun = false) =>
    stage.app.calendars.undo(stage.ctx, { id, dryRun }, recalculateOverCalendar);
  const changeOf = (outcome: Outcome): string => {
    if (outcome.kind !== 'changed' || outcome.change === null) throw new Error(JSON.stringify(outcome));
    return outcome.change;
  };
  /** `early reply 2020-03-02 → 2020-03-03`, in order. */
  const movesOf = (outcome: { moved?: readonly MovedItem[] }): string[] =>
    (outcome.moved ?? [])
      .flatMap(({ item, deadlines }) =>
        deadlines.map(({ deadline, from, to }) => `${item.title} ${deadline} ${from} → ${to}`),
      )
      .sort();
  const dates = () =>
    withClient(stage.test.urls.owner, async (client) => {
      const text = `select work_item_id, key, occurrence, due_on, calculated_on, statutory_on, agreed_on, status, receipt, plan,
        next_firing_at from deadlines order by 1, 2, 3`;
      return (await client.query(text)).rows as unknown[];
    });
  const start = async (title: string, on: string) => {
    await stage.migrator.clock.startAt(`${on}T09:00:00.000Z`);
    const made = await stage.app.workItems.create(stage.ctx, 'counting', (facts) =>
      createWorkItem({ id: uuid(), reference: '', title, fields: {} }, facts),
    );
    if (made.kind !== 'changed') throw new Error(JSON.stringify(made));
    return made.item;
  };
  const change = async (item: WorkItem, decide: Parameters<Stage['app']['workItems']['change']>[2]) => {
    const changed = await stage.app.workItems.change(stage.ctx, item.id, decide);
    if (changed.kind !== 'changed') throw new Error(JSON.stringify(changed));
    return changed.item;
  };
  const finish = (item: WorkItem) =>
    change(item, (each, facts) => transitionWorkItem(each, { transition: 'finish', fields: {} }, facts));

  beforeAll(async () => {
    stage = await openStage(postgres);
    await stage.migrator.publishing.publishLibrary({
      definitions: [{ definition: countingWorkflow }],
      rules: countingRules,
      calendars: [bankHolidays, closures],
    });
    items = {
      // Ten working days from a Thursday end on 13 February, before the day; twenty on 27 February.
      early: await start('early', '2020-01-30'),
      middle: await start('middle', '2020-02-10'),
      closed: await start('closed', '2020-02-11'),
      waiting: await start('waiting', '2020-02-12'),
      late: await start('late', '2020-03-02'),
    };
    await stage.migrator.clock.startAt('2020-02-17T09:00:00.000Z');
    await finish(items.closed);
    const open = { deadline: 'reply', ground: 'Waiting for the family', from: '2020-02-17', resumes: null };
    items.waiting = await change(items.waiting, (each, facts) => suspendItem(each, open, facts));
  });
  afterAll(() => stage.close());

  test('a preview lists exactly the open dates that count over the day', async () => {
    const outcome = await preview(thanks);
    expect(outcome).toMatchObject({ kind: 'changed', change: null, calendar: { revision: 2 } });
    // Not: what ended before it, what starts on it, six weeks, what is closed. The reply of `middle` ends on 24 February.
    expect(movesOf(outcome as { moved: MovedItem[] })).toEqual([
      'middle twenty-days 2020-03-09 → 2020-03-10',
      'waiting twenty-days 2020-03-11 → 2020-03-12',
    ]);
  });

  test('on every day of three weeks it lists what a count by hand lists', async () => {
    const open = [items.early, items.middle, items.waiting, items.late];
    for (let step = 0; step < 21; step += 1) {
      const date = new Date(Date.parse('2020-02-17') + step * 86_400_000).toISOString().slice(0, 10);
      if ([0, 6].includes(new Date(date).getUTCDay())) continue;
      const found = movesOf((await preview({ add: [{ date, name: 'Extra' }] })) as { moved: MovedItem[] });
      const expected = open.flatMap((item) =>
        item.deadlines
          .filter(({ key, startedOn, dueOn, versions: { meeting } }) => {
            if (key === 'paper') return dueOn <= date && date < (meeting?.heldOn ?? '');
            if (key === 'four-weeks') return dueOn === date;
            return key !== 'six-weeks' && startedOn < date && date <= dueOn;
          })
          .map(({ key, dueOn }) => `${item.title} ${key} ${dueOn}`),
      );
      expect(found.map((line) => line.split(' → ')[0]).sort(), date).toEqual(expected.sort());
    }
  });

  test('what is counted back from a meeting moves to an earlier day', async () => {
    // The agenda for 31 March is out on 23 March; the paper two working days before.
    const outcome = await preview({ add: [{ date: '2020-03-25', name: 'Extra' }] });
    expect(movesOf(outcome as { moved: MovedItem[] }).filter((line) => line.startsWith('late'))).toEqual([
      'late paper 2020-03-19 → 2020-03-18',
      'late twenty-days 2020-03-30 → 2020-03-31',
    ]);
  });

  test('a preview writes nothing and waits for nobody', async () => {
    const before = await dates();
    await withClient(stage.test.urls.owner, async (client) => {
      await client.query('begin');
      await client.query('select pg_advisory_xact_lock(app.lock_key($1))', [stage.test.authorityId]);
      expect(await preview(thanks)).toMatchObject({ kind: 'changed' });
      await client.query('rollback');
    });
    expect(await dates()).toEqual(before);
    expect((await stage.app.calendars.list(stage.test.authorityId)).map(({ isOwn }) => isOwn)).toEqual([false, false]);
  });

  test('an applied change moves the dates, tells the owners, and stands in each history with its reason', async () => {
    const before = await dates();
    const looked = await preview(thanks);
    const done = await apply(thanks);
    const id = changeOf(done);
    expect(movesOf(done as { moved: MovedItem[] })).toEqual(movesOf(looked as { moved: MovedItem[] }));
    const { item } = (await stage.app.workItems.read(stage.ctx, items.middle.id))!;
    expect(item.deadlines.find(({ key }) => key === 'twenty-days')).toMatchObject({
      dueOn: '2020-03-10',
      statutoryOn: '2020-03-10',
      versions: { calendars: [{ key: 'england-and-wales', revision: 2 }] },
    });
    const { events } = await stage.app.workItems.history(stage.ctx, item.id, { limit: 10 });
    expect(events.at(-1)).toMatchObject({
      type: 'deadline-recalculated',
      reason: 'Announced yesterday',
      fields: { calendar: { key: 'england-and-wales', title: 'Bank holidays', revision: 2 } },
    });
    const notices = await stage.app.notices.ofItem(stage.test.authorityId, item.id);
    expect(notices).toMatchObject([{ kind: 'date-moved', dueOn: '2020-03-10', post: 'corporate-parenting-officer' }]);
    const { reference } = { reference: await stage.app.reference.load(stage.test.authorityId) };
    expect(reference.calendars.find(({ key }) => key === 'england-and-wales')?.days[day]).toBe('A day of thanks');

    // There and back: every date, every receipt and every plan as it was.
    const looking = await undo(id, true);
    expect(looking).toMatchObject({ kind: 'undone' });
    const undone = await undo(id);
    expect(movesOf(undone as { moved: MovedItem[] })).toEqual(movesOf(looking as { moved: MovedItem[] }));
    expect(await dates()).toEqual(before);
    expect(await undo(id)).toEqual({ kind: 'undone-before' });
    const after = await stage.app.workItems.history(stage.ctx, item.id, { limit: 10 });
    expect(after.events.slice(-2).map(({ reason }) => reason)).toEqual([
      'Announced yesterday',
      'Taken back: Announced yesterday',
    ]);
    const listed = await stage.app.calendars.changes(stage.test.authorityId, { limit: 10 });
    expect(listed.changes).toMatchObject([
      {
        id,
        calendar: 'england-and-wales',
        fromRevision: 1,
        toRevision: 2,
        movedCount: 2,
        undoneBy: 'Asha Whitcombe',
        isLast: false,
      },
    ]);
  });

  test('a change is taken back only while nothing stands on it', async () => {
    const first = changeOf(await apply(thanks));
    const second = changeOf(await apply({ add: [{ date: '2020-03-03', name: 'Another' }] }));
    expect(await undo(first)).toMatchObject({ kind: 'stood-on', by: { id: second } });
    expect(await undo(second)).toMatchObject({ kind: 'undone' });
    const stored = await stage.app.calendars.change(stage.test.authorityId, first);
    expect(stored).toMatchObject({
      change: { isLast: true, movedCount: 2 },
      moved: [
        {
          reference: items.middle.reference,
          workflow: 'counting',
          deadline: 'twenty-days',
          from: '2020-03-09',
          to: '2020-03-10',
        },
        { reference: items.waiting.reference },
      ],
    });
    expect(await undo(first)).toMatchObject({ kind: 'undone', calendar: { days: bankHolidays.days } });
  });

  test('a change is not taken back where a date that it moved can no longer return, and says which', async () => {
    const id = changeOf(await apply({ add: [{ date: '2020-02-21', name: 'Closed early' }] }, 'council-closures'));
    const before = await dates();
    const to = '2020-04-01';
    const agreed = { to, reason: 'The family asked' };
    const item = await change(items.middle, (each, facts) => extendItemDeadline(each, 'reply', agreed, facts));
    expect(item.deadlines.find(({ key }) => key === 'reply')?.dueOn).toBe(to);
    const stuck = { kind: 'stuck', deadlines: [{ item: { id: item.id }, deadline: 'reply', because: 'moved-since' }] };
    expect(await undo(id, true)).toMatchObject(stuck);
    expect(await undo(id)).toMatchObject(stuck);
    await finish(items.middle);
    expect(await undo(id)).toMatchObject({ kind: 'stuck', deadlines: [{ because: 'over' }] });
    const others = (rows: unknown[]) =>
      rows.filter((row) => (row as { work_item_id: string }).work_item_id !== items.middle.id);
    expect(others(await dates())).toEqual(others(before));
  });

  test('refuses an unknown calendar, a stale revision and a day that is there, and changes nothing for nothing', async () => {
    expect(await preview(thanks, 'nothing')).toEqual({ kind: 'unknown' });
    const stale = { ...asked(thanks), ifRevision: 1 };
    expect(await stage.app.calendars.apply(stage.ctx, stale, recalculateOverCalendar)).toMatchObject({ kind: 'stale' });
    const there = await apply({ add: [{ date: '2020-04-10', name: 'Good Friday' }] });
    expect(there).toMatchObject({ kind: 'refused', fault: [{ part: 'add', index: 0 }] });
    const { calendar } = (await stage.app.calendars.list(stage.test.authorityId))[1]!;
    expect(await apply({})).toEqual({
      kind: 'changed',
      calendar,
      difference: expect.anything() as unknown,
      moved: [],
      change: null,
    });
    expect(await undo(uuid())).toEqual({ kind: 'unknown' });
    // Only a name: no date is worked out again.
    const renamed = await apply({ rename: [{ date: '2020-04-10', name: 'Good Friday (public)' }] });
    expect(renamed).toMatchObject({ kind: 'changed', moved: [], calendar: { revision: calendar.revision + 1 } });
  });

  test('leaves a sound database behind', async () => {
    const found = await stage.worker.health.invariants(stage.test.authorityId);
    // No worker runs here.
    const broken = found.filter((each) => each.broken > 0 && each.key !== 'swept-while-a-worker-runs');
    expect(broken).toEqual([]);
  });
});
