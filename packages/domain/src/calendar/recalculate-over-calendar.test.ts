import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { anItem, changed, councilClosures, englandAndWales, facts, later, refused } from '../../testing/index.js';
import { suspendItem } from '../work-item/suspend-item.js';
import type { Calendar, LocalDate } from './calendar.js';
import { editCalendar } from './edit-calendar.js';
import { addDays, weekday } from './local-date.js';
import { recalculateOverCalendar } from './recalculate-over-calendar.js';

const known = facts();
const reason = 'The council closes for a day of training.';

function closedOn(date: LocalDate, calendar: Calendar = councilClosures): Calendar {
  const outcome = editCalendar(calendar, { add: [{ date, name: 'Training' }] }, known.today);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
  return outcome.calendar;
}

const over = (calendar: Calendar, before: Calendar = councilClosures) => ({
  facts: { ...known, calendars: [englandAndWales, calendar] },
  why: { calendar, before, reason },
});

describe('a day on which the council is closed', () => {
  // Ten working days from Tuesday 10 July 2018.
  const item = anItem();

  it('moves what counted over it, and the history says why', () => {
    const { facts: now, why } = over(closedOn('2018-07-18'));
    const decision = recalculateOverCalendar(item, now, why);
    expect(changed(decision).deadlines).toMatchObject([
      { dueOn: '2018-07-25', versions: { calendars: [{ revision: 1 }, { key: 'council-closures', revision: 2 }] } },
    ]);
    expect(decision).toMatchObject({
      change: {
        event: {
          type: 'deadline-recalculated',
          reason,
          fields: {
            calendar: { key: 'council-closures', title: 'Council closures', revision: 2 },
            moved: [{ deadline: 'begin', from: '2018-07-24', to: '2018-07-25' }],
          },
        },
        notices: [{ kind: 'date-moved', dueOn: '2018-07-25' }],
      },
    });
  });

  it('moves nothing where it lies after the last day, or on the day from which it is counted', () => {
    for (const day of ['2018-07-25', '2018-07-10', '2018-07-09']) {
      const { facts: now, why } = over(closedOn(day));
      expect(refused(recalculateOverCalendar(item, now, why)).kind, day).toBe('state');
    }
  });

  it('moves nothing that something else would have moved: that has a preview of its own', () => {
    const { facts: now, why } = over(closedOn('2018-08-01'));
    const value = { key: 'request/begin', version: 1, duration: { amount: 5, unit: 'working-days' as const } };
    const localValues = [{ ...value, effectiveFrom: '2018-07-01', agreedBy: 'the panel' }];
    expect(refused(recalculateOverCalendar(item, { ...now, localValues }, why)).kind).toBe('state');
  });

  it('moves what stands still as well, but not for a day on which it stood still', () => {
    const span = { ground: 'Waiting for the family', from: '2018-07-12', resumes: '2018-07-16' };
    const waited = changed(suspendItem(item, span, later(known, 2)));
    expect(waited.deadlines[0]?.dueOn).toBe('2018-07-26');
    const inside = over(closedOn('2018-07-12'));
    expect(refused(recalculateOverCalendar(waited, inside.facts, inside.why)).kind).toBe('state');
    const after = over(closedOn('2018-07-16'));
    expect(changed(recalculateOverCalendar(waited, after.facts, after.why)).deadlines[0]?.dueOn).toBe('2018-07-27');
  });

  test('moves a date if, and only if, it lies in the days that were counted', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10, max: 40 }), (step) => {
        const day = addDays(known.today, step);
        fc.pre(weekday(day) < 6);
        const { facts: now, why } = over(closedOn(day));
        const due = item.deadlines[0]?.dueOn ?? '';
        expect(recalculateOverCalendar(item, now, why).allowed).toBe(known.today < day && day <= due);
      }),
    );
  });
});
