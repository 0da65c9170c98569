import type { Reference, ViewMessage } from '@kept/database';
import { isWorkingDay, londonDay } from '@kept/domain';
import type { Absence } from '@kept/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bankHolidays } from '../../../testing/overdue-card.js';
import { judgeViewMessage, lookAt, nextOpening } from './when-digests-go.js';

const personId = 'p-reader';
const reader = { id: personId, name: 'Alex Marlow', email: 'alex@example.test' };
const reference = (absences: Absence[] = [], people: object[] = [reader]) =>
  ({ organisation: { absences, people, meetings: [], bodies: [] }, calendars: [bankHolidays] }) as unknown as Reference;
const next = (every: 'day' | 'week', since: string, toldOn: string | null = null) =>
  nextOpening({ every, since, toldOn }, [bankHolidays]);
const look = (every: 'day' | 'week', toldOn: string, now: string, absences: Absence[] = []) =>
  lookAt(
    { personId, viewId: 'v', every, since: '2020-01-06T10:00:00.000Z', toldOn },
    { now, reference: reference(absences) },
  );

describe('a list by e-mail', () => {
  it.each([
    ['in the day: the next working day', 'day', '2020-02-19T10:00:00.000Z', '2020-02-20T08:00:00.000Z'],
    ['before eight: the same day', 'day', '2020-02-19T06:00:00.000Z', '2020-02-19T08:00:00.000Z'],
    ['on a Friday: the Monday', 'day', '2020-02-21T16:00:00.000Z', '2020-02-24T08:00:00.000Z'],
    ['in the week: the Monday', 'week', '2020-02-19T10:00:00.000Z', '2020-02-24T08:00:00.000Z'],
    ['before Easter 2020: the Tuesday, in summer time', 'week', '2020-04-09T12:00:00.000Z', '2020-04-14T07:00:00.000Z'],
  ] as const)('begun %s', (_when, every, since, at) => {
    expect(next(every, since)).toBe(at);
  });

  it('is of a working day at 08:00 by London’s clock, after it was begun and after the day of the last one', () => {
    const instant = fc.date({ min: new Date('2019-01-01'), max: new Date('2021-12-01'), noInvalidDate: true });
    fc.assert(
      fc.property(instant, fc.constantFrom('day' as const, 'week' as const), fc.boolean(), (date, every, told) => {
        const since = date.toISOString();
        const at = next(every, since, told ? londonDay(since) : null);
        expect(at >= since && (!told || londonDay(at) > londonDay(since))).toBe(true);
        expect(isWorkingDay(londonDay(at), [bankHolidays])).toBe(true);
        expect(new Date(at).toLocaleTimeString('en-GB', { timeZone: 'Europe/London' })).toBe('08:00:00');
      }),
    );
  });

  const away = [{ id: 'a', personId, from: '2020-02-19', to: '2020-02-20' } as Absence];
  const waits = (at: string) => ({ kind: 'waits', lookAt: `${at}T08:00:00.000Z` });
  const tells = (day: string) => ({ kind: 'tells', day });
  const daily = (now: string, absences?: Absence[]) => look('day', '2020-02-18', `${now}:00.000Z`, absences);

  it('is written at its hour, and later that day where no worker was there; after six, in the morning', () => {
    expect(daily('2020-02-19T07:59')).toEqual(waits('2020-02-19'));
    expect(daily('2020-02-19T08:00')).toEqual(tells('2020-02-19'));
    expect(daily('2020-02-19T15:00')).toEqual(tells('2020-02-19'));
    expect(daily('2020-02-19T19:00')).toEqual(waits('2020-02-20'));
    expect(look('week', '2020-02-10', '2020-02-18T11:00:00.000Z'), 'the Monday was missed').toEqual(
      tells('2020-02-18'),
    );
  });

  it('waits for a reader who is on leave, and looks each morning whether they are back sooner', () => {
    expect(daily('2020-02-19T08:00', away)).toEqual(waits('2020-02-20'));
    expect(daily('2020-02-20T08:00'), 'the leave was ended').toEqual(tells('2020-02-20'));
    expect(daily('2020-02-20T08:00', away)).toEqual(waits('2020-02-21'));
    expect(look('week', '2020-02-17', '2020-02-18T08:00:00.000Z')).toEqual(waits('2020-02-19'));
    expect(daily('2020-02-21T08:00', away)).toEqual(tells('2020-02-21'));
  });

  it('ends with its reader, on the day after they left: a leaving that is undone that day takes nothing along', () => {
    const digest = { personId, viewId: 'v', every: 'day' as const, since: '2020-01-06T10:00:00.000Z', toldOn: null };
    const leaving = { lastDay: '2020-02-18', endsAt: '2020-02-19T00:00:00.000Z', goneFrom: '2020-02-19' };
    const at = (day: string, people: object[]) =>
      lookAt(digest, { now: `${day}T08:00:00.000Z`, reference: reference([], people) });
    expect(at('2020-02-19', [])).toEqual({ kind: 'ends' });
    expect(at('2020-02-19', [{ ...reader, leaving }])).toEqual(waits('2020-02-20'));
    expect(at('2020-02-20', [{ ...reader, leaving }])).toEqual({ kind: 'ends' });
  });
});

describe('a message that waits', () => {
  const message: ViewMessage = {
    ...{ id: 'm', uniqueKey: 'k', attempt: 1, lapses: 0, askFirst: false, firstTriedAt: null, viewId: 'v', personId },
    ...{ createdAt: '2020-02-17T08:00:01.000Z', every: 'day', day: '2020-02-17', subscribed: true },
  };
  const judge = (
    more: Partial<ViewMessage>,
    now: string,
    channel: 'email' | 'teams' | 'none' = 'email',
    people: object[] = [reader],
  ) =>
    judgeViewMessage(
      { ...message, ...more },
      {
        ...{ now, today: londonDay(now), reference: reference([], people) },
        preferences: new Map([[personId, { mode: 'at-once', channel, followed: 'daily' }]]),
      },
    );
  const soon = '2020-02-17T08:00:05.000Z';
  const withdrawn = (error: string) => ({ kind: 'settled', outcome: 'withdrawn', error });

  it('goes in waking hours, by mail also for whoever chose Teams', () => {
    expect([judge({}, soon), judge({}, soon, 'teams')]).toEqual([{ kind: 'send' }, { kind: 'send' }]);
    const later = { kind: 'later', at: '2020-02-18T08:00:00.000Z', error: null };
    expect(judge({}, '2020-02-17T18:30:00.000Z')).toEqual(later);
  });

  it('goes no more where its day is over, or its reader is told otherwise or not at all', () => {
    expect(judge({}, '2020-02-18T08:00:00.000Z')).toEqual(withdrawn('its day is over'));
    expect(judge({ every: 'week' }, '2020-02-18T08:00:00.000Z')).toEqual({ kind: 'send' });
    expect(judge({ every: 'week' }, '2020-02-20T09:00:00.000Z')).toEqual(withdrawn('it was tried for three days'));
    expect(judge({ subscribed: false }, soon)).toEqual(withdrawn('its reader ended it'));
    expect(judge({}, soon, 'none')).toEqual(withdrawn('its reader is told in Kept alone'));
    expect(judge({}, soon, 'email', [])).toEqual(withdrawn('its reader has left'));
    expect(judge({}, soon, 'email', [{ ...reader, email: '' }])).toEqual(withdrawn('its reader has no e-mail address'));
    expect(judge({ subscribed: false, askFirst: true }, soon)).toEqual({ kind: 'ask', instead: 'its reader ended it' });
    expect(judge({ lapses: 3 }, soon)).toMatchObject({ outcome: 'failed' });
  });
});
