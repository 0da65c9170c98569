import { describe, expect, it } from 'vitest';
import { councilClosures, englandAndWales } from '../../testing/index.js';
import type { Calendar } from './calendar.js';
import { importIntoCalendar, type ImportedDays } from './import-days.js';

const today = '2020-02-17';
const row = (line: number, name: string, from: string, to = from): ImportedDays => ({ line, name, from, to });
const noTerms: Calendar = { ...councilClosures, key: 'school-terms', kind: 'terms', terms: [] };

/** Invented terms. */
const year = [
  row(2, 'Term 3', '2021-01-05', '2021-02-12'),
  row(3, 'Term 4', '2021-02-22', '2021-04-01'),
  row(4, 'Staff training', '2021-01-05'),
];

function imported(calendar: Calendar, rows: readonly ImportedDays[]) {
  const outcome = importIntoCalendar(calendar, rows, today);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
  return outcome;
}

function faults(calendar: Calendar, rows: readonly ImportedDays[]): string[] {
  const outcome = importIntoCalendar(calendar, rows, today);
  return outcome.ok ? [] : outcome.faults.map(({ line, text }) => `${line}: ${text}`);
}

describe('a file of days', () => {
  it('adds what is new and leaves what is there, under the name that it has', () => {
    const { calendar, difference, unchanged } = imported(englandAndWales, [
      row(2, 'Good Friday', '2020-04-10'),
      row(3, 'Easter Mon', '2020-04-13'),
      row(4, 'A day of thanks', '2020-06-01'),
    ]);
    expect(unchanged).toBe(2);
    expect(difference.added).toEqual([{ date: '2020-06-01', name: 'A day of thanks' }]);
    expect(calendar.days['2020-04-13']).toBe('Easter Monday');
  });

  it('names every weekday of a closure', () => {
    const { difference } = imported(councilClosures, [row(2, 'Closed over Christmas', '2020-12-24', '2021-01-01')]);
    expect(difference.added.map(({ date }) => date)).toEqual([
      '2020-12-24',
      '2020-12-25',
      '2020-12-28',
      '2020-12-29',
      '2020-12-30',
      '2020-12-31',
      '2021-01-01',
    ]);
  });

  it('is refused as a whole, each fault with its line', () => {
    const rows = [row(2, 'A Sunday', '2020-12-27'), row(3, 'Too far', '2031-12-25'), row(5, 'Fine', '2020-12-29')];
    expect(faults(councilClosures, rows)).toEqual([
      '2: Sunday 27 December 2020 is at a weekend, which never counts. Enter the day that takes its place.',
      '3: 25 December 2031 lies outside the days that this calendar knows, 1 January 2016 to 31 December 2021. Check the year, or extend the calendar first.',
    ]);
    expect(faults(councilClosures, [row(4, 'Closed', '2020-05-01', '2020-07-31')])).toEqual([
      '4: This is longer than 60 days. Write each closure by itself.',
    ]);
    expect(faults(councilClosures, [row(2, 'One', '2020-12-29'), row(3, 'Two', '2020-12-29')])).toEqual([
      '3: Line 2 gives this day another name. Keep one of the two.',
    ]);
  });
});

describe('a file of terms', () => {
  it('holds spans, which are terms, and single days, which are their holidays', () => {
    const { calendar } = imported(noTerms, year);
    expect(calendar.terms).toEqual([
      { name: 'Term 3', from: '2021-01-05', to: '2021-02-12' },
      { name: 'Term 4', from: '2021-02-22', to: '2021-04-01' },
    ]);
    expect(calendar.days).toEqual({ '2021-01-05': 'Staff training' });
  });

  it('does nothing a second time', () => {
    const once = imported(noTerms, year).calendar;
    const twice = imported(once, year);
    expect(twice.unchanged).toBe(3);
    expect(twice.difference).toMatchObject({ added: [], termsAdded: [], termsChanged: [], removed: [] });
  });

  it('moves a term of the same name that lies in the same weeks', () => {
    const once = imported(noTerms, year).calendar;
    const { difference } = imported(once, [row(9, 'term 4', '2021-02-22', '2021-03-31')]);
    expect(difference.termsChanged).toEqual([
      {
        from: { name: 'Term 4', from: '2021-02-22', to: '2021-04-01' },
        to: { name: 'term 4', from: '2021-02-22', to: '2021-03-31' },
      },
    ]);
  });

  it('is refused where a holiday would be taken for a term, and where two terms overlap', () => {
    expect(faults(noTerms, [...year, row(7, 'February half term', '2021-02-15', '2021-02-19')])).toEqual([
      '7: This looks like a holiday. What lies between two terms is not entered: take the line out, or give the term its own name.',
    ]);
    expect(faults(noTerms, [...year, row(7, 'Spring', '2021-03-29', '2021-04-09')])).toEqual([
      '7: Spring (29 March 2021 to 9 April 2021) overlaps Term 4 (22 February 2021 to 1 April 2021).',
    ]);
  });
});
