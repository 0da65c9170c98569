/** A word or phrase that young people asked not to read, and what to say instead. */
export interface ListedWord {
  key: string;
  word: string;
  /** Its other forms, each as it is written: plurals, past tenses. Only what stands here is found. */
  forms: readonly string[];
  /** The first is offered first. */
  instead: readonly string[];
  why: string;
}

/** A list as a file holds it. */
export interface WordList {
  key: string;
  version: number;
  words: readonly ListedWord[];
}

/** What a council says of one word: its own entry, on or off; null where it leaves the word to the library. */
export type WordSaid = (Omit<ListedWord, 'key'> & { active: boolean }) | null;

/** A word of a council's list. */
export interface CouncilWord extends ListedWord {
  /** Switched off it stays in the list and is not looked for. */
  active: boolean;
  /** `changed`: the library has it, and the council says something else of it. */
  from: 'library' | 'changed' | 'council';
}

/** The library's list with what a council last said of each word, in the order of the words. */
export function councilWords(
  library: readonly ListedWord[],
  said: readonly { key: string; said: WordSaid }[],
): CouncilWord[] {
  const words = new Map<string, CouncilWord>(
    library.map((word) => [word.key, { ...word, active: true, from: 'library' }]),
  );
  for (const { key, said: own } of said) {
    if (own) words.set(key, { key, ...own, from: words.has(key) ? 'changed' : 'council' });
  }
  return [...words.values()].sort((one, other) => one.word.localeCompare(other.word, 'en-GB'));
}

/** What a word is kept under: `placement breakdown` → `placement-breakdown`; empty where no letter or figure is in it. */
export function keyOfWord(word: string): string {
  return word
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
