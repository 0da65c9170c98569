import { describe, expect, it } from 'vitest';
import { localDate } from './values.js';

describe('a day on the wire', () => {
  it('is a real one from 1900 to 2199', () => {
    for (const day of ['1900-01-01', '2020-02-29', '2199-12-31']) expect(localDate.safeParse(day).success).toBe(true);
    for (const none of ['2019-02-29', '1000-01-01', '2200-01-01', '9999-12-31'])
      expect(localDate.safeParse(none).success, none).toBe(false);
  });
});
