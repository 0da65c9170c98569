/** A bar as it is asked for: `value` is null where only words may be shown, so that nothing can be measured off it. */
export interface Bar {
  label: string;
  value: number | null;
  /** The number as it is printed. */
  words: string;
}

export interface DrawnBar {
  /** The label in lines that fit the width. */
  lines: { text: string; y: number }[];
  y: number;
  width: number;
  words: { text: string; x: number; y: number };
}

export const barHeight = 22;
const lineHeight = 20;
const gap = 16;
/** A letter of the page's 16 pixels is about so wide on average. */
const letterWidth = 8;

/** Bars below one another, each under its label, so that long labels fit a telephone too. All lengths in pixels. */
export function drawBars(bars: readonly Bar[], width: number): { bars: DrawnBar[]; height: number } {
  const most = Math.max(1, ...bars.map(({ value }) => value ?? 0));
  const wordsWidth = Math.max(0, ...bars.map(({ words }) => words.length)) * (letterWidth + 2) + 12;
  const room = Math.max(40, width - wordsWidth);
  let top = 0;
  const drawn = bars.map(({ label, value, words }): DrawnBar => {
    const lines = wrap(label, Math.floor(width / letterWidth));
    const y = top + lines.length * lineHeight + 4;
    const length = value === null ? 0 : Math.max(value === 0 ? 0 : 2, (value / most) * room);
    const placed = lines.map((text, index) => ({ text, y: top + (index + 1) * lineHeight - 4 }));
    top = y + barHeight + gap;
    return { lines: placed, y, width: length, words: { text: words, x: length + 8, y: y + barHeight - 5 } };
  });
  return { bars: drawn, height: Math.max(0, top - gap) + 2 };
}

/** Words in lines of so many letters at most; a word that is longer has a line of its own. */
function wrap(text: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= letters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
