import { randomUUID } from 'node:crypto';
import { openEdition, recalculateItem, type AgendaItem, type BodyMember } from '@kept/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgresVersions } from '../../testing/index.js';
import { openStage, type Stage } from '../../testing/stage.js';
import type { NewOutcome } from './outcome.store.js';

const panel = 'corporate-parenting-panel';
const [theItem, another] = [randomUUID(), randomUUID()];
const item = (rest: Partial<AgendaItem> = {}): AgendaItem => ({
  id: theItem,
  title: 'The views of young people',
  kind: 'young-people',
  leadPost: null,
  exempt: false,
  confidential: false,
  paragraphs: [],
  minutesOpen: false,
  links: [],
  pages: null,
  ...rest,
});
const open = item();
const closed = item({ exempt: true, paragraphs: [2] });
const openMinutes = item({ exempt: true, paragraphs: [2], minutesOpen: true });
const confidential = item({ exempt: true, confidential: true });
const note = (rest: Partial<NewOutcome> = {}): NewOutcome => ({
  id: randomUUID(),
  minute: 1,
  paragraph: null,
  agendaItemId: theItem,
  kind: 'note',
  text: 'Spoken',
  reference: null,
  ...rest,
});

describe.each(postgresVersions)('PostgreSQL %s', (postgres) => {
  let stage: Stage;
  beforeAll(async () => void (stage = await openStage(postgres)));
  afterAll(() => stage.close());

  const theMeeting = async (): Promise<string> => {
    const { meetings } = await stage.app.meetings.list(stage.test.authorityId, {
      body: panel,
      from: '2020-01-01',
      limit: 1,
    });
    return meetings[0]!.id;
  };
  let version = 0;
  const save = async (meetingId: string, ...items: AgendaItem[]) => {
    const saved = await stage.app.agendas.save(stage.ctx, { meetingId, version, items });
    if (saved.kind === 'saved') version = saved.version;
    return saved.kind;
  };
  const publish = async (meetingId: string, ...items: AgendaItem[]) => {
    await save(meetingId, ...items);
    const edition = { meetingId, version, motion: null, items: openEdition(items) };
    expect(await stage.app.agendas.publish(stage.ctx, edition)).toBe('published');
  };
  const add = async (
    meetingId: string,
    outcome: NewOutcome,
    request: { key: string; bodyHash: string } | null = null,
  ) => (await stage.app.outcomes.add(stage.ctx, meetingId, { outcome, request, faultsOf: () => [] })).kind;
  const texts = async (meetingId: string) => {
    const read = await stage.app.outcomes.list(stage.test.authorityId, meetingId, 'open');
    return read.map(({ text }) => text);
  };

  test('what was minuted is open where the draft and the last publication both are, and nowhere else', async () => {
    const meeting = await theMeeting();
    await save(meeting, closed);
    await add(meeting, note());
    await add(meeting, note({ minute: 2, agendaItemId: null, text: 'Of no item' }));
    expect(await texts(meeting)).toEqual(['Of no item']);
    // A change of the draft discloses nothing before it is published.
    await save(meeting, open);
    expect(await texts(meeting)).toEqual(['Of no item']);
    const both = ['Spoken', 'Of no item'];
    for (const [published, draft, read] of [
      [open, open, both],
      [openMinutes, open, both],
      [open, openMinutes, both],
      [closed, open, ['Of no item']],
      [open, closed, ['Of no item']],
      [confidential, open, ['Of no item']],
      [open, confidential, ['Of no item']],
    ] as const) {
      await publish(meeting, published);
      await save(meeting, draft);
      expect([published, draft, await texts(meeting)]).toEqual([published, draft, read]);
      const [first] = await stage.app.outcomes.list(stage.test.authorityId, meeting, 'full');
      expect(first).toMatchObject({ text: 'Spoken', open: read === both });
    }
    // What the public reads of the agenda is what was published, whatever the draft says.
    await publish(meeting, closed);
    await save(meeting, { ...open, title: 'Another title' });
    const agenda = await stage.app.agendas.readOpen(stage.test.authorityId, meeting);
    expect(agenda?.items).toEqual(openEdition([closed]));
  });

  test('of one item a meeting notes and agrees much; an action stands once, unless it was withdrawn', async () => {
    const meeting = await theMeeting();
    await publish(meeting, open);
    const reference = 'PA-2020-001';
    expect(await add(meeting, note({ minute: 1, reference }))).toBe('added');
    expect(await add(meeting, note({ minute: 1, reference }))).toBe('added');
    const action = note({ minute: 1, kind: 'action', reference });
    expect(await add(meeting, action)).toBe('added');
    expect(await add(meeting, { ...action, id: randomUUID() })).toBe('stands');
    const withdrawal = { id: action.id, because: 'Of another meeting' };
    expect(await stage.app.outcomes.withdraw(stage.ctx, meeting, withdrawal)).toBe(true);
    expect(await stage.app.outcomes.withdraw(stage.ctx, meeting, withdrawal)).toBe(false);
    expect(await texts(meeting)).toHaveLength(4);
    const full = await stage.app.outcomes.list(stage.test.authorityId, meeting, 'full');
    expect(full.filter(({ withdrawn }) => withdrawn)).toMatchObject([
      { id: action.id, open: false, withdrawn: { because: 'Of another meeting' } },
    ]);
    expect(await add(meeting, { ...action, id: randomUUID() })).toBe('added');
  });

  test('an item under which an action was ordered keeps its minutes open', async () => {
    const meeting = await theMeeting();
    expect(await save(meeting, closed)).toBe('ordered');
    expect(await save(meeting, confidential)).toBe('ordered');
    expect(await save(meeting, openMinutes)).toBe('saved');
    expect(await save(meeting)).toBe('used');
  });

  test('for a meeting that somebody took away nothing is written, and it says that there is none', async () => {
    const extra = await stage.app.meetings.add(
      stage.ctx,
      { body: panel, dates: ['2020-05-05'], title: 'Extra meeting' },
      recalculateItem,
    );
    if (extra.kind !== 'added') throw new Error(extra.kind);
    const { id } = extra.meetings[0]!;
    const removed = await stage.app.meetings.remove(stage.ctx, { id, namedBy: [] }, recalculateItem);
    expect(removed.kind).toBe('removed');
    const first = { meetingId: id, version: 0, items: [item({ id: randomUUID() })] };
    expect(await stage.app.agendas.save(stage.ctx, first)).toEqual({ kind: 'unknown' });
    expect(await add(id, note({ agendaItemId: null }))).toBe('unknown');
  });

  test('two clerks at once: one minute is about one item, and one request writes once', async () => {
    const meeting = await theMeeting();
    await save(meeting, open, item({ id: another }));
    const one = (agendaItemId: string) =>
      stage.app.outcomes.add(stage.ctx, meeting, {
        outcome: note({ minute: 50, agendaItemId }),
        request: null,
        faultsOf: ({ outcomes }) =>
          outcomes.some((each) => each.minute === 50) ? [{ field: 'minute', text: 'Taken' }] : [],
      });
    const kinds = (await Promise.all([one(theItem), one(another)])).map(({ kind }) => kind);
    expect(kinds.sort()).toEqual(['added', 'refused']);
    const request = { key: 'once', bodyHash: 'a' };
    const again = await Promise.all([add(meeting, note(), request), add(meeting, note(), request)]);
    expect(again.sort()).toEqual(['added', 'repeated']);
    expect(await add(meeting, note(), { key: 'once', bodyHash: 'b' })).toBe('key-reused');
  });

  test('two chairs at once: one of them sits', async () => {
    const seat = (from: string, to: string | null): BodyMember => ({
      id: randomUUID(),
      body: panel,
      place: 'chair',
      title: 'Chair',
      post: null,
      vacant: false,
      from,
      to,
    });
    const first = seat('2018-01-01', '2018-12-31');
    const results = await Promise.all(
      [first, seat('2018-06-01', null)].map((each) => stage.app.members.add(stage.ctx, each)),
    );
    expect(results.filter((each) => each === 'written')).toHaveLength(1);
    // A seat cannot be made to last into the time of the next one.
    const [early, late] = [seat('2010-01-01', '2010-12-31'), seat('2011-01-01', '2011-12-31')];
    for (const each of [early, late]) expect(await stage.app.members.add(stage.ctx, each)).toBe('written');
    const end = (to: string) => stage.app.members.end(stage.ctx, { id: early.id, body: panel, to });
    expect(await end('2011-06-01')).toMatchObject({ missing: [{ field: 'place' }] });
    expect(await end('2010-06-30')).toBe('written');
    expect(await stage.app.members.end(stage.ctx, { id: randomUUID(), body: panel, to: '2011-06-01' })).toBe('unknown');
  });
});
