import { keyOfWord, type ListedWord, type WordList } from '@kept/domain';
import { assertSound, contentFiles, readContent, schemaNamed } from './content-file.js';
import type { FileFault } from './yaml-file.js';

/** A list as its file writes it: the key of a word is the word itself. */
type RawList = Omit<WordList, 'words'> & { words: (Omit<ListedWord, 'key' | 'forms'> & { forms?: string[] })[] };

const validate = schemaNamed('words');

/** The lists of words that ship. @throws when a file is unsound. */
export function loadWordLists(): WordList[] {
  const read = contentFiles('words').map(({ file, text }) => readWordList(file, text));
  assertSound(read.flatMap(({ faults }) => faults));
  return read.flatMap(({ list }) => list ?? []);
}

/** Reads one list. A form that stands twice, in one word or in two, is a fault: nobody could say which was meant. */
export function readWordList(file: string, text: string): { list: WordList | null; faults: FileFault[] } {
  const { value, faults, lineOf } = readContent<RawList>(file, text, validate);
  if (value === null) return { list: null, faults };
  const words = value.words.map((word) => ({ key: keyOfWord(word.word), forms: [], ...word }));
  const seen = new Set<string>();
  const twice = words.flatMap(({ word, forms }, index) =>
    [word, ...forms].flatMap((form): FileFault[] => {
      if (!seen.has(form)) return (seen.add(form), []);
      return [{ file, line: lineOf(['words', index]), fault: 'key-taken', text: `“${form}” stands there twice.` }];
    }),
  );
  return { list: twice.length > 0 ? null : { ...value, words }, faults: twice };
}
