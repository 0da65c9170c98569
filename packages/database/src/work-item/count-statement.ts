import { createHash } from 'node:crypto';
import type { Statement } from '../connection/flight.js';
import { filteredCondition, raised, scopedCondition } from './list-statement.js';
import type { ListChoices, ListFilters, ListScope } from './work-item.store.js';

/** Nobody counts further by eye; to go on would read every item of a big list for a number. */
const mostCounted = 100;

type FilterKey = keyof ListFilters;

/** The rest of what is chosen stays, and each choice is set in place of the one that is made of its kind. */
type Facet = { name: string; without: readonly FilterKey[] };

const facets = {
  state: { name: 'state', without: ['states'] },
  level: { name: 'level', without: ['level'] },
  owner: { name: 'owner', without: ['ownerPosts'] },
  show: { name: 'show', without: ['overdue', 'closed'] },
} satisfies Readonly<Record<string, Facet>>;

const ofAFacet: readonly FilterKey[] = ['states', 'level', 'ownerPosts', 'overdue', 'closed'];

const shown: readonly [string, ListFilters][] = [
  ['overdue', { overdue: true, closed: false }],
  ['open', { closed: false }],
  ['closed', { closed: true }],
];

/** From where the facets count: `w`, with what of the filters and the scope each has to ask of it still. */
interface Source {
  /** Before the statement. */
  common: string;
  table: string;
  filters: ListFilters;
  also: string;
}

/** Without an order the planner trusts that any hundred are found soon; in that of the index it takes the one that fits best. */
const inOrder = ' order by w.sort_due';

/**
 * How many items each choice above a list would show, in one statement: for each at most so many are looked up as a number
 * beside it can tell, by an index of its own. Where no index bears that, since the filters or the reader's sight narrow the
 * workflow otherwise, what they leave is read once and counted from there. The same shape of question has the same text.
 */
export function countStatement(
  authorityId: string,
  { filters, choices }: { filters: ListFilters; choices: ListChoices },
  scope: ListScope,
): Statement {
  const values: unknown[] = [authorityId];
  const source = sourceOf(values, filters, scope);
  const bounded = (facet: Facet, more: ListFilters, also = '') => {
    const where = filteredCondition(values, { ...without(source.filters, facet.without), ...more });
    return `select count(*)::int as items from (
      select from ${source.table} w where ${where}${also}${source.also} limit ${mostCounted}) found`;
  };
  const ofEach = (facet: Facet, among: readonly (string | number)[], condition: string) => {
    values.push(among.map(String));
    const each = `unnest($${values.length}::text[]) chosen (choice)`;
    return `select '${facet.name}' as facet, chosen.choice, counted.items
    from ${each}, lateral (${bounded(facet, {}, condition)}) counted`;
  };
  const atLevel = ' and w.level = chosen.choice::smallint';
  const isRaised = (level: number) => level > 0;
  const counts = [
    ofEach(facets.state, choices.states, ' and w.state = chosen.choice'),
    ofEach(
      facets.level,
      choices.levels.filter((level) => !isRaised(level)),
      atLevel,
    ),
    ofEach(facets.level, choices.levels.filter(isRaised), atLevel + raised),
    `select 'owner', 'me', items from (${bounded(facets.owner, { ownerPosts: choices.mine })}) counted`,
    ...shown.map(([choice, more]) => `select 'show', '${choice}', items from (${bounded(facets.show, more)}) counted`),
  ];
  const text = source.common + counts.join('\nunion all\n');
  const name = `count-${createHash('sha1').update(text).digest('hex').slice(0, 16)}`;
  return { name, text, values };
}

function sourceOf(values: unknown[], filters: ListFilters, scope: ListScope): Source {
  const { workflow } = filters;
  const common = without(filters, ofAFacet);
  const isNarrowed = Object.keys(common).some((key) => key !== 'workflow');
  const isOpen = workflow === undefined || scope.workflows.includes(workflow);
  if (isOpen && !isNarrowed) {
    const seen = scopedCondition(scope, values.length);
    values.push(...seen.values);
    return { common: '', table: 'work_items', filters, also: ` and ${seen.text}${inOrder}` };
  }
  const where = filteredCondition(values, common);
  const related = isOpen ? '' : ` and w.id in (${relatedItems(values, workflow, scope)})`;
  const seen = scopedCondition(scope, values.length);
  values.push(...seen.values);
  return {
    common: `with seen as materialized (
  select w.authority_id, w.id, w.state, w.level, w.owner_post, w.closed, w.sort_due from work_items w
  where ${where}${related} and ${seen.text})
`,
    table: 'seen',
    filters: without(filters, Object.keys(common) as FilterKey[]),
    also: '',
  };
}

/** What can be in sight of somebody who has no role in the workflow; whether it is, the scope says. */
function relatedItems(values: unknown[], workflow: string, { posts }: ListScope): string {
  values.push(workflow, posts);
  const among = `select r.id from work_items r where r.authority_id = $1 and r.workflow = $${values.length - 1}`;
  return [
    `${among} and r.owner_post = any ($${values.length}::text[])`,
    `${among} and r.restricted_to_posts is not null`,
    `${among} and r.contributors <> '{}'`,
  ].join(' union all ');
}

function without(filters: ListFilters, keys: readonly FilterKey[]): ListFilters {
  return Object.fromEntries(Object.entries(filters).filter(([key]) => !keys.includes(key as FilterKey)));
}
