import type { WorkflowDefinition } from '@kept/domain';
import { expect, test } from 'vitest';
import type { Caller } from '../auth/caller.js';
import { filtersOf } from './list-query.js';

const version = (number: number, field: object) =>
  ({ key: 'challenge-card', version: number, fields: { cost: field } }) as unknown as WorkflowDefinition;
const asking = (...definitions: WorkflowDefinition[]) => {
  const caller = { actor: { posts: [] }, reference: { definitions } } as unknown as Caller;
  return () => filtersOf({ workflow: 'challenge-card', field: 'cost:5|6' }, caller).field;
};
const kept = { type: 'money', visibleTo: ['officer'] };
const open = { type: 'money' };

test('a list is narrowed by a field of the items in whose own version everybody sees it', () => {
  expect(asking(version(1, open), version(2, open))()).toEqual({ key: 'cost', values: ['5', '6'] });
  expect(asking(version(1, kept), version(2, open), version(3, open))()).toEqual({
    key: 'cost',
    values: ['5', '6'],
    versions: [2, 3],
  });
});

test('a field that the newest version keeps from somebody is none to narrow by', () => {
  expect(asking(version(1, open), version(2, kept))).toThrow('There is no field');
});
