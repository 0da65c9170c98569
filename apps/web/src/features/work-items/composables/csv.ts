import type { WorkItemSummaryView } from '@kept/contracts';

/** A spreadsheet runs a cell that starts like a formula; an apostrophe before it makes it text again. */
function cell(value: string | number | null): string {
  const text = String(value ?? '');
  const harmless = /^[=+\-@\t\r]/.test(text) && typeof value !== 'number' ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}

/** The rows of a list as comma-separated values with a header, for a spreadsheet. */
export function itemsAsCsv(items: readonly WorkItemSummaryView[]): string {
  const header = ['Reference', 'Title', 'State', 'Owner post', 'Holder', 'Next date', 'Days left', 'Overdue'];
  const rows = items.map((item) => [
    item.reference,
    item.title,
    item.stateLabel,
    item.ownerPost.name,
    item.ownerPost.holder ?? 'vacant',
    item.nextDueOn,
    item.daysLeft,
    item.overdue ? 'yes' : 'no',
  ]);
  return [header, ...rows].map((row) => row.map(cell).join(',')).join('\r\n');
}

/** Hands the browser a file to save. The byte order mark tells Excel that it is UTF-8. */
export function download(name: string, csv: string): void {
  const address = URL.createObjectURL(new Blob(['\uFEFF', csv], { type: 'text/csv;charset=utf-8' }));
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}
