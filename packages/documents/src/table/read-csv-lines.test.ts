import { expect, it } from 'vitest';
import { readCsvLines } from './read-csv-lines.js';

const cells = (text: string) => {
  const read = readCsvLines(text, 10);
  return read.ok ? read.lines.map(({ line, cells: row }) => [line, ...row]) : read;
};

it('reads lines as spreadsheets save them, with the number of each', () => {
  expect(cells('\uFEFFName;Day\r\n"One; and more";  1 \r\n\r\n;\r\n"Two\r\nlines";2\r\n')).toEqual([
    [1, 'Name', 'Day'],
    [2, 'One; and more', '1'],
    [6, 'Two\nlines', '2'],
  ]);
  expect(cells('a\tb\n1\t2\t3')).toEqual([
    [1, 'a', 'b'],
    [2, '1', '2', '3'],
  ]);
  expect(cells('')).toEqual([]);
});

it('says where a table stops being one', () => {
  expect(cells('a,b\n1,2\n"3,4\n5,6')).toMatchObject({ ok: false, why: 'broken' });
  expect(cells(`a,b\n${'x'.repeat(20_000)},1`)).toMatchObject({ ok: false, why: 'broken' });
  expect(cells(`a,b\n${'1,2\n'.repeat(11)}`)).toEqual({ ok: false, line: 12, why: 'too-long' });
});
