import { describe, expect, it } from 'vitest';
import {
  aDefinition,
  anItem,
  changed,
  councilClosures,
  englandAndWales,
  facts,
  later,
  limit,
  refused,
} from '../../testing/index.js';
import type { Calendar } from '../calendar/calendar.js';
import { recalculateOverCalendar } from '../calendar/recalculate-over-calendar.js';
import type { LocalLimit } from '../workflow/definition.js';
import { awaitsCheckIn } from './check-ins.js';
import { passTime } from './pass-time.js';
import { transitionWorkItem } from './transition-work-item.js';
import type { Facts, WorkItem } from './work-item.js';

const summer = { name: 'Term 6', from: '2018-06-04', to: '2018-07-24' };
const autumn = { name: 'Term 1', from: '2018-09-03', to: '2018-10-19' };
const spring = { name: 'Term 2', from: '2018-10-29', to: '2018-12-21' };
const termsOf = (...terms: Calendar['terms'] & object): Calendar => ({
  ...councilClosures,
  key: 'school-terms',
  kind: 'terms',
  terms,
  revision: terms.length,
});

/** Something to say of each, while it is asked; its state may be left for one that pauses. */
function known(monitor: LocalLimit, terms: Calendar = termsOf(summer)): Facts {
  const base = aDefinition();
  const definition = aDefinition({
    local: { ...base.local, monitor: { label: 'Check-in', ...monitor } },
    states: {
      ...base.states,
      asked: { ...base.states['asked']!, every: limit({ local: 'monitor', metBy: 'updates' }) },
      waiting: { ...base.states['paused']!, label: 'Waiting', pauses: true, limits: [limit({ on: 'promisedFor' })] },
    },
    transitions: {
      wait: {
        ...base.transitions['pause']!,
        from: ['asked'],
        to: [{ state: 'waiting', when: [] }],
        by: ['officer'],
        needs: [],
        asks: ['promisedFor'],
      },
      goOn: {
        ...base.transitions['resume']!,
        from: ['waiting'],
        to: [{ state: 'previous', when: [] }],
        by: ['officer'],
      },
    },
  });
  return facts({ definition, calendars: [englandAndWales, councilClosures, terms] });
}

const checkIns = ({ deadlines }: WorkItem) =>
  deadlines.filter(({ key }) => key === 'monitor').map(({ occurrence, dueOn, status }) => [occurrence, dueOn, status]);

describe('a check-in of each term', () => {
  const now = known({ each: 'term' });
  const item = anItem({}, now);
  const missed = changed(passTime(item, later(now, 20))); // 30 July 2018, in the holidays

  it('lapses with the last term that is known, and stays missed', () => {
    expect(checkIns(item)).toEqual([[1, '2018-07-24', 'running']]);
    expect(checkIns(missed)).toEqual([[1, '2018-07-24', 'missed']]);
    expect(awaitsCheckIn(item, now.definition)).toBe(false);
    expect(awaitsCheckIn(missed, now.definition)).toBe(true);
  });

  it('opens for the next term once that is loaded', () => {
    const at = later(known({ each: 'term' }, termsOf(summer, autumn)), 21);
    const why = { calendar: termsOf(summer, autumn), before: termsOf(summer), reason: 'The terms of next year' };
    const decision = recalculateOverCalendar(missed, at, why);
    expect(checkIns(changed(decision))).toEqual([
      [1, '2018-07-24', 'missed'],
      [2, '2018-10-19', 'running'],
    ]);
    expect(decision).toMatchObject({ change: { event: { type: 'check-in-opened', stepsVersion: true } } });
    expect(refused(recalculateOverCalendar(changed(decision), at, why)).kind).toBe('state');
  });

  it('that was loaded too late counts as missed, and the one after it is open', () => {
    const all = termsOf(summer, autumn, spring);
    const at = later(known({ each: 'term' }, all), 115); // 2 November 2018
    const opened = changed(
      recalculateOverCalendar(missed, at, { calendar: all, before: termsOf(summer), reason: 'Late' }),
    );
    expect(checkIns(changed(passTime(opened, at)))).toEqual([
      [1, '2018-07-24', 'missed'],
      [2, '2018-10-19', 'missed'],
      [3, '2018-12-21', 'running'],
    ]);
  });
});

describe('after an outage of three months', () => {
  it('each check-in that lapsed is missed, and that of today is open', () => {
    const now = known({ each: 'month' });
    expect(checkIns(changed(passTime(anItem({}, now), later(now, 95))))).toEqual([
      [1, '2018-07-31', 'missed'],
      [2, '2018-08-31', 'missed'],
      [3, '2018-09-30', 'missed'],
      [4, '2018-10-31', 'running'],
    ]);
  });
});

describe('a pause', () => {
  const wait = (monitor: LocalLimit, days: number) => {
    const now = known(monitor);
    const away = transitionWorkItem(
      anItem({}, now),
      { transition: 'wait', fields: { promisedFor: '2018-09-20' } },
      now,
    );
    return changed(transitionWorkItem(changed(away), { transition: 'goOn', fields: {} }, later(now, days)));
  };

  it('moves a check-in that is counted in a length of time', () => {
    // Four weeks from 10 July are 7 August; of the 14 days out the first is the day from which it counts.
    expect(checkIns(wait({ amount: { amount: 4, unit: 'weeks' } }, 14))).toEqual([[1, '2018-08-20', 'running']]);
  });

  it('does not move the end of a period', () => {
    expect(checkIns(wait({ each: 'month' }, 14))).toEqual([[1, '2018-07-31', 'running']]);
  });

  it('gives up what was to be said while it lasted, and asks for the period in which it ends', () => {
    expect(checkIns(wait({ each: 'month' }, 50))).toEqual([
      [1, '2018-07-31', 'cancelled'],
      [2, '2018-08-31', 'running'],
    ]);
  });
});
