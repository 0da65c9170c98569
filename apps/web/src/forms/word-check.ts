import { replaceWord, wordFinder, type FoundWord, type ListedWord, type WordFinder } from '@kept/domain';
import type { WordView } from '@kept/contracts';

/** A listed word in a text, however often it stands there. */
export interface WordInText {
  key: string;
  /** As it is written where it stands first. */
  text: string;
  times: number;
  instead: readonly string[];
  why: string;
}

/** Looks for the words that are not switched off. */
export function finderOf(words: readonly WordView[]): WordFinder {
  return wordFinder(words.filter(({ active }) => active));
}

/** Each word once, in the order in which they stand in the text. */
export function wordsInText(found: readonly FoundWord[]): WordInText[] {
  const words = new Map<string, WordInText>();
  for (const { text, word } of found) {
    const { key, instead, why } = word;
    const known = words.get(key);
    words.set(key, known ? { ...known, times: known.times + 1 } : { key, text, times: 1, instead, why });
  }
  return [...words.values()];
}

/** The text with a word said otherwise wherever it stands: from the end, so that no place moves before it is used. */
export function replaceEverywhere(
  text: string,
  { key, instead }: { key: ListedWord['key']; instead: string },
  find: WordFinder,
): string {
  const places = find(text).filter(({ word }) => word.key === key);
  return places.reduceRight((changed, place) => replaceWord(changed, place, instead), text);
}
