import { expect, test } from 'vitest';
import type { FieldView } from '@kept/contracts';
import { compareVersions, othersChanged } from './compare-versions.js';

const none = { hint: null, required: false, plain: false, max: null, min: null, options: null };
const question: FieldView = { ...none, key: 'question', type: 'text', label: 'The question' };
const heard: FieldView = { ...none, key: 'heardOn', type: 'date', label: 'Heard on' };
const day = (text: string) => ({ day: text, month: '2', year: '2020' });

test('a field that both changed is in doubt; what one alone changed is theirs to have said', () => {
  const versions = compareVersions([question, heard], {
    was: { question: 'Why?', heardOn: day('3') },
    theirs: { question: 'Why not?', heardOn: day('3') },
    yours: { question: 'Why at all?', heardOn: day('4') },
  });
  expect(versions).toEqual([
    { key: 'question', label: 'The question', was: 'Why?', theirs: 'Why not?', yours: 'Why at all?', changedBy: null },
    {
      key: 'heardOn',
      label: 'Heard on',
      was: '3 February 2020',
      theirs: '3 February 2020',
      yours: '4 February 2020',
      changedBy: 'yours',
    },
  ]);
  expect(othersChanged(versions)).toBe(true);
  expect(othersChanged(versions.slice(1))).toBe(false);
});

test('what both made the same of is no conflict, and what cannot be read yet is shown as it was typed', () => {
  const same = { question: 'Why not?' };
  expect(compareVersions([question], { was: { question: 'Why?' }, theirs: same, yours: same })).toEqual([]);
  const [date] = compareVersions([heard], {
    was: { heardOn: day('') },
    theirs: { heardOn: day('3') },
    yours: { heardOn: day('31') },
  });
  expect(date).toMatchObject({ was: '2 2020', theirs: '3 February 2020', yours: '31 2 2020', changedBy: null });
});
