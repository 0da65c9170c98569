import { expect, test } from 'vitest';
import { workflow as card } from '../testing/card.js';
import { narrowingOf } from './narrowing.js';

const [question, kind] = card.fields;
const workflow = {
  ...card,
  states: [
    { key: 'identified', label: 'Identified', final: false },
    { key: 'consulting', label: 'Consulting', final: false },
    { key: 'in-education', label: 'In education', final: false },
    { key: 'closed', label: 'Closed', final: true },
  ].map((state) => ({ ...card.states[0]!, ...state })),
  fields: [
    { ...question!, key: 'noRecordedSchool', type: 'boolean' as const, label: 'No recorded school' },
    { ...question!, key: 'yearGroup', type: 'integer' as const, label: 'School year' },
    kind!,
  ],
};
const words = (query: Record<string, string>) => narrowingOf(query, workflow).map((each) => each.words);

test('a figure’s link explains itself: the field, the level, the rule, in the order in which they are read', () => {
  expect(words({ stalled: 'true', level: '2', field: 'noRecordedSchool:true' })).toEqual([
    'No recorded school',
    'Level 2',
    'Stalled, by the rule of this workflow',
  ]);
  expect(words({ level: '0' })).toEqual(['Not raised to a level']);
});

test('a value is said as the form says it, and several are any of them', () => {
  expect(words({ field: 'yearGroup:10|11' })).toEqual(['School year: 10 or 11']);
  expect(words({ field: 'kind:personal' })).toEqual(['Kind of card: Personal']);
  expect(words({ field: 'noRecordedSchool:false' })).toEqual(['Not: no recorded school']);
  expect(words({ field: 'unknown:x' })).toEqual(['unknown:x']);
});

test('several states are said by those that are shown or those that are not, whichever is shorter', () => {
  expect(words({ state: 'identified,consulting' })).toEqual(['Open, and not “In education”']);
  expect(words({ state: 'identified,closed' })).toEqual(['“Identified” or “Closed”']);
  expect(words({ state: 'identified,consulting,in-education' })).toEqual(['Open']);
});

test('one state has a box of its own, and what nobody asked is no narrowing', () => {
  expect(words({ state: 'identified', q: 'links', sort: 'due', field: '' })).toEqual([]);
});

test('taking one away leaves the others, and starts at the first page', () => {
  const query = { level: '2', field: 'yearGroup:10', cursor: 'x', sort: 'due' };
  expect(narrowingOf(query, workflow).map(({ without }) => without)).toEqual([
    { level: '2', sort: 'due' },
    { field: 'yearGroup:10', sort: 'due' },
  ]);
});
