import { expect, it } from 'vitest';
import { councilClosures, englandAndWales } from '../../testing/rules.js';
import { screenBy } from './screen-by.js';

const calendars = [englandAndWales, councilClosures];

it.each([
  ['in the morning before the office opens', '2020-02-17', '2020-02-17T07:15:00.000Z', '2020-02-17'],
  ['in hours', '2020-02-17', '2020-02-17T16:59:00.000Z', '2020-02-17'],
  ['in the evening', '2020-02-17', '2020-02-17T17:00:00.000Z', '2020-02-18'],
  ['by the clock of Kent in summer', '2020-06-15', '2020-06-15T16:00:00.000Z', '2020-06-16'],
  ['on a Friday evening', '2020-02-21', '2020-02-21T22:00:00.000Z', '2020-02-24'],
  ['on a Saturday', '2020-02-22', '2020-02-22T11:00:00.000Z', '2020-02-24'],
  ['on Good Friday, over Easter Monday', '2020-04-10', '2020-04-10T10:00:00.000Z', '2020-04-14'],
])('a card raised %s', (_when, today, now, expected) => {
  expect(screenBy({ now, today, calendars })).toBe(expected);
});
