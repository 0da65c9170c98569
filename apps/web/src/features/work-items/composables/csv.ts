import type { WorkItemSummaryView } from '@kept/contracts';
import { asCsv } from '../../../ui/csv.js';

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
  return asCsv(header, rows);
}
