import { expect, test } from 'vitest';
import { item, workflow } from '../testing/card.js';
import { education } from '../testing/education.js';
import { chosenColumns, columnChoices, columnsInAddress, moreColumns } from './list-columns.js';

const atFirst = ['state', 'owner', 'due'];

test('a list may show what is chosen, never what somebody wrote in sentences', () => {
  expect(columnChoices(workflow).map(({ key }) => key)).toEqual([
    ...atFirst,
    'created',
    'field.kind',
    'field.answerDueOn',
  ]);
  expect(columnChoices(education).map(({ key }) => key)).toContain('level');
});

test('an address that asks for none, or for none that there are, has those at first', () => {
  for (const query of [{}, { columns: '' }, { columns: 'nothing' }, { columns: 'field.question' }]) {
    expect(chosenColumns(query, workflow)).toEqual(atFirst);
  }
  expect(chosenColumns({ columns: 'field.kind,due' }, workflow)).toEqual(['due', 'field.kind']);
});

test('what is chosen goes into the address and comes out of it; those at first need no words', () => {
  expect(columnsInAddress(atFirst, workflow)).toBeUndefined();
  expect(columnsInAddress([], workflow)).toBeUndefined();
  const columns = columnsInAddress(['field.kind', 'due'], workflow);
  expect(columns).toBe('due,field.kind');
  expect(chosenColumns({ columns: columns! }, workflow)).toEqual(['due', 'field.kind']);
});

test('an item that was entered in a summer night stands on the day that London had', () => {
  const [created] = moreColumns(['created'], workflow);
  expect(created!.of({ ...item, createdAt: '2019-07-18T23:30:00.000Z' })).toBe('19 July 2019');
});

test('a field stands in the words of its definition', () => {
  const columns = moreColumns(['created', 'field.kind', 'field.answerDueOn'], workflow);
  expect(columns.map(({ label, of }) => [label, of(item)])).toEqual([
    ['Entered', '20 November 2019'],
    ['Kind of card', 'Collective'],
    ['Answer promised for', null],
  ]);
});
