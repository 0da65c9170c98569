import { expect, test } from 'vitest';
import { drawBars } from './bar-geometry.js';

const bars = [
  { label: 'Young people who would meet the criteria, over 3 years (an estimate)', value: 1120, words: '1,120' },
  { label: 'Referrals that are paid for', value: 210, words: '210' },
  { label: 'Nobody', value: 0, words: '0' },
  { label: 'One', value: 1, words: '1' },
  { label: 'A few', value: null, words: 'fewer than 5' },
];

test('lengths are as the numbers are, and the longest leaves room for its words', () => {
  const { bars: drawn } = drawBars(bars, 600);
  const [most, less] = drawn.map(({ width }) => width);
  expect((less ?? 0) / (most ?? 1)).toBeCloseTo(210 / 1120);
  for (const { words } of drawn) expect(words.x + words.text.length * 10).toBeLessThanOrEqual(610);
});

test('nobody has no length, one can be seen, and a number that is kept back has none to be measured', () => {
  const [, , nobody, one, few] = drawBars(bars, 300).bars.map(({ width }) => width);
  expect([nobody, one, few]).toEqual([0, 2, 0]);
});

test('long labels go over several lines on a telephone, and nothing overlaps', () => {
  const { bars: drawn, height } = drawBars(bars, 300);
  expect(drawn[0]?.lines.length).toBeGreaterThan(1);
  for (const [place, { y, lines }] of drawn.entries()) {
    expect(lines[0]?.y).toBeGreaterThan(drawn[place - 1]?.y ?? -1);
    expect(y).toBeGreaterThan(lines.at(-1)?.y ?? 0);
    expect(y).toBeLessThan(height);
  }
});

test('nothing takes no room', () => {
  expect(drawBars([], 300).bars).toEqual([]);
});
