/** A word, a number or a single sign of a text, in lower case, with its place in the text. */
export interface Token {
  text: string;
  at: number;
  end: number;
}

/** The text cut into words, numbers and signs, in one pass. `31st` is a number and a word, `2018-19` two numbers and a sign. */
export function tokensOf(text: string): Token[] {
  return [...text.matchAll(/\d+(?:\.\d+)?|[a-z]+|\S/giu)].map(({ 0: found, index }) => ({
    text: found.toLowerCase(),
    at: index,
    end: index + found.length,
  }));
}

/** The words of `count` tokens from a place on, joined by one blank; none where the place lies before the beginning. */
export function wordsAt(tokens: readonly Token[], from: number, count: number): string {
  return tokens
    .slice(from < 0 ? tokens.length : from, from + count)
    .map(({ text }) => text)
    .join(' ');
}

/** The token there, or an empty text beyond the end: readers look ahead without asking whether there is more. */
export function textAt(tokens: readonly Token[], index: number): string {
  return tokens[index]?.text ?? '';
}

const small = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

/** `5` and `five` are 5; anything else is no number. */
export function numberOf(text: string): number | null {
  if (/^\d{1,4}(\.\d{1,2})?$/.test(text)) return Number(text);
  const index = small.indexOf(text);
  return index === -1 ? null : index;
}
