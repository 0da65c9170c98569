import { expect, test } from 'vitest';
import { filtersOf, isNarrowed, listQuery, presentedQuery, queryOf } from './list-filters.js';

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

test('a page has 25, or 100 where many are to be ticked, and never what somebody wrote into the address', () => {
  expect(listQuery('challenge-card', { show: '100' })['limit']).toBe('100');
  expect(listQuery('challenge-card', { show: '5000' })['limit']).toBe('25');
  expect(isNarrowed({ show: '100' })).toBe(false);
});

test('what it is narrowed by changes, and how it is shown stays, all but the page', () => {
  const shown = { show: '100', sort: 'due', columns: 'due', as: 'board' };
  const before = { ...shown, cursor: 'there', owner: 'me' };
  expect(queryOf({ ...filtersOf({}), q: 'x' }, before).query).toEqual({ ...shown, q: 'x' });
  expect(presentedQuery(before)).toEqual(shown);
});

test('several states, which stand in no box, stay until one is chosen', () => {
  const query = { state: 'identified,consulting', field: 'yearGroup:10|11', q: 'x' };
  expect(listQuery('ehcp-escalation', query)).toMatchObject(query);
  expect(filtersOf(query).state).toBe('');
  expect(queryOf(filtersOf(query), query).query).toEqual(query);
  expect(queryOf({ ...filtersOf(query), state: 'consulting' }, query).query).toMatchObject({ state: 'consulting' });
});
