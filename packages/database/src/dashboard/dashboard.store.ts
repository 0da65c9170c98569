import type { LocalDate } from '@kept/domain';
import type pg from 'pg';
import { readFlight, type Statement } from '../connection/flight.js';
import type { Pools } from '../connection/pools.js';
import { isOverdue, scopedCondition } from '../work-item/list-statement.js';
import type { ListScope } from '../work-item/work-item.store.js';
import { newestStatement, valuesStatement, waitingStatement } from './record-statements.js';
import type { NewestQuery, ValueQuery, ValueRow, WaitingQuery, WaitingRow } from './record-statements.js';

/** What is counted: open items of these workflows, apart by the fields named. */
export interface TallyQuery {
  workflows: readonly string[];
  /** Keys of fields by whose values they are counted apart. */
  fields?: readonly string[];
  /** Closed ones too. */
  closed?: boolean;
  /** Owned by one of these posts. */
  ownerPosts?: readonly string[];
}

/** So many items that agree in all of this. */
export interface TallyRow {
  workflow: string;
  state: string;
  level: number;
  closed: boolean;
  late: boolean;
  /** Due within the next seven days, today counted. */
  soon: boolean;
  /** The values of the fields asked for, in their order; null where a field holds nothing. */
  values: (string | null)[];
  items: number;
}

/** How many items took a place of a capacity, by workflow and transition, between two days. */
export interface PlacesQuery {
  workflow: string;
  /** Where the transition that takes a place leads from: an item that comes back from a pause takes none. */
  leaves: readonly string[];
  states: readonly string[];
  from: LocalDate;
  to: LocalDate;
}

export interface DashboardStore {
  /**
   * Open items counted apart in one pass. Without a scope all of the authority's that are not restricted to a few: for
   * figures that show no item.
   */
  tally(authorityId: string, query: TallyQuery, scope: ListScope | null): Promise<TallyRow[]>;
  /** Items whose history has such a move between the days, both counted. */
  places(authorityId: string, query: PlacesQuery): Promise<number>;
  /** Records that wait for an answer, as far as the scope shows their items; so many at most. */
  waiting(authorityId: string, query: WaitingQuery, scope: ListScope): Promise<WaitingRow[]>;
  /** What was last said of each thing that records name. */
  newest(authorityId: string, query: NewestQuery, scope: ListScope): Promise<Readonly<Record<string, unknown>>[]>;
  /** How often records hold each value of a field. */
  values(authorityId: string, query: ValueQuery, scope: ListScope): Promise<ValueRow[]>;
}

export function dashboardStore(pools: Pools): DashboardStore {
  return {
    tally: (authorityId, query, scope) => readTally(pools.read, authorityId, query, scope),
    places: async (authorityId, { workflow, leaves, states, from, to }) => {
      const values = [authorityId, workflow, states, from, to, leaves];
      const rows = await readFlight<{ places: number }>(pools.read, authorityId, { ...placesStatement, values });
      return rows[0]?.places ?? 0;
    },
    waiting: (authorityId, query, scope) =>
      readFlight(pools.read, authorityId, waitingStatement(authorityId, query, scope)),
    newest: async (authorityId, query, scope) => {
      const statement = newestStatement(authorityId, query, scope);
      const rows = await readFlight<{ fields: Record<string, unknown> }>(pools.read, authorityId, statement);
      return rows.map(({ fields }) => fields);
    },
    values: (authorityId, query, scope) =>
      readFlight(pools.read, authorityId, valuesStatement(authorityId, query, scope)),
  };
}

const placesStatement = {
  name: 'capacity-places',
  text: `
select count(*)::int as places from work_items w
where w.authority_id = $1 and w.workflow = $2 and exists (
  select from work_item_events e
  where e.authority_id = $1 and e.work_item_id = w.id and e.to_state = any ($3::text[])
    and e.from_state = any ($6::text[]) and e.occurred_on between $4::date and $5::date
    and e.type <> 'step-taken-back' and not exists (
      select from work_item_events b where b.authority_id = $1 and b.work_item_id = w.id and b.version = e.version + 1
        and b.type = 'step-taken-back'))`,
};

async function readTally(
  pool: pg.Pool,
  authorityId: string,
  query: TallyQuery,
  scope: ListScope | null,
): Promise<TallyRow[]> {
  return readFlight<TallyRow>(pool, authorityId, tallyStatement(authorityId, query, scope));
}

function tallyStatement(authorityId: string, query: TallyQuery, scope: ListScope | null): Statement {
  const { workflows, fields = [], closed = false, ownerPosts = null } = query;
  const own = [authorityId, workflows, fields, ownerPosts];
  const seen =
    scope === null ? { text: 'w.restricted_to_posts is null', values: [] } : scopedCondition(scope, own.length);
  const text = `
select counted.workflow, counted.state, counted.level, counted.closed, counted.late, counted.soon, counted.values, count(*)::int as items
from (
  select w.workflow, w.state, w.level, w.closed, not w.closed and ${isOverdue} as late,
    not w.closed and w.sort_due between (select app.today()) and (select app.today()) + 7 as soon,
    array(select w.fields ->> key from unnest($3::text[]) with ordinality asked (key, place) order by place) as values
  from work_items w
  where w.authority_id = $1 and w.workflow = any ($2::text[]) and ($4::text[] is null or w.owner_post = any ($4))
    ${closed ? '' : 'and not w.closed'} and ${seen.text}) counted
group by 1, 2, 3, 4, 5, 6, 7`;
  return {
    name: `tally-${closed ? 'all' : 'open'}-${scope === null ? 'figures' : 'seen'}`,
    text,
    values: [...own, ...seen.values],
  };
}
