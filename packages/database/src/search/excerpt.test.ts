import { describe, expect, test } from 'vitest';
import { cutAround, excerptOf, marks, readMarks, unite } from './excerpt.js';

const mark = (text: string): string => text.replaceAll('[', marks.start).replaceAll(']', marks.stop);
const shown = ({ text, highlights }: ReturnType<typeof readMarks>): string[] =>
  highlights.map(({ from, to }) => text.slice(from, to));

describe('an excerpt', () => {
  test('says where the words stand, by places and never by marks of its own', () => {
    const read = readMarks(mark('A [later] bus 🚌 on [Saturdays]'));
    expect(read).toEqual({
      text: 'A later bus 🚌 on Saturdays',
      highlights: [
        { from: 2, to: 7 },
        { from: 18, to: 27 },
      ],
    });
    expect(shown(read)).toEqual(['later', 'Saturdays']);
    expect(readMarks(mark('nothing ] [] here ['))).toEqual({ text: 'nothing   here ', highlights: [] });
  });

  test('makes one of ranges that meet, in order', () => {
    const ranges = [
      { from: 8, to: 9 },
      { from: 0, to: 4 },
      { from: 2, to: 6 },
    ];
    expect(unite(ranges)).toEqual([
      { from: 0, to: 6 },
      { from: 8, to: 9 },
    ]);
    expect(shown(excerptOf([mark('[school] places'), mark('[school] [places]')]))).toEqual(['school', 'places']);
    expect(excerptOf([])).toEqual({ text: '', highlights: [] });
  });

  test('of a long text is what surrounds the first word, cut between words', () => {
    const long = `${'before it all '.repeat(40)}[family time] ${'and after '.repeat(80)}[family]`;
    const cut = cutAround(readMarks(mark(long)));
    expect(cut.text).toMatch(/^… \S.*family time.*\S …$/);
    expect(cut.text.length).toBeLessThanOrEqual(250);
    expect(shown(cut)).toEqual(['family time']);
  });

  test('of one endless word still has it, and halves no character', () => {
    const cut = cutAround(readMarks(mark(`${'x'.repeat(500)}[${'🚌'.repeat(300)}]`)));
    expect(cut.text.startsWith('… 🚌')).toBe(true);
    expect(cut.text).not.toMatch(/\p{Surrogate}/u);
    expect(cut.text.slice(cut.highlights[0]?.from, cut.highlights[0]?.to)).not.toMatch(/\p{Surrogate}/u);
  });
});
