import { describe, expect, it } from 'vitest';
import { copyLine } from './copy-text.js';

describe('a row as a line of COPY', () => {
  it('writes nothing as \\N, and truth as t and f', () => {
    expect(copyLine({ a: null, b: true, c: false, d: 7 }, { a: 'plain', b: 'plain', c: 'plain', d: 'plain' })).toBe(
      '\\N\tt\tf\t7\n',
    );
  });

  it('escapes what would end a value, a line, or begin an escape', () => {
    expect(copyLine({ a: 'one\ttwo\nthree\\N\r' }, { a: 'plain' })).toBe('one\\ttwo\\nthree\\\\N\\r\n');
  });

  it('writes JSON with its own escapes escaped', () => {
    expect(copyLine({ a: { text: 'He said “no”\n\\' } }, { a: 'json' })).toBe('{"text":"He said “no”\\\\n\\\\\\\\"}\n');
    expect(copyLine({ a: null }, { a: 'json' })).toBe('\\N\n');
  });

  it('writes lists with every text in quotes', () => {
    expect(copyLine({ a: [], b: ['one', 'a "b"', 'c\\d'] }, { a: 'list', b: 'list' })).toBe(
      '{}\t{"one","a \\\\"b\\\\"","c\\\\\\\\d"}\n',
    );
  });

  it('refuses a row with more or less than its table', () => {
    expect(() => copyLine({ a: 1, b: 2 }, { a: 'plain' })).toThrow(
      'A row to copy has other columns than its table: a, b.',
    );
    expect(() => copyLine({ a: 1 }, { a: 'plain', b: 'plain' })).toThrow(/other columns/);
  });
});
