/** What was asked, split for `app.search_query`. */
export interface AskedWords {
  words: string;
  /** The last word, where it may be the beginning of one that is still being typed. */
  last: string | null;
}

/** A word or a reference at the very end, by itself. One in quotes, one left out by `-` and `or` are whole as they stand. */
const lastWord = /(?:^|\s)([\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*)$/u;

/** `late pass` asks for *late* and for words that begin with *pass*. */
export function askedWords(asked: string): AskedWords {
  const last = lastWord.exec(asked)?.[1];
  const quoteIsOpen = (asked.split('"').length - 1) % 2 === 1;
  if (last === undefined || quoteIsOpen || last.toLowerCase() === 'or' || /(^|\s)or\s+\S+$/i.test(asked))
    return { words: asked, last: null };
  return { words: asked.slice(0, -last.length).trim(), last };
}
