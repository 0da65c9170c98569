import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { councilClosures, englandAndWales } from '../../testing/index.js';
import { calendarAsOf } from './calendar-as-of.js';
import { calendarDifference, countsOtherwiseFrom, isSameCalendar } from './calendar-difference.js';
import type { Calendar, LocalDate } from './calendar.js';
import { editCalendar, restoreCalendar, type CalendarEdit } from './edit-calendar.js';
import { addDays, weekday } from './local-date.js';

const today = '2020-02-17';

/** Invented terms: the dates of a real year are loaded by whoever knows them. */
const terms: Calendar = {
  ...councilClosures,
  key: 'school-terms',
  kind: 'terms',
  days: { '2020-03-06': 'Staff training' },
  terms: [
    { name: 'Term 3', from: '2020-01-06', to: '2020-02-14' },
    { name: 'Term 4', from: '2020-02-24', to: '2020-04-03' },
    { name: 'Term 5', from: '2020-04-20', to: '2020-05-22' },
  ],
};

function edited(calendar: Calendar, edit: CalendarEdit): Calendar {
  const outcome = editCalendar(calendar, edit, today);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
  return outcome.calendar;
}

function texts(calendar: Calendar, edit: CalendarEdit): string[] {
  const outcome = editCalendar(calendar, edit, today);
  return outcome.ok ? [] : outcome.faults.map(({ part, index, text }) => `${part} ${index}: ${text}`);
}

describe('an extra bank holiday', () => {
  const extra = { date: '2020-03-02', name: 'A day of thanks' };

  it('is added under the next revision, and known from the day on which it was entered', () => {
    const calendar = edited(englandAndWales, { add: [extra] });
    expect(calendar.revision).toBe(2);
    expect(calendar.days['2020-03-02']).toBe('A day of thanks');
    expect(calendar.changes).toEqual([{ announcedOn: today, added: ['2020-03-02'] }]);
    expect(calendarAsOf(calendar, '2020-02-16').days).toEqual(englandAndWales.days);
    expect(englandAndWales.days['2020-03-02']).toBeUndefined();
  });

  it('may take the place of another, as on 8 May 2020', () => {
    const before = { ...englandAndWales, days: { '2020-05-04': 'Early May bank holiday' } };
    const add = [{ date: '2020-05-08', name: 'Early May bank holiday (moved from 4 May)' }];
    const calendar = edited(before, { add, remove: ['2020-05-04'] });
    expect(calendar.days).toEqual({ '2020-05-08': 'Early May bank holiday (moved from 4 May)' });
    expect(calendar.changes).toEqual([
      { announcedOn: today, added: ['2020-05-08'], dropped: { '2020-05-04': 'Early May bank holiday' } },
    ]);
    expect(calendarAsOf(calendar, '2020-02-01').days).toEqual(before.days);
  });

  it('that came and went again was known only in between', () => {
    const added = edited(englandAndWales, { add: [extra] });
    const removed = editCalendar(added, { remove: [extra.date] }, '2020-02-20');
    if (!removed.ok) throw new Error('refused');
    const isKnown = (on: LocalDate) => extra.date in calendarAsOf(removed.calendar, on).days;
    expect(['2020-02-16', '2020-02-17', '2020-02-19', '2020-02-20'].map(isKnown)).toEqual([false, true, true, false]);
  });

  it('is renamed without a trace in what was known, since no count changes', () => {
    const calendar = edited(englandAndWales, { rename: [{ date: '2020-04-10', name: ' Good Friday (public) ' }] });
    expect(calendar.days['2020-04-10']).toBe('Good Friday (public)');
    expect(calendar.changes).toBeUndefined();
    expect(countsOtherwiseFrom(calendarDifference(englandAndWales, calendar))).toBe('none');
  });

  it('is refused with every reason at once, in plain words', () => {
    const add = [
      { date: '2022-01-03', name: 'New Year' },
      { date: '2020-04-10', name: 'Good Friday' },
      { date: '2020-02-22', name: 'A Saturday' },
      { date: '2020-02-30', name: 'No day' },
      { date: '2020-03-03', name: ' ' },
      { date: '2020-03-04', name: 'Once' },
      { date: '2020-03-04', name: 'Twice' },
    ];
    expect(texts(englandAndWales, { add })).toEqual([
      'add 0: 3 January 2022 lies outside the days that this calendar knows, 1 January 2016 to 31 December 2021. Check the year, or extend the calendar first.',
      'add 1: 10 April 2020 is there already, as “Good Friday”.',
      'add 2: Saturday 22 February 2020 is at a weekend, which never counts. Enter the day that takes its place.',
      'add 3: Enter a real date.',
      'add 4: Enter what the day is called.',
      'add 5: 4 March 2020 is here twice.',
      'add 6: 4 March 2020 is here twice.',
    ]);
  });

  it('is removed only where it is named, and not when it has been', () => {
    expect(texts(englandAndWales, { remove: ['2020-03-02', '2020-01-01'] })).toEqual([
      'remove 0: 2 March 2020 is not named in this calendar.',
      "remove 1: 1 January 2020 (New Year's Day) is over, and dates were counted by it. A bank holiday that has been stays in the calendar.",
    ]);
    const closed = { ...councilClosures, days: { '2020-02-10': 'Closed for the storm' } };
    expect(edited(closed, { remove: ['2020-02-10'] }).days).toEqual({});
    // One that was made known too late is entered afterwards: what counted over it moves.
    expect(texts(englandAndWales, { add: [{ date: '2020-02-14', name: 'Too late' }] })).toEqual([]);
  });

  it('may lie beyond the known days where the calendar is extended in the same step', () => {
    const add = [{ date: '2022-01-03', name: 'New Year’s Day (substitute day)' }];
    expect(edited(englandAndWales, { add, knownTo: '2022-12-31' })).toMatchObject({ knownTo: '2022-12-31' });
    expect(texts(englandAndWales, { knownTo: '2021-12-31' })).toEqual([
      'knownTo 0: Choose a day after the last one for which the calendar is known now.',
    ]);
  });
});

describe('the terms of the next year', () => {
  const termSix = { name: 'Term 6', from: '2020-06-01', to: '2020-07-22' };

  it('are put in their order', () => {
    const calendar = edited(terms, { terms: { add: [termSix] } });
    expect(calendar.terms?.map(({ name }) => name)).toEqual(['Term 3', 'Term 4', 'Term 5', 'Term 6']);
    expect(countsOtherwiseFrom(calendarDifference(terms, calendar))).toBe('any');
  });

  it('carry the calendar on, since terms are known as far as they are loaded', () => {
    const short = { ...terms, knownFrom: '2020-01-06', knownTo: '2020-05-22' };
    expect(edited(short, { terms: { add: [termSix] } })).toMatchObject({
      knownFrom: '2020-01-06',
      knownTo: '2020-07-22',
    });
    const before = { name: 'Term 2', from: '2019-10-28', to: '2019-12-18' };
    expect(edited(short, { terms: { add: [before] } }).knownFrom).toBe('2019-10-28');
  });

  it('are refused where two lie on one day, or one runs backwards', () => {
    const add = [
      { ...termSix, from: '2020-05-22' },
      { name: 'Term 7', from: '2020-09-02', to: '2020-09-01' },
    ];
    expect(texts(terms, { terms: { add } })).toEqual(['terms.add 1: Term 7 ends before it begins.']);
    expect(texts(terms, { terms: { add: add.slice(0, 1) } })).toEqual([
      'terms.add 0: Term 6 (22 May 2020 to 22 July 2020) overlaps Term 5 (20 April 2020 to 22 May 2020).',
    ]);
  });

  it('are refused where a term between was forgotten: its days would count as a holiday', () => {
    const add = [{ name: 'Term 1', from: '2020-09-02', to: '2020-10-16' }];
    expect(texts(terms, { terms: { add } })).toEqual([
      'terms.add 0: Between Term 5 (20 April 2020 to 22 May 2020) and Term 1 (2 September 2020 to 16 October 2020) lie 14 weeks without a term. Enter the terms between them too: a holiday is never guessed.',
    ]);
    expect(texts(terms, { terms: { add: [termSix, ...add] } })).toEqual([]);
    // The gap that a removal tears.
    const long = edited(terms, { terms: { add: [termSix, ...add] } });
    expect(texts(long, { terms: { remove: ['2020-04-20', '2020-06-01'] } })[0]).toMatch(
      /^terms.remove 0: Between Term 4/,
    );
  });

  it('move with the holidays that still lie in them', () => {
    const moved = { name: 'Term 4', from: '2020-03-09', to: '2020-04-03' };
    const outcome = editCalendar(terms, { terms: { change: [{ starts: '2020-02-24', term: moved }] } }, today);
    expect(outcome).toMatchObject({
      ok: true,
      difference: {
        termsChanged: [{ from: terms.terms?.[1], to: moved }],
        removed: [{ date: '2020-03-06', name: 'Staff training' }],
      },
    });
  });

  it('stay as they were once they are over, and are none of a calendar of bank holidays', () => {
    expect(texts(terms, { terms: { remove: ['2020-01-06', '2020-01-07'] } })).toEqual([
      'terms.remove 0: Term 3 (6 January 2020 to 14 February 2020) is over, and dates were counted by it. It stays as it was.',
      'terms.remove 1: No term begins on 7 January 2020.',
    ]);
    expect(texts(englandAndWales, { terms: { add: [termSix] } })).toEqual([
      'terms.add 0: Only a calendar of school terms has terms.',
    ]);
  });

  it('have holidays of their own, each within a term', () => {
    expect(edited(terms, { add: [{ date: '2020-05-08', name: 'Bank holiday' }] }).days['2020-05-08']).toBe(
      'Bank holiday',
    );
    expect(texts(terms, { add: [{ date: '2020-02-18', name: 'Half term' }] })).toEqual([
      'add 0: 18 February 2020 lies in no term, so it is no school day as it is.',
    ]);
  });
});

describe('whatever is edited', () => {
  const day = fc.integer({ min: 0, max: 1500 }).map((step) => addDays(today, step % 680));
  const name = fc.constantFrom('Thanks', 'Closed', 'Extra');
  const named = fc.record({ date: day, name });
  const edit = fc.record({
    add: fc.array(named, { maxLength: 5 }),
    remove: fc.array(fc.constantFrom(...Object.keys(englandAndWales.days).filter((date) => date >= today)), {
      maxLength: 3,
    }),
    rename: fc.array(fc.record({ date: fc.constantFrom('2020-04-10', '2021-04-02'), name }), { maxLength: 1 }),
  });

  test('is undone to the same days, with both steps in what was known', () => {
    fc.assert(
      fc.property(edit, (wanted) => {
        const outcome = editCalendar(englandAndWales, wanted, today);
        if (!outcome.ok) return;
        const { calendar } = restoreCalendar(outcome.calendar, englandAndWales, addDays(today, 3));
        expect(calendar.days).toEqual(englandAndWales.days);
        expect(isSameCalendar(calendar, englandAndWales)).toBe(true);
        expect(calendar.revision).toBe(englandAndWales.revision + 2);
        expect(Object.keys(calendarAsOf(calendar, addDays(today, -1)).days).sort()).toEqual(
          Object.keys(englandAndWales.days).sort(),
        );
        expect(Object.keys(calendarAsOf(calendar, today).days).sort()).toEqual(
          Object.keys(outcome.calendar.days).sort(),
        );
      }),
    );
  });

  test('the difference is what was asked, and nothing counts otherwise before its first day', () => {
    fc.assert(
      fc.property(edit, (wanted) => {
        const outcome = editCalendar(englandAndWales, wanted, today);
        if (!outcome.ok) return;
        const { difference } = outcome;
        expect(difference.added.map(({ date }) => date).sort()).toEqual(wanted.add.map(({ date }) => date).sort());
        expect(difference.removed.map(({ date }) => date).sort()).toEqual([...wanted.remove].sort());
        expect(difference.added.every(({ date }) => weekday(date) < 6)).toBe(true);
        const first = countsOtherwiseFrom(difference);
        expect(first).toBe([...wanted.add.map(({ date }) => date), ...wanted.remove].sort()[0] ?? 'none');
      }),
    );
  });
});
