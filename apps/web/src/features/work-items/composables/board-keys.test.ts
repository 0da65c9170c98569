import { expect, test } from 'vitest';
import { placeAfter } from './board-keys.js';

const sizes = [3, 0, 1];

test.each([
  ['ArrowDown', [0, 0], [0, 1]],
  ['ArrowDown', [0, 2], [0, 2]],
  ['ArrowUp', [0, 0], [0, 0]],
  ['ArrowRight', [0, 2], [2, 0]],
  ['ArrowRight', [2, 0], [2, 0]],
  ['ArrowLeft', [2, 0], [0, 0]],
  ['ArrowLeft', [0, 1], [0, 1]],
  ['Home', [0, 2], [0, 0]],
  ['End', [0, 0], [0, 2]],
] as const)('%s leads from %j to %j', (key, [column, row], [toColumn, toRow]) => {
  expect(placeAfter(key, { column, row }, sizes)).toEqual({ column: toColumn, row: toRow });
});

test.each(['Tab', 'Enter', 'a', 'toString'])('%s is left to the browser', (key) => {
  expect(placeAfter(key, { column: 0, row: 0 }, sizes)).toBeNull();
});
