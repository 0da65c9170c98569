import type { SavedViewView } from '@kept/contracts';
import { expect, test } from 'vitest';
import { audienceInWords, audienceOf, changesOf, valuesOf, viewFields } from './view-fields.js';

const roles = [{ key: 'panel-member', label: 'Panel member' }];
const view: SavedViewView = {
  id: 'v1',
  workflow: 'challenge-card',
  name: 'Late',
  query: {},
  audience: 'private',
  role: null,
  by: 'Alex Marlow',
  mine: true,
  mayChange: true,
  feedMadeAt: null,
  digest: null,
};

test('who finds a view is asked of those who may share one', () => {
  expect(viewFields({ mayShare: false, roles }).map(({ key }) => key)).toEqual(['name']);
  const [, audience] = viewFields({ mayShare: true, roles });
  expect(audience?.options?.map(({ label }) => label)).toEqual([
    'Only me',
    'Everybody',
    'Everybody with the role: panel member',
  ]);
});

test('a new name says nothing of who finds the view, unless that was chosen anew', () => {
  const opened = valuesOf({ ...view, audience: 'all' });
  expect(changesOf({ ...opened, name: 'Later' }, opened)).toEqual({ name: 'Later' });
  expect(changesOf({ name: 'Later' }, opened)).toEqual({ name: 'Later' });
  expect(changesOf({ name: 'Late', audience: 'role panel-member' }, opened)).toEqual({
    name: 'Late',
    audience: 'role',
    role: 'panel-member',
  });
});

test.each([
  [{ audience: 'private' as const, role: null }, 'Only me'],
  [{ audience: 'all' as const, role: null }, 'Everybody'],
  [{ audience: 'role' as const, role: 'panel-member' }, 'Everybody with the role: panel member'],
])('who finds it goes into the form and out again: %j', (audience, words) => {
  const one = { ...view, ...audience };
  const { role, ...rest } = audience;
  expect(audienceOf(valuesOf(one))).toEqual({ ...rest, ...(role !== null && { role }) });
  expect(audienceInWords(one, roles)).toBe(words);
});
