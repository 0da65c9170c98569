import { describe, expect, it } from 'vitest';
import {
  addRecord,
  londonInstant,
  passTime,
  recalculateItem,
  transitionWorkItem,
  type Facts,
  type WorkItem,
} from '../index.js';
import { aDefinition, anItem, anOrganisation, changed, facts, meeting, refused } from '../../testing/index.js';

const at = (date: string, time = '09:00'): Facts =>
  facts({ now: londonInstant(date, time), actor: { kind: 'system', name: 'sweep' } });

function doing(known = facts()): WorkItem {
  return changed(
    transitionWorkItem(anItem({}, known), { transition: 'begin', fields: { director: 'head-of-service' } }, known),
  );
}

const updates = (item: WorkItem) =>
  item.deadlines
    .filter(({ key }) => key === 'update')
    .map(({ occurrence, status, dueOn }) => [occurrence, status, dueOn]);

describe('time passing over an item', () => {
  it('reminds at eight on the day and tells the owner once', () => {
    expect(refused(passTime(doing(), at('2018-07-31', '07:59')))).toMatchObject({
      kind: 'state',
      detail: 'Nothing is due.',
    });
    const decision = passTime(doing(), at('2018-07-31', '08:00'));
    expect(decision).toMatchObject({
      change: {
        item: { version: 2 },
        event: {
          type: 'reminder-fired',
          stepsVersion: false,
          actorName: 'Kept',
          fields: { deadline: 'do', dueOn: '2018-08-07', mark: '-5wd' },
        },
        notices: [{ post: 'lead', kind: 'reminder', uniqueKey: 'reminder:do:1:-5wd:2018-08-07', late: false }],
      },
    });
    expect(refused(passTime(changed(decision), at('2018-07-31', '08:00'))).kind).toBe('state');
  });

  it('marks what fires after an outage as late, and the item overdue while it still runs', () => {
    const decision = passTime(doing(), at('2018-08-10'));
    expect(decision).toMatchObject({
      change: {
        item: { nextDueOn: '2018-08-07' },
        event: { type: 'reminder-fired' },
        furtherEvents: [
          { type: 'deadline-missed', occurredOn: '2018-08-08', fields: { deadline: 'do' } },
          { type: 'level-reached', occurredOn: '2018-08-08', fields: { deadline: 'do', level: 1 } },
        ],
        notices: [
          { kind: 'reminder', post: 'lead', late: true },
          { kind: 'overdue', post: 'lead', late: true },
          { kind: 'escalation', post: 'head-of-service', late: true },
        ],
      },
    });
  });
});

describe('a check-in for each meeting of the panel', () => {
  it('opens for the first meeting whose paper can still come in time', () => {
    // Paper due on 5 September: five working days before the agenda of 12 September, out five clear days before the 20th.
    expect(updates(doing())).toEqual([[1, 'running', '2018-09-05']]);
  });

  it('is missed when it lapses, and the next opens; each lapsed one stays on record', () => {
    const organisation = anOrganisation({
      meetings: [meeting('panel', '2018-09-20'), meeting('panel', '2018-11-15'), meeting('panel', '2019-01-31')],
    });
    const known = facts({ organisation });
    const item = changed(passTime(doing(known), { ...at('2018-11-20'), organisation }));
    expect(updates(item)).toEqual([
      [1, 'missed', '2018-09-05'],
      [2, 'missed', '2018-10-31'],
      [3, 'running', '2019-01-16'],
    ]);
  });

  it('is met by an update, and the next is for the meeting after', () => {
    const organisation = anOrganisation({ meetings: [meeting('panel', '2018-09-20'), meeting('panel', '2018-11-15')] });
    const known = facts({ organisation });
    const item = changed(addRecord(doing(known), 'updates', { text: 'Half of it is done' }, known));
    expect(item.records['updates']).toMatchObject([{ fields: { text: 'Half of it is done', givenOn: '2018-07-10' } }]);
    expect(updates(item)).toEqual([
      [1, 'met', '2018-09-05'],
      [2, 'running', '2018-10-31'],
    ]);
  });

  it('opens once a meeting becomes known', () => {
    const none = facts({ organisation: anOrganisation({ meetings: [] }) });
    const item = doing(none);
    expect(updates(item)).toEqual([]);
    const decision = recalculateItem(item, facts());
    expect(updates(changed(decision))).toEqual([[1, 'running', '2018-09-05']]);
    expect(decision).toMatchObject({
      change: { item: { version: 3 }, event: { type: 'check-in-opened', stepsVersion: true }, notices: [] },
    });
  });

  it('turns to a sooner meeting that is called while it runs, and back when that moves behind', () => {
    const september = meeting('panel', '2018-09-20');
    const at2 = (...meetings: ReturnType<typeof meeting>[]) => facts({ organisation: anOrganisation({ meetings }) });
    const august = meeting('panel', '2018-08-23');
    const called = changed(recalculateItem(doing(), at2(september, august)));
    // The agenda is out on 15 August, the paper in five working days before.
    expect(updates(called)).toEqual([[1, 'running', '2018-08-08']]);
    const behind = at2(september, { ...august, heldOn: '2018-10-18' });
    expect(updates(changed(recalculateItem(called, behind)))).toEqual([[1, 'running', '2018-09-05']]);
    // Too soon for a paper that is not late already: the panel hears of it at the next.
    const tomorrow = at2(september, meeting('panel', '2018-07-12'));
    expect(refused(recalculateItem(doing(), tomorrow)).detail).toBe('No date moved.');
  });

  it('goes to the next that it is in time for where its meeting is taken away, and stays where there is none', () => {
    const [july, september, november] = ['2018-07-20', '2018-09-13', '2018-11-15'].map((day) => meeting('panel', day));
    const on = (day: string, ...meetings: (typeof july)[]) =>
      facts({ on: day, organisation: anOrganisation({ meetings: meetings.flatMap((each) => each ?? []) }) });
    const item = doing(on('2018-06-18', september, november));
    // Out on 5 September; over the bank holiday of 27 August the paper is in on the 29th.
    expect(updates(item)).toEqual([[1, 'running', '2018-08-29']]);
    // The paper of 20 July would have been in on the 5th: six days late on the 11th.
    expect(refused(recalculateItem(item, on('2018-07-11', july, september, november))).detail).toBe('No date moved.');
    expect(updates(changed(recalculateItem(item, on('2018-07-11', july, november))))).toEqual([
      [1, 'running', '2018-10-31'],
    ]);
    expect(refused(recalculateItem(item, on('2018-07-11', july))).detail).toBe('No date moved.');
    // On the 5th itself it is in time for July.
    expect(updates(changed(recalculateItem(item, on('2018-07-05', july, november))))).toEqual([
      [1, 'running', '2018-07-05'],
    ]);
  });

  it('is asked once for a meeting, also for one that moved after its update was given', () => {
    const september = meeting('panel', '2018-09-20');
    const november = meeting('panel', '2018-11-15');
    const known = facts({ organisation: anOrganisation({ meetings: [september, november] }) });
    const given = changed(addRecord(doing(known), 'updates', { text: 'Half of it is done' }, known));
    const moved = facts({
      organisation: anOrganisation({ meetings: [{ ...september, heldOn: '2018-10-11' }, november] }),
    });
    expect(refused(recalculateItem(given, moved)).detail).toBe('No date moved.');
  });
});

describe('a meeting that is put in after its day', () => {
  it('takes back what goes by the next meeting, late at once, and not what is counted back from one', () => {
    const base = aDefinition();
    const definition = aDefinition({ local: { ...base.local, do: { nextMeetingOf: 'panel' } } });
    const on = (day: string, ...days: string[]) => {
      const organisation = anOrganisation({ meetings: days.map((each) => meeting('panel', each)) });
      return facts({ on: day, definition, organisation });
    };
    const item = doing(on('2018-07-10', '2018-09-20'));
    const dates = ({ deadlines }: WorkItem) => deadlines.slice(-2).map(({ key, dueOn }) => [key, dueOn]);
    expect(dates(item)).toEqual([
      ['do', '2018-09-20'],
      ['update', '2018-09-05'],
    ]);
    // On 1 August somebody writes down that the panel met on 19 July.
    expect(dates(changed(recalculateItem(item, on('2018-08-01', '2018-07-19', '2018-09-20'))))).toEqual([
      ['do', '2018-07-19'],
      ['update', '2018-09-05'],
    ]);
  });
});

describe('a meeting that moved', () => {
  it('moves the check-in for it, tells the owner, and nothing else', () => {
    const organisation = anOrganisation({ meetings: [{ ...meeting('panel', '2018-09-20'), heldOn: '2018-09-27' }] });
    const decision = recalculateItem(doing(), facts({ organisation, actor: { kind: 'system', name: 'calendar' } }));
    expect(decision).toMatchObject({
      change: {
        item: { version: 3, nextDueOn: '2018-08-07' },
        event: {
          type: 'deadline-recalculated',
          fields: { moved: [{ deadline: 'update', from: '2018-09-05', to: '2018-09-12' }] },
        },
        notices: [{ post: 'lead', kind: 'date-moved', dueOn: '2018-09-12' }],
      },
    });
    expect(refused(recalculateItem(changed(decision), facts({ organisation }))).detail).toBe('No date moved.');
  });
});
