import type pg from 'pg';
import { readFlight, type Statement } from '../connection/flight.js';
import type { PoolOptions, Pools } from '../connection/pools.js';
import { scopedCondition } from '../work-item/list-statement.js';
import type { ListScope } from '../work-item/work-item.store.js';
import { Hints, hintChannel } from './hints.js';

/** So much of an event that a page knows whether to read again; what happened is for the item's history to say. */
export interface LiveEvent {
  reference: string;
  workflow: string;
  type: string;
  /** The item's version after it. */
  version: number;
  /** Done by the reader. */
  own: boolean;
}

export interface LiveNews {
  /** The place in the order of commits up to which this reading went; the next one goes on from it. */
  upTo: string;
  events: LiveEvent[];
  /** More happened than is told one by one, or the place that was asked from is of another time: read everything again. */
  more: boolean;
  /** Something is committed that an older transaction still holds back: look again soon. */
  held: boolean;
}

export interface LiveEventStore {
  /** The place from which a new reader goes on. */
  place(authorityId: string): Promise<string>;
  /** What the reader may see of what was committed from this place on, in the order of commits. */
  read(authorityId: string, after: string, reader: { personId: string; scope: ListScope }): Promise<LiveNews>;
  /** Called when something was committed in this authority, or `null` when that may have been missed. Gives the way to stop. */
  hear(listener: (authorityId: string | null) => void): () => void;
  /** Tells every process that something was committed. After the commit, never within it: it would halve the rate. */
  tell(authorityId: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * So many events are told in one reading, and so many transactions of the server are looked through; beyond, the reader
 * reads everything again. How many events were looked at decides nothing: it would count those that are out of sight.
 */
const mostTold = 200;
const mostTransactions = 5_000;

/**
 * An event is told to whoever sees its item now and might have seen it when it happened, as its history says. Below the
 * oldest transaction that still runs nothing can appear any more, so a place passed there is passed for good. The place
 * counts the transactions of the whole server: it tells nobody how many events there were that they may not see.
 */
export function liveStatement(
  authorityId: string,
  after: string,
  { personId, scope }: { personId: string; scope: ListScope },
): Statement {
  const now = scopedCondition(scope, 3);
  const then = scopedCondition(scope, 3, 't');
  const text = `
with bound as materialized (
  select up_to, $2::xid8 > up_to or up_to::text::numeric - $2::text::numeric > ${mostTransactions} as elsewhere
  from pg_snapshot_xmin(pg_current_snapshot()) up_to),
looked as (
  select e.work_item_id, e.xid, e.seq, e.version, e.type, e.actor_id, e.after from work_item_events e
  where e.authority_id = $1 and e.xid >= $2::xid8 and e.xid < (select up_to from bound) and not (select elsewhere from bound)),
told as materialized (
  select l.xid, l.seq, w.reference, w.workflow, l.type, l.version, l.actor_id is not distinct from $3::text as own
  from looked l
  join work_items w on w.authority_id = $1 and w.id = l.work_item_id
  cross join lateral (
    select w.workflow, w.definition_version, w.owner_post, w.contributors, w.exempt or (l.after ->> 'exempt')::boolean is true as exempt,
      case when w.restricted_to_posts is not null then w.restricted_to_posts
        when circle.is then array(select jsonb_array_elements_text(circle.posts)) end as restricted_to_posts,
      case when w.restricted_to_posts is not null then w.restricted_to_people
        when circle.is then array(select jsonb_array_elements_text(circle.people)::uuid) end as restricted_to_people,
      array(select jsonb_array_elements_text(coalesce(l.after -> 'hiddenFrom', '[]'))) as hidden_from
    from (select jsonb_typeof(l.after -> 'restrictedTo') is not distinct from 'object' as is,
      case when jsonb_typeof(l.after -> 'restrictedTo') = 'object' then l.after -> 'restrictedTo' -> 'posts' end as posts,
      case when jsonb_typeof(l.after -> 'restrictedTo') = 'object' then l.after -> 'restrictedTo' -> 'people' end as people) circle) t
  where (${now.text})
    and (${then.text})
  order by l.xid, l.seq limit ${mostTold + 1})
select bound.up_to::text as "upTo",
  bound.elsewhere or (select count(*) from told) > ${mostTold} as more,
  exists (select from work_item_events e where e.authority_id = $1 and e.xid >= bound.up_to) as held,
  coalesce((select jsonb_agg(jsonb_build_object('reference', reference, 'workflow', workflow, 'type', type, 'version', version,
    'own', own) order by xid, seq) from told), '[]') as events
from bound`;
  return { name: 'live-events', text, values: [authorityId, after, personId, ...now.values] };
}

const place: Statement = {
  name: 'live-place',
  text: 'select pg_snapshot_xmin(pg_current_snapshot())::text as "upTo"',
  values: [],
};

const first = async <Row>(pool: pg.Pool, authorityId: string, statement: Statement): Promise<Row> =>
  (await readFlight<Row>(pool, authorityId, statement))[0]!;

/** What is told as it happens: read under the reader's sight, hinted at from process to process. */
export function liveEventStore(pools: Pools, options: PoolOptions): LiveEventStore {
  const hints = new Hints(options);
  return {
    place: async (authorityId) => (await first<{ upTo: string }>(pools.read, authorityId, place)).upTo,
    read: async (authorityId, after, reader) => {
      const news = await first<LiveNews>(pools.read, authorityId, liveStatement(authorityId, after, reader));
      return news.more ? { ...news, events: [] } : news;
    },
    hear: (listener) => hints.hear(listener),
    tell: async (authorityId) => {
      await pools.write.query({ name: 'hint', text: `select pg_notify('${hintChannel}', $1)`, values: [authorityId] });
    },
    close: () => hints.close(),
  };
}
