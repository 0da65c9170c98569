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

/** Hands the browser a file to save. The byte order mark tells Excel that it is UTF-8. */
export function download(name: string, csv: string): void {
  const address = URL.createObjectURL(new Blob(['\uFEFF', csv], { type: 'text/csv;charset=utf-8' }));
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}
