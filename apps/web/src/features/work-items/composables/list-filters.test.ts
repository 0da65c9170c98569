import { expect, test } from 'vitest';
import { education } from '../testing/education.js';
import { field } from '../testing/making.js';
import { filtersOf, listQuery, narrowedBy, queryOf } from './list-filters.js';

test('what is chosen above a list becomes an address, and comes back from it', () => {
  const chosen = {
    q: 'links',
    state: 'accepted',
    owner: 'me',
    when: 'overdue',
    level: '2',
    partOf: 'BT-2018-001',
    dueBefore: { day: '18', month: '2', year: '2020' },
  };
  const { query } = queryOf(chosen, { sort: '-created', cursor: 'there', stalled: 'true' });
  expect(query).toEqual({
    q: 'links',
    state: 'accepted',
    owner: 'me',
    overdue: 'true',
    level: '2',
    partOf: 'BT-2018-001',
    dueBefore: '2020-02-18',
    sort: '-created',
    stalled: 'true',
  });
  expect(filtersOf(query)).toEqual(chosen);
});

test('a date that is none is told, not asked for', () => {
  const none = { ...filtersOf({}), dueBefore: { day: '31', month: '2', year: '2020' } };
  expect(queryOf(none, {}).dateIsReal).toBe(false);
});

test('the server is asked only with what it knows', () => {
  expect(listQuery('challenge-card', { owner: 'me', theme: 'dark', q: '' })).toEqual({
    workflow: 'challenge-card',
    limit: '25',
    owner: 'me',
  });
});

test('what a figure narrowed the list by is said in words', () => {
  const area = field('area', 'choice', 'Area', { options: [{ value: 'east', label: 'East' }] });
  const workflow = { ...education, fields: [area, field('noRecordedSchool', 'boolean', 'No recorded school')] };
  expect(narrowedBy({ field: 'area:east', stalled: 'true', team: 'virtual-school' }, workflow)).toEqual([
    'Area: East',
    'Stalled',
    'Team: virtual school',
  ]);
  expect(narrowedBy({ field: 'noRecordedSchool:true' }, workflow)).toEqual(['No recorded school: Yes']);
  expect(narrowedBy({ field: 'secret:1', q: 'links' }, workflow)).toEqual([]);
});
