import { expect, test } from 'vitest';
import { readTypedTime } from './times.js';

test.each([
  ['14:30', '14:30'],
  [' 9.05 ', '09:05'],
  ['930', '09:30'],
  ['1430', '14:30'],
  ['9am', '09:00'],
  ['2:30 PM', '14:30'],
  ['12am', '00:00'],
  ['12pm', '12:00'],
])('%s is read as %s', (typed, time) => {
  expect(readTypedTime(typed)).toBe(time);
});

test.each(['', '9', '24:00', '12:60', '13pm', '0am', 'noon', '9:5', '14:30:00'])('%s is no time of day', (typed) => {
  expect(readTypedTime(typed)).toBeUndefined();
});
