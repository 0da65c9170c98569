import { describe, expect, it } from 'vitest';
import { councilClosures, englandAndWales } from '../../testing/index.js';
import { calendarAsOf } from './calendar-as-of.js';
import type { Calendar } from './calendar.js';
import { addDays, addMonths, daysBetween, formatDay, formatWeekday, isLocalDate, weekday } from './local-date.js';
import { isSchoolDay, termAfter } from './school-days.js';
import { addWorkingDays, CalendarFault, isWorkingDay, workingDaysBetween } from './working-days.js';
import { londonDay, londonInstant, londonOffsetTime, NoSuchTime } from './zone.js';

describe('a local day', () => {
  it('is a real one, written YYYY-MM-DD', () => {
    expect(isLocalDate('2020-02-29')).toBe(true);
    for (const none of ['2019-02-29', '2020-2-3', '2020-13-01', '2020-00-10', '2020-01-01T00:00', '0020-01-01', '']) {
      expect(isLocalDate(none), none).toBe(false);
    }
  });

  it('from 1900 to 2199: beyond these years somebody mistyped', () => {
    for (const day of ['1900-01-01', '2199-12-31']) expect(isLocalDate(day), day).toBe(true);
    for (const none of ['1000-01-01', '1899-12-31', '2200-01-01', '9999-12-31'])
      expect(isLocalDate(none), none).toBe(false);
  });

  it('adds and counts calendar days over a leap day and over the change of the clocks', () => {
    expect(addDays('2020-02-28', 2)).toBe('2020-03-01');
    expect(addDays('2020-03-28', 2)).toBe('2020-03-30');
    expect(daysBetween('2019-12-31', '2021-01-01')).toBe(367);
    expect(daysBetween('2020-03-30', '2020-03-28')).toBe(-2);
  });

  it('goes to the corresponding date of another month, else to its last day', () => {
    expect(addMonths('2020-05-01', 3)).toBe('2020-08-01');
    expect(addMonths('2019-01-31', 1)).toBe('2019-02-28');
    expect(addMonths('2020-01-31', 1)).toBe('2020-02-29');
    expect(addMonths('2020-03-31', -1)).toBe('2020-02-29');
    expect(addMonths('2019-11-30', 3)).toBe('2020-02-29');
    expect(addMonths('2020-01-15', -13)).toBe('2018-12-15');
  });

  it('knows its weekday and reads as people write it', () => {
    expect(weekday('2020-02-18')).toBe(2);
    expect(weekday('1969-12-28')).toBe(7);
    expect(formatDay('2020-02-08')).toBe('8 February 2020');
    expect(formatWeekday('2020-02-18')).toBe('Tuesday 18 February 2020');
  });
});

describe('the clocks of London', () => {
  it('put an instant on its local day', () => {
    expect(londonDay('2018-07-18T23:30:00.000Z')).toBe('2018-07-19');
    expect(londonDay('2018-12-18T23:30:00.000Z')).toBe('2018-12-18');
  });

  it('give the instant of a time in winter and in summer', () => {
    expect(londonInstant('2020-02-18', '08:00')).toBe('2020-02-18T08:00:00.000Z');
    expect(londonInstant('2018-07-19', '08:00')).toBe('2018-07-19T07:00:00.000Z');
    expect(londonOffsetTime('2018-07-19T07:00:00.000Z')).toBe('2018-07-19T08:00:00+01:00');
  });

  it('skip 01:00 to 01:59 on 29 March 2020, and show them twice on 25 October 2020: the first is meant', () => {
    expect(() => londonInstant('2020-03-29', '01:30')).toThrow(NoSuchTime);
    expect(londonInstant('2020-03-29', '02:00')).toBe('2020-03-29T01:00:00.000Z');
    expect(londonInstant('2020-10-25', '01:30')).toBe('2020-10-25T00:30:00.000Z');
    expect(londonInstant('2020-10-25', '02:00')).toBe('2020-10-25T02:00:00.000Z');
  });
});

describe('working days', () => {
  const calendars = [englandAndWales];

  it('are Monday to Friday without the bank holidays', () => {
    expect(isWorkingDay('2020-02-18', calendars)).toBe(true);
    expect(isWorkingDay('2020-02-15', calendars)).toBe(false);
    expect(isWorkingDay('2020-05-08', calendars)).toBe(false);
    expect(isWorkingDay('2020-05-04', calendars)).toBe(true);
  });

  it('are counted from the day after, and back from the day before', () => {
    expect(addWorkingDays('2019-12-18', 20, calendars)).toBe('2020-01-20');
    expect(addWorkingDays('2020-01-20', -20, calendars)).toBe('2019-12-18');
    expect(addWorkingDays('2020-02-15', 0, calendars)).toBe('2020-02-15');
    expect(workingDaysBetween('2019-12-18', '2020-01-20', calendars)).toBe(20);
    expect(workingDaysBetween('2020-01-20', '2019-12-18', calendars)).toBe(-20);
  });

  it('are what all calendars together leave: a closure between Christmas and New Year counts as well', () => {
    const closure: Calendar = {
      ...councilClosures,
      days: { '2019-12-27': 'Closed', '2019-12-30': 'Closed', '2019-12-25': 'Closed' },
    };
    expect(addWorkingDays('2019-12-18', 20, [englandAndWales, closure])).toBe('2020-01-22');
  });

  it('are refused beyond what a calendar knows, on either side', () => {
    expect(() => addWorkingDays('2021-12-30', 2, calendars)).toThrow('not known after 31 December 2021');
    expect(() => addWorkingDays('2016-01-04', -2, calendars)).toThrow('not known before 1 January 2016');
    expect(addWorkingDays('2021-12-30', 1, calendars)).toBe('2021-12-31');
  });
});

describe('school days and terms', () => {
  // Invented terms: the dates of a real year are loaded by whoever knows them.
  const terms: Calendar = {
    ...councilClosures,
    key: 'school-terms',
    kind: 'terms',
    days: { '2020-01-20': 'Staff training' },
    terms: [
      { name: 'Term 3', from: '2020-01-06', to: '2020-02-14' },
      { name: 'Term 4', from: '2020-02-24', to: '2020-04-03' },
    ],
  };

  it('are the weekdays of a term but for its holidays', () => {
    expect(isSchoolDay('2020-01-06', [terms])).toBe(true);
    expect(isSchoolDay('2020-01-11', [terms])).toBe(false);
    expect(isSchoolDay('2020-01-20', [terms])).toBe(false);
    expect(isSchoolDay('2020-02-17', [terms])).toBe(false);
  });

  it('take the term in which a day lies first, and between terms the next', () => {
    expect(termAfter('2020-01-31', 1, [terms]).name).toBe('Term 3');
    expect(termAfter('2020-02-18', 1, [terms]).name).toBe('Term 4');
    expect(termAfter('2020-01-31', 2, [terms]).name).toBe('Term 4');
  });

  it('are refused where they are not loaded', () => {
    expect(() => isSchoolDay('2020-04-20', [terms])).toThrow('School terms not loaded after 3 April 2020');
    expect(() => termAfter('2020-03-02', 2, [terms])).toThrow('School terms not loaded after 3 April 2020');
    expect(() => isSchoolDay('2020-01-06', [englandAndWales])).toThrow(CalendarFault);
  });
});

describe('a calendar as it was known on a day', () => {
  const moved: Calendar = {
    ...englandAndWales,
    days: { '2020-05-08': 'Early May bank holiday (moved)', '2020-05-25': 'Spring bank holiday' },
    changes: [
      { announcedOn: '2019-06-07', added: ['2020-05-08'], dropped: { '2020-05-04': 'Early May bank holiday' } },
    ],
  };

  it('has the day that gave way until the change was announced', () => {
    expect(calendarAsOf(moved, '2019-06-06').days).toEqual({
      '2020-05-04': 'Early May bank holiday',
      '2020-05-25': 'Spring bank holiday',
    });
    expect(calendarAsOf(moved, '2019-06-07')).toBe(moved);
  });
});
