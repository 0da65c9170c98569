import type { ListedWord } from './word-list.js';

/** A listed word as it stands in a text, from `start` to before `end`. */
export interface FoundWord {
  start: number;
  end: number;
  /** As it is written there. */
  text: string;
  word: ListedWord;
}

/** Finds the words of one list; made once for a list, and asked of many texts. */
export type WordFinder = (text: string) => FoundWord[];

/** What may stand neither before nor after a word: a letter, a mark on one, a figure, a line below. */
const inWord = String.raw`\p{L}\p{M}\p{N}_`;
/** Part of a longer word: `pre-placement`, `placement's` is not, `o’contact` is. */
const before = `(?<![${inWord}]|[${inWord}][-‐‑'’])`;
const after = `(?![${inWord}]|[-‐‑][${inWord}])`;
/** Addresses of pages and of people, within which no word is a word. */
const address = /(?:https?:\/\/|www\.)\S+|\S+@\S+|[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(?:\/\S*)?/giu;

/**
 * Finds every listed word, first to last, never two in one place: of those that begin together the longest is taken. A
 * form with a capital letter in it (`LAC`) is found only as it is written, any other in every case. Not found are a word
 * inside another, within an address, and as part of a name (`Respite House` in a sentence). What kind of word it is no
 * machine can tell: “please contact us” is found, so it is only ever offered.
 */
export function wordFinder(words: readonly ListedWord[]): WordFinder {
  const forms = words
    .flatMap((word) => [word.word, ...word.forms].map((form) => ({ word, pattern: patternOf(form) })))
    .filter(({ pattern }) => pattern !== null) as { word: ListedWord; pattern: RegExp }[];
  return (text) => {
    const addresses = spansOf(address, text);
    const found = forms.flatMap(({ word, pattern }) =>
      spansOf(pattern, text).map(({ start, end }) => ({ start, end, text: text.slice(start, end), word })),
    );
    const free = found.filter((each) => !addresses.some((other) => overlaps(each, other)) && !isInName(text, each));
    return withoutOverlap(free);
  };
}

function patternOf(form: string): RegExp | null {
  const parts = form.trim().split(/\s+/).filter(Boolean).map(escaped);
  if (parts.length === 0) return null;
  const anyCase = form === form.toLowerCase();
  return new RegExp(before + parts.join(String.raw`\s+`) + after, anyCase ? 'giu' : 'gu');
}

function escaped(part: string): string {
  return part
    .replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)
    .replace(/['’]/g, `['’]`)
    .replace(/[-‐‑]/g, '[-‐‑]');
}

interface Span {
  start: number;
  end: number;
}

function spansOf(pattern: RegExp, text: string): Span[] {
  return [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

const overlaps = (one: Span, other: Span): boolean => one.start < other.end && other.start < one.end;

/** The longest of those that begin first, then what begins behind it. */
function withoutOverlap(found: readonly FoundWord[]): FoundWord[] {
  const inOrder = [...found].sort((one, other) => one.start - other.start || other.end - one.end);
  const kept: FoundWord[] = [];
  for (const each of inOrder) {
    if (each.start >= (kept.at(-1)?.end ?? 0)) kept.push(each);
  }
  return kept;
}

/** Whether a sentence begins here: at the start of the text or of a line, or behind the end of another sentence. */
function beginsSentence(text: string, start: number): boolean {
  return /(?:^|[.!?:]["'”’)]*\s|\n)[\s"'“‘(]*$/.test(text.slice(0, start));
}

const capitalised = /^\p{Lu}\p{Ll}/u;

/** Written with a capital in the middle of a sentence, beside another word that is: `the Contact Theatre`. */
function isInName(text: string, { start, end, text: own }: FoundWord): boolean {
  if (!capitalised.test(own) || beginsSentence(text, start)) return false;
  return /^ \p{Lu}\p{Ll}/u.test(text.slice(end)) || /(?:^|[^\p{L}])\p{Lu}\p{Ll}+ $/u.test(text.slice(0, start));
}

/** The text with this word said otherwise: with a capital where the sentence begins with it, or where it had one. */
export function replaceWord(text: string, found: FoundWord, instead: string): string {
  const hadCapital = capitalised.test(found.text) && found.word.word === found.word.word.toLowerCase();
  const capital = hadCapital || (beginsSentence(text, found.start) && /^\p{Lu}/u.test(found.text));
  const said = capital ? instead.charAt(0).toUpperCase() + instead.slice(1) : instead;
  return text.slice(0, found.start) + said + text.slice(found.end);
}
