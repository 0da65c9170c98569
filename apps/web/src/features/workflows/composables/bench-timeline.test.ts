import { expect, test } from 'vitest';
import { played } from '../testing/bench.js';
import { readPlan, withWords, writePlan } from './bench-plan.js';
import { drawTimeline } from './bench-timeline.js';
import { csvRows } from './bench-words.js';

test('a limit is one row: full until it is due, hatched from then on, marked where something fires', () => {
  const { rows, levels, months } = drawTimeline(played, 624);
  expect(rows).toHaveLength(1);
  const [bar, late] = rows[0]!.bars;
  expect([bar?.late, late?.late]).toEqual([false, true]);
  expect(bar!.x + bar!.width).toBe(late!.x);
  expect(late!.x + late!.width).toBe(612);
  expect(rows[0]!.marks.map(({ kind }) => kind)).toEqual(['reminder', 'due']);
  expect(levels.map(({ label }) => label)).toEqual(['L1']);
  expect(months.map(({ label }) => label)).toEqual(['Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug']);
});

test('nothing is drawn outside, whatever is played', () => {
  const { rows } = drawTimeline({ ...played, ends: { ...played.ends, at: '2020-03-01T00:00:00+00:00' } }, 300);
  for (const { bars, marks } of rows) {
    for (const { x, width } of bars) expect([x >= 12, x + width <= 290]).toEqual([true, true]);
    for (const { x } of marks) expect(x).toBeLessThanOrEqual(288);
  }
});

test('an address holds the whole plan, and one that was mistyped holds none', () => {
  const plan = { on: '2020-02-17', fields: { kind: 'collective' }, steps: [] };
  expect(readPlan(writePlan(plan))).toEqual(plan);
  expect(readPlan({ plan: '{' })).toBeNull();
  expect(readPlan({ plan: 'null' })).toBeNull();
  expect(readPlan({})).toBeNull();
});

test('words that have to be given are filled in, never what is chosen or dated', () => {
  const field = { hint: null, required: true, plain: false, options: null, max: null, min: null, label: '' };
  const fields = [
    { ...field, key: 'question', type: 'text' as const },
    { ...field, key: 'raisedOn', type: 'date' as const },
  ];
  expect(withWords({ raisedOn: '2020-02-17' }, fields)).toEqual({ question: 'Imaginary', raisedOn: '2020-02-17' });
});

test('a file has a line for each entry', () => {
  expect(csvRows(played)[1]).toEqual([
    '2020-02-17T09:00:00+00:00',
    'limit-started',
    'Answer to the young people: runs until 16 March 2020.',
    'answer',
    1,
    '2020-03-16',
    null,
    'Due on Monday 16 March 2020.',
  ]);
});
