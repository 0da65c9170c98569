import { expect, test } from 'vitest';
import { deadline } from '../testing/making.js';
import { datesInWords, dueInWords, standingInWords, statusColour, statusInWords } from './deadline-words.js';

const day = '2020-02-16';
const stood = {
  from: '2020-02-03',
  resumes: null,
  ground: 'paused',
  by: 'Marcus Oyelaran',
  at: '2020-02-03T09:00:00Z',
};
const running = deadline('a', 'A', day, { daysLeft: 3 });
const overdue = deadline('a', 'A', day, { daysLeft: -1, overdue: true });
const met = deadline('a', 'A', day, { status: 'met', metOn: day, daysLeft: 0 });
const late = deadline('a', 'A', day, { status: 'met', metOn: '2020-02-17', daysLeft: -1 });
const still = deadline('a', 'A', day, { status: 'suspended', suspensions: [stood] });
const missed = deadline('a', 'A', day, { status: 'missed' });

test.each([
  [running, 'Running', 'due in 3 days', undefined],
  [overdue, 'Overdue', 'overdue by 1 day', 'red'],
  [met, 'Met', 'in time', 'green'],
  [late, 'Met', '1 day late', 'green'],
  [still, 'Stands still', 'stands still', 'grey'],
  [missed, 'Missed', 'missed', 'red'],
])('a date says in words how it stands', (each, status, standing, colour) => {
  expect([statusInWords(each), standingInWords(each), statusColour(each)]).toEqual([status, standing, colour]);
});

test('what stands still has no day yet; what runs on again does', () => {
  expect(dueInWords(still)).toBe('16 February 2020, and later by the time that it stands still');
  expect(dueInWords({ ...still, suspensions: [{ ...stood, resumes: '2020-03-02' }] })).toBe('16 February 2020');
});

test('many dates are one sentence, without what there is none of', () => {
  expect(datesInWords([running, overdue, met, late])).toBe('2 running, 1 of them overdue; 2 met, 1 of them late.');
  expect(datesInWords([met, still, missed])).toBe('1 standing still; 1 met in time; 1 missed.');
});
