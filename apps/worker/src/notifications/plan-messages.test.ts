import type { OutboxBatch, OutboxMessage, TellingPreference } from '@kept/database';
import type { Absence, Deadline, Organisation, WorkItem } from '@kept/domain';
import { describe, expect, it } from 'vitest';
import { answer, card, facts, overdue, roles } from '../../testing/overdue-card.js';
import { messagePlanner } from './plan-messages.js';

const now = '2020-02-19T09:00:00.000Z';
const idOf = (no: number) => `0197f7a4-0000-7000-8000-0000000001${String(no).padStart(2, '0')}`;
const fresh = '2020-02-19T08:59:30.000Z';

function message(no: number, more: Partial<OutboxMessage> & { kind?: string } = {}): OutboxMessage {
  const createdAt = more.notice?.createdAt ?? '2020-02-19T00:00:00.000Z';
  return {
    id: idOf(no),
    uniqueKey: `${card.id}:overdue:answer:1::2020-02-18`,
    attempt: 1,
    lapses: 0,
    askFirst: false,
    availableAt: '2020-02-19T08:00:00.000Z',
    firstTriedAt: null,
    carriedBy: null,
    waitsFor: null,
    ...more,
    notice: { ...overdue, id: idOf(no), createdAt, ...more.notice },
  };
}

interface World {
  items?: WorkItem[];
  at?: string;
  firing?: boolean;
  preferences?: Record<string, TellingPreference>;
  organisation?: Partial<Organisation>;
}

function planOf(
  messages: OutboxMessage[],
  { items = [card], at = now, firing = false, preferences = {}, organisation = {} }: World = {},
) {
  const reference = {
    revision: 1,
    organisation: { ...facts.organisation, ...organisation },
    teams: [],
    roles,
    rules: [],
    eligibilityRules: [],
    localValues: [],
    words: [],
    calendars: facts.calendars,
    definitions: [facts.definition],
  };
  const batch: OutboxBatch = {
    now: at,
    today: at.slice(0, 10),
    firing,
    reference,
    messages,
    items: new Map(items.map((item) => [item.id, item])),
    preferences: new Map(Object.entries(preferences)),
  };
  const faults: string[] = [];
  const planner = messagePlanner(
    { letters: 16, together: 3, teams: new Set(['fostering']) },
    (id) => void faults.push(id),
  );
  planner.asks(batch);
  const plan = planner.plan(batch);
  const letters = plan.letters.map(({ id, carries, recipient, channel }) => ({
    id,
    carries,
    to: recipient?.person.id,
    channel,
  }));
  return { ...plan, letters, written: plan.letters, faults };
}

const breach: Deadline = { ...answer, statutoryOn: answer.dueOn };
const night = '2020-02-19T02:00:00.000Z';
const leave: Absence[] = [{ personId: 'p-holder', from: '2020-02-17', to: '2020-02-21' }];

describe('what a batch becomes', () => {
  it('what was held for one reader goes as one, by the oldest; what is fresh goes by itself', () => {
    const held = [message(1), message(2)];
    const news = message(3, { availableAt: fresh, notice: { ...overdue, createdAt: fresh } });
    expect(planOf([...held, news]).letters).toEqual([
      { id: idOf(3), carries: [], to: 'p-holder', channel: 'email' },
      { id: idOf(1), carries: [idOf(2)], to: 'p-holder', channel: 'email' },
    ]);
  });

  it('no mail holds more than a reader can take', () => {
    const letters = planOf([1, 2, 3, 4].map((no) => message(no))).letters;
    expect(letters.map(({ carries }) => carries.length)).toEqual([2, 0]);
  });

  it('a digest that was not handed over is made anew, and one that may have been sent goes as it was', () => {
    const carried = message(2, { carriedBy: idOf(1) });
    const anew = planOf([message(1, { notice: { ...overdue, dueOn: '2020-01-01' } }), carried, message(3)]);
    expect(anew.settled).toEqual([{ id: idOf(1), outcome: 'withdrawn', error: 'the date moved to 2020-02-18' }]);
    expect(anew.letters).toMatchObject([{ id: idOf(2), carries: [idOf(3)] }]);
    const again = planOf([message(1, { askFirst: true }), carried, message(3)]);
    expect(again.letters).toMatchObject([
      { id: idOf(1), carries: [idOf(2)] },
      { id: idOf(3), carries: [] },
    ]);
  });

  it('a second message of the same item to the same reader waits for the first', () => {
    const at = { availableAt: fresh, notice: { ...overdue, createdAt: fresh } };
    expect(planOf([message(1, at), message(2, at)]).letters.map(({ id }) => id)).toEqual([idOf(1)]);
    const behind = planOf([message(2, { waitsFor: '2020-02-19T09:10:00.000Z' })]);
    expect(behind.later).toMatchObject([{ at: '2020-02-19T09:10:00.000Z' }]);
  });

  it('one that ended its process three times is set aside, and one that cannot be judged holds up no other', () => {
    const dead = message(1, { askFirst: true, lapses: 3 });
    const lost = message(2, { notice: { ...overdue, workItemId: 'nowhere' } });
    const plan = planOf([dead, lost, message(3)]);
    expect(plan.settled).toMatchObject([
      { id: idOf(1), outcome: 'quarantined' },
      { id: idOf(2), outcome: 'quarantined' },
    ]);
    expect(plan.faults).toEqual([idOf(2)]);
    expect(plan.letters.map(({ id }) => id)).toEqual([idOf(3)]);
  });
});

describe('a digest that may have been sent', () => {
  const other = { ...card, id: 'other', reference: 'CC-2020-002' };
  const ofOther = (more: Partial<OutboxMessage> = {}) =>
    message(2, { carriedBy: idOf(1), ...more, notice: { ...overdue, workItemId: 'other' } });
  const repeated = (items: WorkItem[], world: World = {}) => {
    const [letter] = planOf([message(1, { askFirst: true }), ofOther()], { items, ...world }).written;
    return {
      to: letter?.recipient?.person.id ?? null,
      lines: letter?.lines.map((line) => line.message.id),
      dropped: letter?.dropped.map(({ id, fate }) => ({ id, fate })),
      instead: letter?.instead?.outcome ?? null,
    };
  };

  it('shows nobody what has come to another reader since: that is planned anew', () => {
    expect(repeated([card, { ...other, ownerPost: 'corporate-director' }])).toEqual({
      to: 'p-holder',
      lines: [idOf(1)],
      dropped: [{ id: idOf(2), fate: 'again' }],
      instead: null,
    });
  });

  it('in quiet hours goes as it was where one line is urgent, and waits where none is', () => {
    const urgent = { ...other, deadlines: [{ ...answer, ignoresQuietHours: true }] };
    const tonight = '2020-02-19T18:30:00.000Z';
    expect(repeated([card, urgent], { at: tonight })).toMatchObject({ lines: [idOf(1), idOf(2)], dropped: [] });
    expect(repeated([card, other], { at: tonight })).toEqual({
      to: 'p-holder',
      lines: [],
      dropped: [],
      instead: 'later',
    });
  });

  it('whose first line waits for somebody to be named lets the others go on without it', () => {
    const nobodys = { ...card, ownerPost: 'participation-lead' };
    const holders = facts.organisation.holders.filter(({ post }) => post === 'head-of-fostering');
    expect(repeated([nobodys, other], { organisation: { holders } })).toEqual({
      to: null,
      lines: [],
      dropped: [{ id: idOf(2), fate: 'again' }],
      instead: 'later',
    });
  });

  it('sets aside what cannot be judged, and leaves out what is over', () => {
    expect(repeated([card]).dropped).toEqual([{ id: idOf(2), fate: 'aside' }]);
    expect(repeated([card, { ...other, closed: true }]).dropped).toEqual([{ id: idOf(2), fate: 'over' }]);
    expect(repeated([{ ...card, closed: true }, other])).toMatchObject({ lines: [idOf(2)], dropped: [] });
    expect(
      repeated([
        { ...card, closed: true },
        { ...other, closed: true },
      ]),
    ).toMatchObject({ instead: 'withdrawn' });
  });
});

describe('when and to whom', () => {
  it('on leave it is held, to the first working morning after; unless somebody covers', () => {
    const held = planOf([message(1)], { organisation: { absences: leave } });
    expect(held.later).toEqual([{ id: idOf(1), at: '2020-02-24T08:00:00.000Z', error: null }]);
    const covers = [{ post: 'head-of-fostering', personId: 'p-deputy', from: '2020-02-17', to: '2020-02-21' }];
    const covered = planOf([message(1)], { organisation: { absences: leave, covers } });
    expect(covered.letters).toMatchObject([{ to: 'p-deputy' }]);
  });

  it.each([
    ['a statutory breach on its day', { deadlines: [breach] }, {}],
    ['a limit that ignores quiet hours', { deadlines: [{ ...answer, ignoresQuietHours: true }] }, {}],
    ['a third level', { level: 3 }, { kind: 'escalation' as const }],
  ])(
    '%s goes at night, past a weekly list and "in Kept alone", and past leave to the post above',
    (_what, item, notice) => {
      const weekly: TellingPreference = { mode: 'weekly', channel: 'none', followed: 'daily' };
      const world = { items: [{ ...card, ...item }], at: night, preferences: { 'p-holder': weekly } };
      const told = message(1, { notice: { ...overdue, createdAt: '2020-02-19T00:00:00.000Z', ...notice } });
      expect(planOf([told], world).letters).toMatchObject([{ to: 'p-holder', channel: 'email' }]);
      const items = [{ ...card, ...item, contributors: ['corporate-director'] }];
      const away = planOf([told], { ...world, items, organisation: { absences: leave } });
      expect(away.letters).toMatchObject([{ to: 'p-director' }]);
    },
  );

  it('a second level does not', () => {
    const second = message(1, { notice: { ...overdue, kind: 'escalation' } });
    const plan = planOf([second], { items: [{ ...card, level: 2 }], at: night });
    expect(plan.later).toEqual([{ id: idOf(1), at: '2020-02-19T08:00:00.000Z', error: null }]);
  });

  it('when everybody above is away too, the reader is told all the same', () => {
    const absences = [...leave, { personId: 'p-director', from: '2020-02-17', to: '2020-02-21' }];
    const plan = planOf([message(1)], {
      items: [{ ...card, deadlines: [breach] }],
      at: night,
      organisation: { absences },
    });
    expect(plan.letters).toMatchObject([{ to: 'p-holder' }]);
  });

  it('by the way that was chosen, where there is one', () => {
    const teams: TellingPreference = { mode: 'at-once', channel: 'teams', followed: 'daily' };
    const preferences = { 'p-holder': teams };
    expect(planOf([message(1)], { preferences }).letters, 'its team has no channel').toMatchObject([
      { channel: 'email' },
    ]);
    const posts = facts.organisation.posts.map((post) => ({ ...post, team: 'fostering' }));
    expect(planOf([message(1)], { preferences, organisation: { posts } }).letters).toMatchObject([
      { channel: 'teams' },
    ]);
    const none: TellingPreference = { mode: 'at-once', channel: 'none', followed: 'daily' };
    expect(planOf([message(1)], { preferences: { 'p-holder': none } }).settled).toMatchObject([{ outcome: 'shown' }]);
  });

  it('a daily list at eight waits until what fires at eight is written, a quarter of an hour at most', () => {
    const daily: World['preferences'] = { 'p-holder': { mode: 'daily', channel: 'email', followed: 'daily' } };
    const eight = '2020-02-19T08:00:01.000Z';
    const fired = message(2, { availableAt: eight, notice: { ...overdue, kind: 'reminder', createdAt: eight } });
    const waiting = planOf([message(1), fired], { at: eight, preferences: daily });
    expect(waiting.later.map(({ at }) => at)).toEqual(['2020-02-19T08:00:05.000Z', '2020-02-19T08:00:05.000Z']);
    const world = { at: '2020-02-19T08:00:05.000Z', preferences: daily };
    expect(planOf([message(1)], { ...world, firing: true }).later[0]?.at).toBe('2020-02-19T08:00:10.000Z');
    const gathered = planOf([message(1), fired], world);
    expect(gathered.letters).toMatchObject([{ id: idOf(1), carries: [idOf(2)] }]);
    const late = planOf([message(1)], { at: '2020-02-19T08:15:00.000Z', firing: true, preferences: daily });
    expect(late.letters).toHaveLength(1);
    expect(planOf([message(1)], { at: eight, firing: true }).letters, 'at once is at once').toHaveLength(1);
  });

  it('what somebody follows waits for the list of the morning, and goes with what waits for their post', () => {
    const followed = {
      ...overdue,
      kind: 'followed' as const,
      deadline: null,
      post: 'person:p-holder',
      createdAt: fresh,
    };
    const told = message(2, { availableAt: fresh, notice: followed });
    expect(planOf([told]).later).toEqual([{ id: idOf(2), at: '2020-02-20T08:00:00.000Z', error: null }]);
    const atOnce: TellingPreference = { mode: 'at-once', channel: 'email', followed: 'at-once' };
    expect(planOf([told], { preferences: { 'p-holder': atOnce } }).letters).toMatchObject([{ to: 'p-holder' }]);
    const morning = planOf([message(1), told], { at: '2020-02-20T08:16:00.000Z' });
    expect(morning.letters).toEqual([{ id: idOf(1), carries: [idOf(2)], to: 'p-holder', channel: 'email' }]);
    const restricted = { ...card, restrictedTo: { posts: [], people: ['p-director'] } };
    const lost = planOf([told], { items: [restricted] });
    expect(lost.settled).toMatchObject([{ id: idOf(2), outcome: 'withdrawn', endsFollow: true }]);
  });

  it('a weekly list waits for its day, whatever its reader chose', () => {
    const listed = message(1, { notice: { ...overdue, kind: 'exception', createdAt: '2020-02-18T10:00:00.000Z' } });
    expect(planOf([listed]).later).toEqual([{ id: idOf(1), at: '2020-02-24T08:00:00.000Z', error: null }]);
  });
});
