/** A number is written as one; what people wrote is never taken for a formula. */
export type Cell = string | number | null;

/** What a spreadsheet runs when a cell begins with it, also behind blanks, and also as wide as East Asian letters. */
const formula = /^\s*[=+\-@\t\r\n|%＝＋－＠]/;

function cell(value: Cell): string {
  const text = String(value ?? '');
  const harmless = typeof value === 'string' && formula.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}

/** One line of RFC 4180, every cell in quotes; an apostrophe before what begins like a formula makes it text again. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

/** Tells Excel that what follows is UTF-8. */
export const byteOrderMark = '\uFEFF';
