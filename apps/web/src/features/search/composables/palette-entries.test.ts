import { expect, test } from 'vitest';
import { filled, matching, searchEntry, startEntries } from './palette-entries.js';
import { segmentsOf } from './segments.js';

const entry = (text: string) => ({ id: text, text, to: { name: 'start' } });
const entries = ['People and posts', 'What young people read', 'Dates and calendars'].map(entry);
const texts = (asked: string) => matching(entries, asked).map(({ text }) => text);

test('each word asked begins a word, in any order; what begins so stands first', () => {
  expect(texts('')).toHaveLength(3);
  expect(texts('people')).toEqual(['People and posts', 'What young people read']);
  expect(texts('read you')).toEqual(['What young people read']);
  expect(texts('eople')).toEqual([]);
});

test('what may be started is what the officer may create', () => {
  const workflow = { key: 'panel-action', version: 1, reference: 'PA', title: { officer: 'Panel action', plain: '' } };
  const started = startEntries([
    { ...workflow, mayCreate: true },
    { ...workflow, key: 'other', mayCreate: false },
  ]);
  expect(started).toEqual([
    {
      id: 'start-panel-action',
      text: 'New panel action',
      to: { name: 'work-new', params: { workflow: 'panel-action' } },
    },
  ]);
});

test('the last way on is the search, or the item that a whole reference names', () => {
  expect(searchEntry(' ')).toEqual([]);
  expect(searchEntry('late bus')[0]?.text).toBe('Search everything for “late bus”');
  expect(searchEntry('cc-2018-001')[0]?.text).toBe('Open CC-2018-001');
  expect(filled([{ key: 'a', title: 'A', entries: [] }])).toEqual([]);
});

test('a text is cut at its highlights, and one that lies outside it marks nothing', () => {
  const at = [
    { from: 2, to: 7 },
    { from: 3, to: 5 },
    { from: 8, to: 80 },
  ];
  expect(segmentsOf('A later bus', at)).toEqual([
    { text: 'A ', marked: false },
    { text: 'later', marked: true },
    { text: ' bus', marked: false },
  ]);
  expect(segmentsOf('', [])).toEqual([]);
});
