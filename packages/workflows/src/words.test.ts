import { wordFinder } from '@kept/domain';
import { describe, expect, it } from 'vitest';
import { loadWordLists, readWordList } from './words.js';

const [list] = loadWordLists();

describe('the list that a council begins with', () => {
  it('has the pairs of the council’s young people', () => {
    const instead = Object.fromEntries(list!.words.map((word) => [word.word, word.instead]));
    expect(instead).toMatchObject({
      abscond: ['run away', 'go missing'],
      contact: ['family time'],
      LAC: ['children in care'],
      placement: ['home'],
      respite: ['day or night away'],
    });
  });

  it('never offers a word that it lists itself', () => {
    const find = wordFinder(list!.words);
    expect(list!.words.flatMap(({ instead }) => instead).filter((text) => find(text).length > 0)).toEqual([]);
  });

  it('finds each of its forms, and each as its own', () => {
    const find = wordFinder(list!.words);
    for (const { key, word, forms } of list!.words) {
      for (const form of [word, ...forms]) {
        expect(find(`we say ${form} here`).map((each) => [each.text, each.word.key])).toEqual([[form, key]]);
      }
    }
  });
});

describe('a list with a fault', () => {
  const one = (form: string) => `  - { word: contact, forms: [${form}], instead: [family time], why: They asked }\n`;
  const file = (...forms: string[]) => `key: mine\nversion: 1\nwords:\n${forms.map(one).join('')}`;

  it.each([
    ['a form that stands twice', file('visit', 'meeting'), 'words.yaml:5: key-taken'],
    ['a word that is also its form', file('contact'), 'words.yaml:4: key-taken'],
    ['an unknown property', file('visit').replace('why:', 'because:'), 'words.yaml:4: unknown-key'],
  ])('%s is told with its line', (_what, text, expected) => {
    const { list: read, faults } = readWordList('words.yaml', text);
    expect(read).toBeNull();
    expect(faults.map((each) => `${each.file}:${each.line}: ${each.fault}`)).toContain(expected);
  });
});
