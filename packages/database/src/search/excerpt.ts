/** A place in a text, counted in UTF-16 code units, as JavaScript counts; `to` is the first behind it. */
export interface Range {
  from: number;
  to: number;
}

export interface Excerpt {
  text: string;
  highlights: Range[];
}

/** What stands around a found word in a marked text. No text that is kept has them: both are control characters. */
export const marks = { start: '\u0001', stop: '\u0002' } as const;

/** Before the first word found, and in all: a line or three of a page. */
const before = 60;
const longest = 240;

/** A text with its marks → the text without them, and where they stood. */
export function readMarks(marked: string): Excerpt {
  const highlights: Range[] = [];
  let text = '';
  let from: number | null = null;
  for (const piece of marked.split(/([\u0001\u0002])/)) {
    if (piece === marks.start) from = text.length;
    else if (piece !== marks.stop) text += piece;
    else if (from !== null) {
      if (text.length > from) highlights.push({ from, to: text.length });
      from = null;
    }
  }
  return { text, highlights };
}

/** The ranges of all, in order; those that meet are one. */
export function unite(ranges: readonly Range[]): Range[] {
  const united: Range[] = [];
  for (const range of [...ranges].sort((one, other) => one.from - other.from)) {
    const last = united.at(-1);
    if (last && range.from <= last.to) last.to = Math.max(last.to, range.to);
    else united.push({ ...range });
  }
  return united;
}

/** What surrounds the first word found, cut between words, with … where something was left out. */
export function cutAround({ text, highlights }: Excerpt): Excerpt {
  if (text.length <= longest) return { text, highlights };
  const first = highlights[0]?.from ?? 0;
  const start = first <= before ? 0 : wordFrom(text, first - before, first);
  const end = start + longest >= text.length ? text.length : wordBefore(text, start + longest, first);
  const lead = start === 0 ? '' : '… ';
  const shift = lead.length - start;
  return {
    text: lead + text.slice(start, end) + (end === text.length ? '' : ' …'),
    highlights: highlights
      .filter(({ from }) => from < end)
      .map(({ from, to }) => ({ from: from + shift, to: Math.min(to, end) + shift })),
  };
}

/** Where the first word behind `place` begins; `latest` where it is one long word. */
function wordFrom(text: string, place: number, latest: number): number {
  const blank = text.slice(place, latest).search(/\s/);
  return blank === -1 ? latest : place + blank + 1;
}

/** Where the last whole word before `place` ends. */
function wordBefore(text: string, place: number, earliest: number): number {
  const cut = text.slice(earliest, place).replace(/\s+\S*$/, '');
  const end = earliest + cut.length;
  // A pair of code units is one character.
  return /[\uD800-\uDBFF]$/.test(text.slice(0, end)) ? end - 1 : end;
}

/** One text marked more than once, such as by English and by the words as they stand. */
export function excerptOf(marked: readonly string[]): Excerpt {
  const read = marked.map(readMarks);
  return cutAround({ text: read[0]?.text ?? '', highlights: unite(read.flatMap(({ highlights }) => highlights)) });
}
