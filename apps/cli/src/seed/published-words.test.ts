import { readingAges } from '@kept/domain';
import type { PlainTexts, PlainWords, ReadingAge } from '@kept/domain';
import { readingGrade } from '@kept/domain';
import { describe, expect, it } from 'vitest';
import { readDemo } from './content.js';

const published = readDemo().files.flatMap(({ stories }) =>
  stories.flatMap(({ name, steps }) =>
    steps.flatMap(({ publish }): [string, PlainTexts][] => (publish ? [[name ?? '', publish.texts]] : [])),
  ),
);
const all = ({ asked, did, couldNot }: PlainWords): string => [asked, did, couldNot].join(' ');
const grade = (texts: PlainTexts, age: ReadingAge): number => readingGrade(all(texts[age]));

describe('the words that the demo publishes', () => {
  it('are of three cards', () => {
    expect(published.map(([name]) => name)).toEqual(['lifelong-links', 'rent-guarantor', 'council-tax']);
  });

  it.each(published)('of %s are harder with each reading age', (_name, texts) => {
    const grades = readingAges.map((age) => grade(texts, age));
    expect(grades, `grades ${grades.map((each) => each.toFixed(1)).join(', ')}`).toEqual(
      [...grades].sort((a, b) => a - b),
    );
    const [youngest = 0, middle = 0, oldest = 0] = grades;
    expect(middle - youngest).toBeGreaterThan(1);
    expect(oldest - middle).toBeGreaterThan(1);
    // A child of seven to eleven is in grades 2 to 6, one of eleven to sixteen in 6 to 11.
    expect(youngest).toBeLessThan(4);
    expect(middle).toBeLessThan(8);
  });
});
