import { readingAges } from '@kept/domain';
import { readingGrade } from '@kept/domain';
import { describe, expect, it } from 'vitest';
import { pageWords } from './page-words.js';

describe('what the public page says itself', () => {
  it('is harder with each reading age', () => {
    const [youngest = 0, middle = 0, oldest = 0] = readingAges.map((age) => {
      const { intro, empty, help } = pageWords[age];
      return readingGrade([intro, ...empty, ...help.map(({ text }) => text)].join(' '));
    });
    expect(youngest).toBeLessThan(5);
    expect(middle - youngest).toBeGreaterThan(1);
    expect(oldest - middle).toBeGreaterThan(1);
  });

  it('names nobody and gives no number to ring', () => {
    expect(JSON.stringify(pageWords)).not.toMatch(/\d{5}|@|https?:/);
  });
});
