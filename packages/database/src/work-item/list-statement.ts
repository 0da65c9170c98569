import { createHash } from 'node:crypto';
import { dayValue, instantValue, readCursor, referenceValue } from '../connection/cursor.js';
import type { Statement } from '../connection/flight.js';
import type { ListFilters, ListQuery, ListScope, ListSort } from './work-item.store.js';

interface Order {
  column: string;
  type: string;
  value: RegExp;
  direction: 'asc' | 'desc';
}

const columns = {
  due: { column: 'w.sort_due', type: 'date', value: dayValue },
  reference: { column: 'w.sort_reference', type: 'text', value: referenceValue },
  created: { column: 'w.created_at', type: 'timestamptz', value: instantValue },
};

function orderOf(sort: ListSort): Order {
  const descending = sort.startsWith('-');
  const column = columns[(descending ? sort.slice(1) : sort) as keyof typeof columns];
  return { ...column, direction: descending ? 'desc' : 'asc' };
}

/**
 * Page sizes that have a plan of their own: a limit handed in as a parameter makes PostgreSQL plan for a tenth of the
 * table. One row more than asked tells whether there is a next page.
 */
const pageSizes = [10, 25, 50, 100, 200];

/** Collects conditions with their values, numbered as they come. */
class Conditions {
  private readonly texts = ['w.authority_id = $1'];

  /** `values` begin with the authority; several conditions of one statement share them. */
  constructor(readonly values: unknown[]) {}

  /** `?` in the text stands for the value, each time it appears. */
  add(text: string, ...values: unknown[]): void {
    const first = this.values.length;
    this.values.push(...values);
    let place = 0;
    this.texts.push(text.replaceAll('?', () => `$${first + Math.min(++place, values.length)}`));
  }

  toString(): string {
    return this.texts.join('\n    and ');
  }
}

const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`);

function addFilters(conditions: Conditions, query: ListFilters): void {
  if (query.workflow !== undefined) conditions.add('w.workflow = ?', query.workflow);
  // One state is an equality, which an index by state serves in its own order.
  if (query.states?.length === 1) conditions.add('w.state = ?', query.states[0]);
  else if (query.states !== undefined) conditions.add('w.state = any (?::text[])', query.states);
  if (query.closed === false) conditions.add(`not w.closed and w.sort_due < 'infinity'`);
  if (query.closed === true) conditions.add(`w.closed and w.sort_due >= 'infinity'`);
  if (query.q !== undefined && query.q !== '') {
    const part = `%${escapeLike(query.q)}%`;
    conditions.add('(w.title ilike ? or w.reference ilike ?)', part, part);
  }
}

/** Few items are: their index holds no others, and is found by these words. */
export const raised = ' and w.level > 0';

/** Few items are: they are looked up by their ids, whatever the list is sorted by. */
const followed = `w.id = any (array(select f.work_item_id from work_item_follows f
      where f.authority_id = $1 and f.person_id = ?::uuid))`;

function addNarrower(conditions: Conditions, { partOf, level, field, followedBy }: ListFilters): void {
  if (followedBy !== undefined) conditions.add(followed, followedBy);
  if (partOf !== undefined) conditions.add('w.part_of = ?', partOf);
  if (level !== undefined) conditions.add(`w.level = ?::smallint${level > 0 ? raised : ''}`, level);
  if (field === undefined) return;
  conditions.add('w.fields ->> ? = any (?::text[])', field.key, field.values);
  if (field.versions !== undefined) conditions.add('w.definition_version = any (?::integer[])', field.versions);
}

/** On `w` and `$1`, the authority: the domain's `isOverdue` for any deadline. What is paused has a date that may lie behind, and is not overdue. */
export const isOverdue = `w.sort_due <= (select app.today()) and exists (select from deadlines d
      where d.authority_id = $1 and d.work_item_id = w.id and d.status = 'running'
        and case when d.due_at is null then d.due_on < (select app.today()) else d.due_at < (select app.now()) end)`;

function addDates(conditions: Conditions, { dueBefore, dueFrom, overdue }: ListFilters): void {
  if (dueBefore !== undefined) conditions.add('w.sort_due < ?::date', dueBefore);
  if (dueFrom !== undefined) conditions.add(`w.sort_due >= ?::date and w.sort_due < 'infinity'`, dueFrom);
  if (overdue === true) conditions.add(isOverdue);
  if (overdue === false) conditions.add(`not (${isOverdue})`);
}

function addOwner(conditions: Conditions, { ownerPosts, team }: ListFilters): void {
  // One post is an equality, which the index of my work serves in its own order; several need a sort.
  if (ownerPosts?.length === 1) conditions.add('w.owner_post = ?', ownerPosts[0]);
  else if (ownerPosts !== undefined) conditions.add('w.owner_post = any (?::text[])', ownerPosts);
  if (team !== undefined) {
    conditions.add('w.owner_post in (select p.key from posts p where p.authority_id = $1 and p.team = ?)', team);
  }
}

const inScope = `case when w.restricted_to_posts is not null
      then w.restricted_to_posts && ?::text[] or w.restricted_to_people && ?::uuid[]
      else (not w.exempt or ?::boolean or w.owner_post = any (?::text[]))
        and (w.owner_post = any (?::text[]) or w.contributors && ?::text[]
          or (w.workflow, w.definition_version) in (select * from unnest(?::text[], ?::integer[]))
          and (w.hidden_from = '{}' or exists (select from unnest(?::text[], ?::integer[], ?::text[]) opening (workflow, version, role)
            where opening.workflow = w.workflow and opening.version = w.definition_version
              and opening.role <> all (w.hidden_from)))) end`;

function scopeValues(scope: ListScope): unknown[] {
  const workflows = scope.openings.map(({ workflow }) => workflow);
  const versions = scope.openings.map(({ version }) => version);
  return [
    scope.posts,
    scope.personId === '' ? [] : [scope.personId],
    scope.exempt,
    scope.posts,
    scope.posts,
    scope.posts,
    workflows,
    versions,
    workflows,
    versions,
    scope.openings.map(({ role }) => role),
  ];
}

/** The domain's `maySee`, row by row. */
function addScope(conditions: Conditions, scope: ListScope): void {
  conditions.add(inScope, ...scopeValues(scope));
}

/** The scope as a condition on `w`, or on another row like it, with its values numbered after those before it. */
export function scopedCondition(scope: ListScope, after: number, row = 'w'): { text: string; values: unknown[] } {
  let place = after;
  const text = inScope.replaceAll('?', () => `$${++place}`).replaceAll(/\bw\./g, `${row}.`);
  return { text, values: scopeValues(scope) };
}

function addAll(conditions: Conditions, filters: ListFilters): void {
  addFilters(conditions, filters);
  addNarrower(conditions, filters);
  addOwner(conditions, filters);
  addDates(conditions, filters);
}

/** The filters as a condition on `w` for another statement; their values join `values`, which begin with the authority. */
export function filteredCondition(values: unknown[], filters: ListFilters): string {
  const conditions = new Conditions(values);
  addAll(conditions, filters);
  return conditions.toString();
}

/** One SELECT for one page; the same shape of question has the same text, and so the same plan. */
export function listStatement(authorityId: string, query: ListQuery, scope: ListScope): Statement {
  const { column, type, value, direction } = orderOf(query.sort);
  const conditions = new Conditions([authorityId]);
  addAll(conditions, query);
  addScope(conditions, scope);
  if (query.cursor !== undefined) {
    const place = readCursor(query.cursor, query.sort, value);
    conditions.add(`(${column}, w.id) ${direction === 'asc' ? '>' : '<'} (?::${type}, ?::uuid)`, place.value, place.id);
  }
  const size = pageSizes.find((each) => each >= query.limit) ?? 200;
  const text = `
select app.work_item_json(page.w, app.deadlines_json($1, page.id, false), app.records_json($1, page.id), '[]', '[]') as item,
  page.place, app.now() as now, app.today() as today
from (
  select w, w.id, ${column} as place from work_items w
  where ${conditions.toString()}
  order by ${column} ${direction}, w.id ${direction}
  limit ${size + 1}) page
order by page.place ${direction}, page.id ${direction}`;
  const name = `list-${createHash('sha1').update(text).digest('hex').slice(0, 16)}`;
  return { name, text, values: conditions.values };
}

/** Which of these references the scope shows. */
export function sightStatement(authorityId: string, references: readonly string[], scope: ListScope): Statement {
  const conditions = new Conditions([authorityId]);
  conditions.add('w.reference = any (?::text[])', references);
  addScope(conditions, scope);
  const text = `select w.reference from work_items w where ${conditions.toString()}`;
  return { name: 'seen-among', text, values: conditions.values };
}
