import { loadLibrary } from '@kept/workflows';
import { describe, expect, it } from 'vitest';
import { answer, bankHolidays } from '../../testing/overdue-card.js';
import { isUrgent, nextWaking } from './quiet-hours.js';

const shipped = loadLibrary().calendars;

describe('the telling waits for waking hours', () => {
  it.each([
    ['a Wednesday at 09:00', '2020-02-19T09:00:00.000Z', '2020-02-19T09:00:00.000Z'],
    ['before eight', '2020-02-19T00:00:00.000Z', '2020-02-19T08:00:00.000Z'],
    ['at six in the evening', '2020-02-19T18:00:00.000Z', '2020-02-20T08:00:00.000Z'],
    ['on a Saturday', '2020-02-22T11:00:00.000Z', '2020-02-24T08:00:00.000Z'],
    [
      'on the eve of Easter 2020, until the Tuesday, in summer time',
      '2020-04-09T18:30:00.000Z',
      '2020-04-14T07:00:00.000Z',
    ],
    ['in summer at 07:30 by London', '2020-07-01T06:30:00.000Z', '2020-07-01T07:00:00.000Z'],
  ])('%s', (_when, now, told) => {
    expect(nextWaking(now, [bankHolidays])).toBe(told);
  });

  it.each([
    ['Good Friday 2027 at 18:30, until the Tuesday', '2027-03-26T18:30:00.000Z', '2027-03-30T07:00:00.000Z'],
    ['the night in which the clocks go forward', '2027-03-28T01:30:00.000Z', '2027-03-30T07:00:00.000Z'],
    ['the night in which they go back', '2027-10-31T00:30:00.000Z', '2027-11-01T08:00:00.000Z'],
    ['the last Friday of summer time at 18:00', '2027-10-29T17:00:00.000Z', '2027-11-01T08:00:00.000Z'],
    ['a minute before that', '2027-10-29T16:59:00.000Z', '2027-10-29T16:59:00.000Z'],
    ['the evening before a leap day', '2028-02-28T18:30:00.000Z', '2028-02-29T08:00:00.000Z'],
    ['the eve of a closure of the council', '2027-12-24T18:30:00.000Z', '2028-01-04T08:00:00.000Z'],
  ])('with the calendars that ship and a closure: %s', (_when, now, told) => {
    const closed = Object.fromEntries(['29', '30', '31'].map((day) => [`2027-12-${day}`, 'Closed']));
    const calendars = shipped.map((calendar) =>
      calendar.kind === 'closures' ? { ...calendar, days: closed } : calendar,
    );
    expect(nextWaking(now, calendars)).toBe(told);
  });

  it('a calendar that ends does not end the telling', () => {
    expect(nextWaking('2022-04-15T19:00:00.000Z', [bankHolidays])).toBe('2022-04-18T07:00:00.000Z');
  });

  it('not for a limit marked to ignore them, a third level, nor a statutory breach on its day', () => {
    const occasion = { today: '2020-02-19', level: 0 };
    const createdAt = '2020-02-19T00:00:00.000Z';
    const breach = { ...answer, statutoryOn: answer.dueOn };
    expect(isUrgent({ kind: 'overdue', late: false, createdAt }, breach, occasion)).toBe(true);
    expect(isUrgent({ kind: 'overdue', late: false, createdAt }, breach, { ...occasion, today: '2020-02-20' })).toBe(
      false,
    );
    expect(isUrgent({ kind: 'overdue', late: true, createdAt }, breach, occasion)).toBe(false);
    expect(isUrgent({ kind: 'reminder', late: false, createdAt }, breach, occasion)).toBe(false);
    expect(isUrgent({ kind: 'overdue', late: false, createdAt }, answer, occasion)).toBe(false);
    const missing = { ...answer, ignoresQuietHours: true };
    expect(isUrgent({ kind: 'reminder', late: false, createdAt }, missing, occasion)).toBe(true);
    expect(isUrgent({ kind: 'exception', late: false, createdAt }, missing, occasion)).toBe(false);
    expect(isUrgent({ kind: 'assigned', late: false, createdAt }, null, occasion)).toBe(false);
    expect(isUrgent({ kind: 'escalation', late: false, createdAt }, answer, { ...occasion, level: 2 })).toBe(false);
    expect(isUrgent({ kind: 'escalation', late: true, createdAt }, answer, { ...occasion, level: 3 })).toBe(true);
  });
});
