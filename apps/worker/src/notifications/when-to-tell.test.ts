import { isWorkingDay, londonDay } from '@kept/domain';
import type { Absence } from '@kept/domain';
import type { TellingMode } from '@kept/database';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bankHolidays } from '../../testing/overdue-card.js';
import { isAway, whenToTell } from './when-to-tell.js';

const personId = 'p-holder';
const panel = { key: 'panel', title: 'Panel', kind: 'panel' as const };
const meetings = [{ id: 'm', body: 'panel', heldOn: '2020-02-27', title: 'Panel', held: false }];
const telling = (mode: TellingMode, absences: Absence[] = [], fired = false) => ({
  personId,
  mode,
  fired,
  organisation: { absences, meetings, bodies: [panel] },
  calendars: [bankHolidays],
});
const at = (createdAt: string, now: string, mode: TellingMode, absences: Absence[] = []) =>
  whenToTell(createdAt, now, telling(mode, absences));

describe('when a message is told', () => {
  it('at once, inside waking hours', () => {
    expect(at('2020-02-19T10:00:00.000Z', '2020-02-19T10:00:01.000Z', 'at-once')).toBe('2020-02-19T10:00:01.000Z');
  });

  it.each([
    ['in the day: the next working day', '2020-02-19T10:00:00.000Z', '2020-02-20T08:00:00.000Z'],
    ['in the night: the same morning', '2020-02-19T00:00:00.000Z', '2020-02-19T08:00:00.000Z'],
    ['on a Friday: the Monday', '2020-02-21T16:00:00.000Z', '2020-02-24T08:00:00.000Z'],
    ['before Easter 2020: the Tuesday, in summer time', '2020-04-09T12:00:00.000Z', '2020-04-14T07:00:00.000Z'],
  ])('daily, written %s', (_when, createdAt, told) => {
    expect(at(createdAt, createdAt, 'daily')).toBe(told);
  });

  it.each([
    ['on the first working day of the week', '2020-02-18T10:00:00.000Z', '2020-02-24T08:00:00.000Z'],
    ['on the working day before the panel meets', '2020-02-24T09:00:00.000Z', '2020-02-26T08:00:00.000Z'],
    ['on a Tuesday where Monday is a holiday', '2020-04-08T12:00:00.000Z', '2020-04-14T07:00:00.000Z'],
  ])('weekly, %s', (_when, createdAt, told) => {
    expect(at(createdAt, createdAt, 'weekly')).toBe(told);
  });

  it.each([
    ['daily', '2020-02-19T08:00:01.200Z', '2020-02-19T08:00:01.200Z', '2020-02-20T08:00:00.000Z'],
    ['weekly', '2020-02-24T08:00:01.200Z', '2020-02-24T08:00:01.200Z', '2020-02-26T08:00:00.000Z'],
  ] as const)(
    '%s: a reminder that fires at eight is on the list of that very morning',
    (mode, written, told, acted) => {
      expect(whenToTell(written, written, telling(mode, [], true))).toBe(told);
      expect(whenToTell(written, written, telling(mode)), 'what somebody did at that moment is not').toBe(acted);
    },
  );

  it('daily, an hour that ends in the forenoon: the next morning', () => {
    const ended = '2020-02-19T10:30:00.000Z';
    expect(whenToTell(ended, ended, telling('daily', [], true))).toBe('2020-02-20T08:00:00.000Z');
  });

  it('goes when its hour is past: a provider was down', () => {
    expect(at('2020-02-18T10:00:00.000Z', '2020-02-20T11:00:00.000Z', 'daily')).toBe('2020-02-20T11:00:00.000Z');
  });

  it('is held on leave, to the first working morning after it', () => {
    const leave = [
      { personId, from: '2020-02-19', to: '2020-02-21' },
      { personId, from: '2020-02-24', to: '2020-02-25' },
      { personId: 'p-other', from: '2020-02-26', to: '2020-02-28' },
    ];
    expect(at('2020-02-19T10:00:00.000Z', '2020-02-19T10:00:00.000Z', 'at-once', leave)).toBe(
      '2020-02-26T08:00:00.000Z',
    );
    expect(isAway(personId, '2020-02-21', { absences: leave })).toBe(true);
    expect(isAway(personId, '2020-02-22', { absences: leave })).toBe(false);
  });

  it('is never before now, outside working hours, or on leave; and asked again then, it goes', () => {
    const instants = fc
      .integer({ min: Date.parse('2019-01-01T00:00:00.000Z'), max: Date.parse('2020-12-01T00:00:00.000Z') })
      .map((epoch) => new Date(epoch).toISOString());
    const modes = fc.constantFrom<TellingMode>('at-once', 'daily', 'weekly');
    fc.assert(
      fc.property(
        instants,
        fc.nat({ max: 10 * 86_400_000 }),
        modes,
        fc.nat({ max: 20 }),
        (createdAt, waited, mode, days) => {
          const now = new Date(Date.parse(createdAt) + waited).toISOString();
          const from = londonDay(createdAt);
          const to = londonDay(new Date(Date.parse(createdAt) + days * 86_400_000).toISOString());
          const leave = [{ personId, from, to }];
          const told = at(createdAt, now, mode, leave);
          expect(told >= now).toBe(true);
          expect(isWorkingDay(londonDay(told), [bankHolidays])).toBe(true);
          expect(isAway(personId, londonDay(told), { absences: leave })).toBe(false);
          expect(at(createdAt, told, mode, leave)).toBe(told);
        },
      ),
    );
  });
});
