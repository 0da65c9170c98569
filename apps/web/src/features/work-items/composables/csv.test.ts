import type { WorkItemSummaryView } from '@kept/contracts';
import { expect, test } from 'vitest';
import { itemsAsCsv } from './csv.js';

const item = {
  reference: 'CC-2019-002',
  title: '=HYPERLINK("https://elsewhere.example")',
  stateLabel: 'Accepted',
  ownerPost: { key: 'officer', name: 'Officer', holder: null, acting: null },
  nextDueOn: '2020-01-20',
  daysLeft: -28,
  overdue: true,
} as unknown as WorkItemSummaryView;

test('a spreadsheet gets rows with a header, and never a formula', () => {
  expect(itemsAsCsv([item]).split('\r\n')).toEqual([
    '"Reference","Title","State","Owner post","Holder","Next date","Days left","Overdue"',
    '"CC-2019-002","\'=HYPERLINK(""https://elsewhere.example"")","Accepted","Officer","vacant","2020-01-20","-28","yes"',
  ]);
});
