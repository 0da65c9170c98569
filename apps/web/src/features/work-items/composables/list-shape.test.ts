import { expect, test } from 'vitest';
import { isNarrowed, keptQuery, queryOf, filtersOf } from './list-filters.js';
import { addressAs, columnQuery, periodOf, shapeOf, timelineQueries } from './list-shape.js';

test('a list is laid out as its address says, and as a list where it says nothing that there is', () => {
  expect(['board', 'timeline', 'pie', undefined].map((as) => shapeOf({ as: as ?? null }))).toEqual([
    'board',
    'timeline',
    'list',
    'list',
  ]);
});

test('another layout keeps what narrows the list, and not its page or its months', () => {
  const query = { owner: 'me', sort: '-due', cursor: 'there', from: '2020-01-01', to: '2020-03-01', as: 'timeline' };
  expect(addressAs('board', query)).toEqual({ owner: 'me', sort: '-due', as: 'board' });
  expect(addressAs('list', query)).toEqual({ owner: 'me', sort: '-due' });
});

test('a layout narrows nothing, is kept by new filters and by a view; the months are not kept by a view', () => {
  const query = { as: 'timeline', from: '2020-01-01', to: '2020-03-01' };
  expect(isNarrowed(query)).toBe(false);
  expect(queryOf({ ...filtersOf(query), owner: 'me' }, query).query).toEqual({ ...query, owner: 'me' });
  expect(keptQuery({ ...query, owner: 'me' })).toEqual({ owner: 'me', as: 'timeline' });
});

test('a column is the list, of one state alone', () => {
  expect(columnQuery('challenge-card', { q: 'bus', state: 'accepted,answered', cursor: 'x' }, 'answered')).toEqual({
    workflow: 'challenge-card',
    q: 'bus',
    state: 'answered',
    limit: '20',
  });
});

test.each([
  [{}, '2020-01-17', '2020-08-17'],
  [{ from: '2019-06-10', to: '2019-09-01' }, '2019-06-10', '2019-09-01'],
  [{ from: '2020-02-30', to: 'soon' }, '2020-01-17', '2020-08-17'],
  [{ from: '2020-05-01', to: '2020-04-01' }, '2020-01-17', '2020-08-17'],
])('a timeline is of %j', (query, from, to) => {
  expect(periodOf(query, '2020-02-17')).toEqual({ from, to });
});

test('a timeline asks for what is open by its date, and looks whether there is more on either side', () => {
  const period = { from: '2020-01-17', to: '2020-08-17' };
  const open = { workflow: 'challenge-card', owner: 'me', closed: 'false', sort: 'due' };
  const asked = timelineQueries('challenge-card', { owner: 'me', closed: 'true', sort: 'created' }, period);
  expect(asked.within).toEqual({ ...open, dueFrom: '2020-01-17', dueBefore: '2020-08-18', limit: '100' });
  expect(asked.before).toEqual({ ...open, dueBefore: '2020-01-17', limit: '1' });
  expect(asked.after).toEqual({ ...open, dueFrom: '2020-08-18', limit: '1' });
  const narrowed = timelineQueries('challenge-card', { dueBefore: '2020-03-01' }, period);
  expect(narrowed.within).toMatchObject({ dueBefore: '2020-03-01' });
});
