import { createHash } from 'node:crypto';
import type { Statement } from '../connection/flight.js';
import { filteredCondition, scopedCondition } from './list-statement.js';
import type { ListChoices, ListFilters, ListScope } from './work-item.store.js';

/** Nobody counts further by eye; to go on would read every item of a big list for a number. */
const mostCounted = 100;

/** The rest of what is chosen stays, and each choice is set in place of the one that is made of its kind. */
type Facet = { name: string; without: readonly (keyof ListFilters)[] };

const facets = {
  state: { name: 'state', without: ['states'] },
  level: { name: 'level', without: ['level'] },
  owner: { name: 'owner', without: ['ownerPosts'] },
  show: { name: 'show', without: ['overdue', 'closed'] },
} satisfies Readonly<Record<string, Facet>>;

const shown: readonly [string, ListFilters][] = [
  ['overdue', { overdue: true }],
  ['open', { closed: false }],
  ['closed', { closed: true }],
];

/**
 * How many items each choice above a list would show, in one statement: for each at most so many are looked up as a number
 * beside it can tell. The same shape of question has the same text.
 */
export function countStatement(
  authorityId: string,
  { filters, choices }: { filters: ListFilters; choices: ListChoices },
  scope: ListScope,
): Statement {
  const values: unknown[] = [authorityId];
  const seen = scopedCondition(scope, values.length);
  values.push(...seen.values);
  const bounded = (facet: Facet, more: ListFilters, also = '') => {
    const rest = Object.fromEntries(Object.entries(filters).filter(([key]) => !facet.without.includes(key as never)));
    const where = filteredCondition(values, { ...rest, ...more });
    return `select count(*)::int as items from (
      select from work_items w where ${where}${also} and ${seen.text} limit ${mostCounted}) found`;
  };
  const ofEach = (facet: Facet, among: readonly (string | number)[], condition: string) => {
    values.push(among.map(String));
    const each = `unnest($${values.length}::text[]) chosen (choice)`;
    return `select '${facet.name}' as facet, chosen.choice, counted.items
    from ${each}, lateral (${bounded(facet, {}, condition)}) counted`;
  };
  const text = [
    ofEach(facets.state, choices.states, ' and w.state = chosen.choice'),
    ofEach(facets.level, choices.levels, ' and w.level = chosen.choice::smallint'),
    `select 'owner', 'me', items from (${bounded(facets.owner, { ownerPosts: choices.mine })}) counted`,
    ...shown.map(([choice, more]) => `select 'show', '${choice}', items from (${bounded(facets.show, more)}) counted`),
  ].join('\nunion all\n');
  const name = `count-${createHash('sha1').update(text).digest('hex').slice(0, 16)}`;
  return { name, text, values };
}
