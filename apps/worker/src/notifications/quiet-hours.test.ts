import { describe, expect, it } from 'vitest';
import { answer, bankHolidays } from '../../testing/overdue-card.js';
import { isUrgent, nextWaking } from './quiet-hours.js';

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
