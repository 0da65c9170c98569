import { expect, test } from 'vitest';
import { withCount } from './choice-counts.js';

test.each([
  [0, 'Accepted (0)'],
  [99, 'Accepted (99)'],
  [100, 'Accepted (99+)'],
  [undefined, 'Accepted'],
])('%s items beside a choice', (items, words) => {
  expect(withCount('Accepted', items, 100)).toBe(words);
});

test('nothing is said before it was counted', () => {
  expect(withCount('Accepted', 4, undefined)).toBe('Accepted');
});
