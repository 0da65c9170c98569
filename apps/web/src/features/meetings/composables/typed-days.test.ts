import { expect, test } from 'vitest';
import { aboutLine, readTypedDays } from './typed-days.js';

const spellings = [
  '17 March 2027',
  'Wednesday 17 March 2027',
  'Weds, 17 mar 2027',
  'Wed 17/3/2027',
  '17.03.2027',
  '2027-03-17',
];
test.each(spellings)('a date is read as it is written: %s', (text) =>
  expect(readTypedDays(`\n ${text} \n`)).toEqual({ days: [{ line: 2, date: '2027-03-17' }], errors: [] }),
);

test('what is no date says so by its line, and what is refused is found by it', () => {
  const { days, errors } = readTypedDays('17/3/2027\n\n30 February 2027\nthe usual day\n9 June 2027');
  expect(errors.map(({ text }) => text)).toEqual([
    'Line 3: “30 February 2027” is not a date.',
    'Line 4: “the usual day” is not a date.',
  ]);
  const refused = { field: 'dates.1', text: '9 June 2027 has passed.' };
  expect(aboutLine(refused, days)).toEqual({ field: 'dates', text: 'Line 5: 9 June 2027 has passed.' });
});

test('a word before a date is its own weekday, or it is no date', () => {
  const { days, errors } = readTypedDays('Cancelled 17 March 2027\nMonday 17 March 2027\nW 17 March 2027');
  expect(days).toEqual([]);
  expect(errors.map(({ text }) => text)).toEqual([
    'Line 1: “Cancelled 17 March 2027” is not a date.',
    'Line 2: 17 March 2027 is a Wednesday.',
    'Line 3: “W 17 March 2027” is not a date.',
  ]);
});

test('no date is too few, and thirteen are too many', () => {
  expect(readTypedDays(' \n').errors[0]?.text).toBe('Enter at least one date.');
  const thirteen = Array.from({ length: 13 }, (_, day) => `${day + 1} June 2027`).join('\n');
  expect(readTypedDays(thirteen).errors[0]?.text).toBe('Enter at most 12 dates at a time.');
});
