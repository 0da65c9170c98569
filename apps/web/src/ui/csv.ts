type Cell = string | number | null;

/** A spreadsheet runs a cell that starts like a formula; an apostrophe before it makes it text again. */
function cell(value: Cell): string {
  const text = String(value ?? '');
  const harmless = /^[=+\-@\t\r]/.test(text) && typeof value !== 'number' ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}

/** Rows under a header as comma-separated values, for a spreadsheet. */
export function asCsv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [header, ...rows].map((row) => row.map(cell).join(',')).join('\r\n');
}

/** Hands the browser a file to save. The byte order mark of a table tells Excel that it is UTF-8. */
export function download(name: string, text: string, type = 'text/csv'): void {
  const parts = type === 'text/csv' ? ['\uFEFF', text] : [text];
  const address = URL.createObjectURL(new Blob(parts, { type: `${type};charset=utf-8` }));
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}
