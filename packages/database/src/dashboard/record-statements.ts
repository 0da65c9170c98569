import type { LocalDate } from '@kept/domain';
import type { Statement } from '../connection/flight.js';
import { scopedCondition } from '../work-item/list-statement.js';
import type { ListScope } from '../work-item/work-item.store.js';

/** Entries of one kind of record, of open items of these workflows, that wait for one of their fields. */
export interface WaitingQuery {
  workflows: readonly string[];
  kind: string;
  /** The field that ends the waiting once it is filled. */
  without: string;
  /** The deadline of an entry: its occurrence is the entry's number. */
  deadline: string;
  /** Fields of the item that are told beside it. */
  fields?: readonly string[];
}

/** An entry that waits, the longest late first. */
export interface WaitingRow {
  reference: string;
  workflow: string;
  title: string;
  no: number;
  fields: Readonly<Record<string, unknown>>;
  addedOn: LocalDate;
  /** Null where the entry has no date of its own, or none that runs. */
  dueOn: LocalDate | null;
  /** Days from its date to today by the clock of the same snapshot, negative while it is to come. */
  daysLate: number | null;
  /** The values of the item's fields asked for, in their order. */
  values: (string | null)[];
}

/** The newest entry for each of what `by` names; closed items count, for what they tell still holds. */
export interface NewestQuery {
  workflows: readonly string[];
  kind: string;
  /** Fields of the record whose values together name one thing: a school and a year. */
  by: readonly string[];
  /** The date field that says which is the newest. */
  on: string;
}

/** How many entries hold each value of a field of a record; null where it holds none. */
export interface ValueQuery {
  workflows: readonly string[];
  kind: string;
  field: string;
}
export interface ValueRow {
  value: string | null;
  entries: number;
}

/** Nobody reads more than so many lines of a home. */
const mostLines = 500;

/** Numbered after the values of the query's own. */
function seen(scope: ListScope, own: readonly unknown[]): { text: string; values: unknown[] } {
  const { text, values } = scopedCondition(scope, own.length);
  return { text, values: [...own, ...values] };
}

export function waitingStatement(authorityId: string, query: WaitingQuery, scope: ListScope): Statement {
  const { workflows, kind, without, deadline, fields = [] } = query;
  const { text, values } = seen(scope, [authorityId, workflows, kind, without, deadline, fields]);
  return {
    name: 'waiting-records',
    values,
    text: `
select w.reference, w.workflow, w.title, r.no, r.fields, (r.added_at at time zone 'Europe/London')::date as "addedOn",
  d.due_on as "dueOn", (select app.today()) - d.due_on as "daysLate",
  array(select w.fields ->> key from unnest($6::text[]) with ordinality asked (key, place) order by place) as values
from work_items w
join work_item_records r on r.authority_id = w.authority_id and r.work_item_id = w.id and r.kind = $3
left join deadlines d on d.authority_id = w.authority_id and d.work_item_id = w.id and d.key = $5
  and d.occurrence = r.no and d.status = 'running'
where w.authority_id = $1 and w.workflow = any ($2::text[]) and not w.closed and r.fields ->> $4 is null and ${text}
order by d.due_on nulls last, w.sort_reference, r.no
limit ${mostLines}`,
  };
}

export function newestStatement(authorityId: string, query: NewestQuery, scope: ListScope): Statement {
  const { workflows, kind, by, on } = query;
  const { text, values } = seen(scope, [authorityId, workflows, kind, by, on]);
  return {
    name: 'newest-records',
    values,
    text: `
select distinct on (named.what) named.fields
from (
  select r.fields, r.added_at, r.fields ->> $5 as day,
    array(select r.fields ->> key from unnest($4::text[]) with ordinality asked (key, place) order by place) as what
  from work_items w
  join work_item_records r on r.authority_id = w.authority_id and r.work_item_id = w.id and r.kind = $3
  where w.authority_id = $1 and w.workflow = any ($2::text[]) and r.fields ->> $5 is not null and ${text}) named
order by named.what, named.day desc, named.added_at desc`,
  };
}

export function valuesStatement(authorityId: string, query: ValueQuery, scope: ListScope): Statement {
  const { workflows, kind, field } = query;
  const { text, values } = seen(scope, [authorityId, workflows, kind, field]);
  return {
    name: 'values-of-records',
    values,
    text: `
select r.fields ->> $4 as value, count(*)::int as entries
from work_items w
join work_item_records r on r.authority_id = w.authority_id and r.work_item_id = w.id and r.kind = $3
where w.authority_id = $1 and w.workflow = any ($2::text[]) and ${text}
group by 1`,
  };
}
