import { expect, test } from 'vitest';
import { csvLine } from './csv.js';

test.each([
  '=1+1',
  '+44',
  '-2',
  '@SUM(A1)',
  '\t=1',
  ' =1',
  '\r\n=1',
  '|cmd',
  '%0A',
  '＝1',
  ' ＋1',
  '－1',
  '＠SUM',
  '\tx',
  '\rx',
])('a cell that begins like a formula is text: %j', (text) => {
  expect(csvLine([text])).toBe(`"'${text}"\r\n`);
});

test('a number stays a number, nothing stays empty, and quotes are doubled', () => {
  expect(csvLine([-28, null, 'Say “yes”, or "no"'])).toBe('"-28","","Say “yes”, or ""no"""\r\n');
});

test('whatever was written, its cell ends where it ends', () => {
  for (const text of ['"', '","=1+1', '\r\n"=1', '""', "'", ',,', '“”']) {
    const inside = csvLine([text]).slice(1, -3);
    expect(inside.replaceAll('""', '')).not.toContain('"');
    expect(inside.replaceAll('""', '"').replace(/^'(?=\s)/, '')).toBe(text);
  }
});
