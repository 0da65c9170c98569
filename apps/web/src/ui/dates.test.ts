import { describe, expect, test } from 'vitest';
import { dayInWords, daysLeftInWords, instantInWords, readTypedDate, typedDate } from './dates.js';

test('a day is written as on GOV.UK', () => {
  expect(dayInWords('2020-02-18')).toBe('18 February 2020');
  expect(dayInWords('2018-07-01')).toBe('1 July 2018');
});

test('an instant is written as London reads it, in summer and in winter', () => {
  expect(instantInWords('2020-02-17T09:14:00Z')).toBe('17 February 2020, 09:14');
  expect(instantInWords('2018-07-10T23:30:00Z')).toBe('11 July 2018, 00:30');
});

test.each([
  [-28, 'overdue by 28 days'],
  [-1, 'overdue by 1 day'],
  [0, 'due today'],
  [1, 'due tomorrow'],
  [3, 'due in 3 days'],
])('%i days left is said as “%s”', (daysLeft, words) => {
  expect(daysLeftInWords(daysLeft)).toBe(words);
});

describe('a typed date', () => {
  test('is read with numbers and with the month as a word', () => {
    expect(readTypedDate({ day: '18', month: '2', year: '2020' })).toBe('2020-02-18');
    expect(readTypedDate({ day: ' 1', month: 'feb', year: '2020' })).toBe('2020-02-01');
  });
  test('is nothing when all boxes are empty', () => {
    expect(readTypedDate({ day: '', month: ' ', year: '' })).toBeNull();
  });
  test.each([
    { day: '30', month: '2', year: '2020' },
    { day: '18', month: '', year: '2020' },
    { day: '18', month: '2', year: '20' },
    { day: 'x', month: '2', year: '2020' },
  ])('that is no day of any calendar is told apart: %o', (typed) => {
    expect(readTypedDate(typed)).toBeUndefined();
  });
  test('comes back into its boxes without leading noughts', () => {
    expect(typedDate('2020-02-08')).toEqual({ day: '8', month: '2', year: '2020' });
  });
});
