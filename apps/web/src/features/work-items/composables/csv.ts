import type { FieldsBody, FieldView, WorkflowView, WorkItemSummaryView } from '@kept/contracts';
import { valueInWords } from '../../../forms/field-values.js';
import { asCsv } from '../../../ui/csv.js';

/**
 * The rows of a list as comma-separated values with a header, for a spreadsheet: what every item has, then the fields of
 * its workflow. Words that somebody wrote stay on the item's page: nobody checks a file for whom they name.
 */
export function itemsAsCsv(items: readonly WorkItemSummaryView[], workflow: WorkflowView): string {
  const fields = workflow.fields.filter(({ type }) => type !== 'text');
  const levels = workflow.levels.length > 0;
  const header = [
    ...['Reference', 'Title', 'State', 'Paused', ...(levels ? ['Level'] : []), 'Owner post', 'Holder'],
    ...['Next date', 'Days left', 'Overdue', ...fields.map(({ label }) => label)],
  ];
  const rows = items.map((item) => [
    ...[item.reference, item.title, item.stateLabel, yesOrNo(item.paused), ...(levels ? [item.level] : [])],
    ...[item.ownerPost.name, item.ownerPost.holder ?? 'vacant', item.nextDueOn, item.daysLeft, yesOrNo(item.overdue)],
    ...fields.map((field) => valueForCell(field, item.fields[field.key])),
  ]);
  return asCsv(header, rows);
}

const yesOrNo = (holds: boolean) => (holds ? 'yes' : 'no');

/** Dates, times and numbers as a spreadsheet reads them; what is chosen, in the words of the definition. */
function valueForCell(field: FieldView, value: FieldsBody[string] | undefined): string | number | null {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return yesOrNo(value);
  return field.type === 'date' && typeof value === 'string' ? value : valueInWords(field, value);
}
