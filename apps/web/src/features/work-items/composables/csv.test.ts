import type { WorkItemSummaryView } from '@kept/contracts';
import { expect, test } from 'vitest';
import { workflow } from '../testing/card.js';
import { caseAtLevel2, education } from '../testing/education.js';
import { itemsAsCsv } from './csv.js';

const item = {
  reference: 'CC-2019-002',
  title: '=HYPERLINK("https://elsewhere.example")',
  stateLabel: 'Accepted',
  paused: false,
  fields: { question: 'Why?', kind: 'collective', answerDueOn: '2020-03-16' },
  ownerPost: { key: 'officer', name: 'Officer', holder: null, acting: null },
  nextDueOn: '2020-01-20',
  daysLeft: -28,
  overdue: true,
} as unknown as WorkItemSummaryView;

test('a spreadsheet gets rows with a header, and never a formula', () => {
  expect(itemsAsCsv([item], workflow).split('\r\n')).toEqual([
    '"Reference","Title","State","Paused","Owner post","Holder","Next date","Days left","Overdue","Kind of card","Answer promised for"',
    '"CC-2019-002","\'=HYPERLINK(""https://elsewhere.example"")","Accepted","no","Officer","vacant","2020-01-20","-28","yes","Collective","2020-03-16"',
  ]);
});

test('levels, decimals, times and other items come along; what somebody wrote stays on its page', () => {
  const [header, row] = itemsAsCsv([caseAtLevel2], education).split('\r\n');
  expect(header).toContain('"Paused","Level","Owner post"');
  expect(header).toMatch(/"Overdue","Attendance in per cent","Meets at","Target"$/);
  expect(row).toMatch(/"87.5","14:30","BT-2018-001"$/);
  expect(row).not.toContain('EX-1042');
});
