import { describe, expect, test } from 'vitest';
import { askedWords } from './asked-words.js';

describe('what is asked of a search', () => {
  test.each([
    ['pass', '', 'pass'],
    ['late pass', 'late', 'pass'],
    ['-school fost', '-school', 'fost'],
    ['“so” family-t', '“so”', 'family-t'],
    ['"in care" école', '"in care"', 'école'],
    ['CC-2018-0', '', 'CC-2018-0'],
  ])('%s: its last word may be the beginning of one', (asked, words, last) => {
    expect(askedWords(asked)).toEqual({ words, last });
  });

  test.each(['late ', 'late "pass', '"late pass"', 'late -pass', 'bus or', 'bus or train', "the child's", '-', '%'])(
    '%s is asked as it stands',
    (asked) => expect(askedWords(asked)).toEqual({ words: asked, last: null }),
  );
});
