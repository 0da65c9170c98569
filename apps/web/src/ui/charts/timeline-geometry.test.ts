import { addDays, daysBetween } from '@kept/domain';
import { expect, test } from 'vitest';
import { drawTimeline, movedPeriod } from './timeline-geometry.js';

const entry = (on: string, overdue = false, label = 'Bus passes') => ({ on, overdue, label, words: '' });
const period = { from: '2020-01-17', to: '2020-08-17', today: '2020-02-17' };

test('a bar leads from today to the day that is to come, and from the day that is over to today', () => {
  const { rows, today } = drawTimeline({ ...period, entries: [entry('2020-01-20', true), entry('2020-05-01')] }, 960);
  const [late, toCome] = rows;
  expect(late!.bar.x).toBe(late!.x);
  expect(late!.bar.x + late!.bar.width).toBeCloseTo(today!, 0);
  expect(toCome!.bar.x).toBe(today);
  expect(toCome!.bar.x + toCome!.bar.width).toBeCloseTo(toCome!.x, 0);
});

const spans = [1, 30, 214, 700];
const widths = [260, 361, 620, 960];

test.each(spans.flatMap((span) => widths.map((width) => [span, width] as const)))(
  'over %i days on %i pixels all stays on the sheet, rows stand below each other, and names of months apart',
  (span, width) => {
    const from = '2020-01-17';
    const days = [0, 0.1, 0.5, 0.9, 1].map((share) => addDays(from, Math.floor(span * share)));
    const entries = days.map((on) => entry(on, false, 'A title of many words'.repeat(4)));
    const drawing = drawTimeline({ from, to: addDays(from, span), today: '2020-02-17', entries }, width);
    for (const { x, bar } of drawing.rows) {
      expect(Math.min(x, bar.x)).toBeGreaterThanOrEqual(drawing.plot.left);
      expect(Math.max(x, bar.x + bar.width)).toBeLessThanOrEqual(drawing.plot.right + 0.2);
    }
    const tops = drawing.rows.map(({ box }) => box.y);
    expect(tops).toEqual([...new Set(tops)].sort((one, other) => one - other));
    const named = drawing.months.filter(({ label }) => label !== null).map(({ x }) => x);
    named.slice(1).forEach((x, index) => expect(x - named[index]!).toBeGreaterThanOrEqual(66));
  },
);

test('months stand at their firsts, and today where it is shown', () => {
  const { months, today } = drawTimeline({ ...period, entries: [] }, 960);
  expect(months.map(({ label }) => label)).toEqual([
    'Feb 2020',
    'Mar 2020',
    'Apr 2020',
    'May 2020',
    'Jun 2020',
    'Jul 2020',
    null,
  ]);
  expect(today).not.toBeNull();
  expect(drawTimeline({ ...period, today: '2020-12-01', entries: [] }, 960).today).toBeNull();
});

test('earlier and later are as many days, next to those that are shown', () => {
  const later = movedPeriod(period, 1);
  expect(later.from).toBe('2020-08-18');
  expect(daysBetween(later.from, later.to)).toBe(daysBetween(period.from, period.to));
  expect(movedPeriod(later, -1)).toEqual({ from: period.from, to: period.to });
});
