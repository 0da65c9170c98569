import type {
  CalendarChangeListView,
  CalendarChangeView,
  CalendarListView,
  CalendarView,
  ChangedCalendarView,
  UndoneCalendarView,
  WorkItemView,
} from '@kept/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseCard } from '../../testing/cards.js';
import { openService, type Client, type Service } from '../../testing/service.js';

const bank = '/api/calendars/england-and-wales';
/** A Monday on which nothing stands. */
const thanks = { date: '2020-02-24', name: 'A day of thanks' };
const reason = 'Announced on 14 February';

describe('calendars', () => {
  let service: Service;
  let administrator: Client;
  let participation: Client;
  beforeAll(async () => {
    service = await openService();
    administrator = service.as('administrator');
    participation = service.as('participation');
  });
  afterAll(() => service.close());

  const change = (body: object, who = administrator, headers = {}) =>
    who<ChangedCalendarView>('POST', `${bank}/changes`, { body: { reason, ...body }, headers });
  const datesOf = async (card: WorkItemView) =>
    (await participation<WorkItemView>('GET', `/api/work-items/${card.reference}`)).body.deadlines.map(
      ({ key, dueOn }) => `${key} ${dueOn}`,
    );

  it('are read by everybody who is signed in, and changed by the administrator', async () => {
    const chair = service.as('chair');
    const { body: list } = await chair<CalendarListView>('GET', '/api/calendars');
    expect(list.calendars.map(({ key, kind, source }) => `${key} ${kind} ${source}`)).toEqual([
      'council-closures closures library',
      'england-and-wales holidays library',
      'school-terms terms library',
      'school-terms-medway terms library',
    ]);
    expect(list.calendars[1]?.coming[0]).toEqual({ from: '2020-04-10', to: '2020-04-10', name: 'Good Friday' });
    expect(list.mayChange).toBe(false);
    const one = await chair<CalendarView>('GET', bank);
    expect(one.headers['etag']).toBe(`"${one.body.revision}"`);
    expect(one.body.years.find(({ year }) => year === 2020)?.days).toContainEqual({
      date: '2020-05-08',
      name: 'Early May bank holiday (moved from 4 May)',
      announcedOn: '2019-06-07',
      mayRemove: true,
    });
    expect((await administrator<CalendarView>('GET', bank)).body.mayChange).toBe(true);
    for (const [method, path] of [
      ['GET', '/api/calendars'],
      ['GET', bank],
      ['POST', `${bank}/changes`],
      ['POST', `${bank}/imports`],
      ['GET', '/api/calendars/changes'],
      ['GET', '/api/calendars/changes/x'],
      ['POST', '/api/calendars/changes/x/undo'],
    ] as const) {
      expect((await service.ask(method, path)).status, path).toBe(401);
      if (method === 'POST') expect((await chair(method, path)).status, path).toBe(403);
    }
  });

  it('that are not there, or asked for wrongly, are refused', async () => {
    expect((await administrator('GET', '/api/calendars/moon')).status).toBe(404);
    expect((await administrator('GET', '/api/calendars/changes/x')).status).toBe(404);
    expect((await administrator('POST', '/api/calendars/changes/x/undo', { body: {} })).status).toBe(404);
    const body = { add: [thanks], reason };
    expect((await administrator('POST', '/api/calendars/moon/changes', { body })).status).toBe(404);
    for (const wrong of [
      {},
      { add: [] },
      { add: [thanks], colour: 'red' },
      { add: [{ ...thanks, date: '2020-02-30' }] },
      { add: [{ ...thanks, name: 'Hid\u202Eden' }] },
      { add: [thanks], dryRun: 'yes' },
    ]) {
      expect((await change(wrong)).status, JSON.stringify(wrong)).toBe(400);
    }
    const unknown = await administrator('GET', '/api/calendars/changes?colour=red');
    expect(unknown.status).toBe(400);
    expect((await change({ add: [thanks] }, administrator, { 'if-match': '"99"' })).status).toBe(412);
  });

  it('say in plain words, entry by entry, what is untrue', async () => {
    expect((await change({ add: [thanks], reason: undefined })).body).toMatchObject({
      status: 422,
      missing: [{ field: 'reason' }],
    });
    const add = [thanks, { date: '2020-04-10', name: 'Again' }, { date: '2020-02-22', name: 'A Saturday' }];
    expect((await change({ add, remove: ['2020-03-03'] })).body).toMatchObject({
      status: 422,
      missing: [
        { field: 'add.1', text: '10 April 2020 is there already, as “Good Friday”.' },
        { field: 'add.2', text: expect.stringContaining('at a weekend') as string },
        { field: 'remove.0', text: '3 March 2020 is not named in this calendar.' },
      ],
    });
    const same = await change({ rename: [{ date: '2020-04-10', name: 'Good Friday' }] });
    expect(same.body).toMatchObject({ status: 422, missing: [{ field: '_' }] });
  });

  it('show what a bank holiday would move, move it in one step, and take it back', async () => {
    // Ten working days to triage a card, from 17 February.
    const card = await raiseCard(participation, 'Counts over the day');
    const before = await datesOf(card);
    expect(before).toEqual(['screen 2020-02-17', 'triage 2020-03-02']);
    const { revision } = (await administrator<CalendarView>('GET', bank)).body;

    const looked = (await change({ add: [thanks], dryRun: true })).body;
    expect(looked).toMatchObject({
      change: null,
      unchanged: null,
      calendar: { revision: revision + 1, source: 'council' },
      difference: { added: [thanks], removed: [] },
      moved: [{ reference: card.reference, deadline: 'triage', from: '2020-03-02', to: '2020-03-03' }],
      late: [],
      unseen: 0,
    });
    expect(await datesOf(card)).toEqual(before);

    const done = (await change({ add: [thanks] }, administrator, { 'if-match': `"${revision}"` })).body;
    expect(done).toMatchObject({ moved: looked.moved, calendar: { source: 'council', revision: revision + 1 } });
    expect(await datesOf(card)).toEqual(['screen 2020-02-17', 'triage 2020-03-03']);
    // A second time it is there already, and the first reading is stale.
    expect((await change({ add: [thanks] })).status).toBe(422);
    expect((await change({ add: [thanks] }, administrator, { 'if-match': `"${revision}"` })).status).toBe(412);

    const path = `/api/calendars/changes/${done.change}`;
    const kept = (await participation<CalendarChangeView>('GET', path)).body;
    expect(kept).toMatchObject({
      by: 'Mina Thorley',
      reason,
      calendar: { key: 'england-and-wales', title: 'Bank holidays in England and Wales' },
      moved: looked.moved,
      unseen: 0,
      undone: null,
      mayUndo: false,
    });
    const listed = await administrator<CalendarChangeListView>(
      'GET',
      '/api/calendars/changes?calendar=england-and-wales',
    );
    expect(listed.body.changes).toMatchObject([{ id: done.change, movedCount: 1, mayUndo: true }]);

    const would = (await administrator<UndoneCalendarView>('POST', `${path}/undo`, { body: { dryRun: true } })).body;
    expect(would.moved).toMatchObject([{ from: '2020-03-03', to: '2020-03-02' }]);
    expect(await datesOf(card)).toEqual(['screen 2020-02-17', 'triage 2020-03-03']);
    const undone = await administrator<UndoneCalendarView>('POST', `${path}/undo`);
    expect(undone.body).toMatchObject({ difference: { removed: [thanks] }, moved: would.moved });
    expect(await datesOf(card)).toEqual(before);
    expect((await administrator('POST', `${path}/undo`)).status).toBe(409);
    expect((await administrator<CalendarChangeView>('GET', path)).body).toMatchObject({
      undone: { by: 'Mina Thorley' },
      mayUndo: false,
    });
  });

  it('say nothing of an item out of sight but that there is one', async () => {
    const card = await raiseCard(participation, 'A personal matter');
    const body = { transition: 'triage', fields: { kind: 'personal', screenedOn: '2020-02-17' } };
    expect((await participation('POST', `/api/work-items/${card.reference}/transitions`, { body })).status).toBe(200);
    const [due] = (await datesOf(card)).slice(-1);
    const date = due?.split(' ')[1] ?? '';
    const looked = await change({ add: [{ date, name: 'Extra' }], dryRun: true });
    expect(looked.body.moved.map(({ reference }) => reference)).not.toContain(card.reference);
    expect(looked.body.unseen).toBe(1);
    const done = await change({ add: [{ date, name: 'Extra' }] });
    const path = `/api/calendars/changes/${done.body.change}`;
    expect((await administrator<CalendarChangeView>('GET', path)).body.unseen).toBe(1);
    const seen = (await participation<CalendarChangeView>('GET', path)).body;
    expect([seen.unseen, seen.moved.map(({ reference }) => reference)]).toEqual([
      0,
      expect.arrayContaining([card.reference]),
    ]);
    expect((await administrator('POST', `${path}/undo`)).status).toBe(200);
  });

  it('keep a change that a date cannot return from, and say which', async () => {
    const card = await raiseCard(participation, 'Triaged meanwhile');
    const first = (await change({ add: [{ date: '2020-02-21', name: 'Extra' }] })).body;
    const body = { transition: 'triage', fields: { kind: 'collective', screenedOn: '2020-02-17' } };
    expect((await participation('POST', `/api/work-items/${card.reference}/transitions`, { body })).status).toBe(200);
    const refused = await administrator('POST', `/api/calendars/changes/${first.change}/undo`);
    expect(refused.status).toBe(409);
    expect(refused.body.missing?.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(new RegExp(`^${card.reference}: “.+” has been met or closed since\\.$`)),
    );
    const second = (await change({ add: [{ date: '2020-02-20', name: 'Extra' }] })).body;
    const stood = await administrator('POST', `/api/calendars/changes/${first.change}/undo`);
    expect(stood.body.detail).toBe(
      'A later change of this calendar, of 17 February 2020, stands on this one. Take that back first.',
    );
    expect((await administrator('POST', `/api/calendars/changes/${second.change}/undo`)).status).toBe(200);
  });
});
