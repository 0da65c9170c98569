import type { SightThen } from '@kept/domain';
import type pg from 'pg';
import { countValue, readCursor, writeCursor } from '../connection/cursor.js';
import { readFlight } from '../connection/flight.js';
import { seenThen, sightValues } from './sight-then.js';
import type { HistoryEvent, HistoryPage, HistoryQuery, PathEntry } from './work-item.store.js';

/** What said who may see the item, as it stood after the event. */
const withSight = `work_item_events e
cross join lateral (select jsonb_build_object('exempt', coalesce(e.after -> 'exempt', 'false'),
  'restrictedTo', e.after -> 'restrictedTo', 'hiddenFrom', coalesce(e.after -> 'hiddenFrom', '[]')) as sight) t`;

const text = `
select e.at, e.occurred_on as "occurredOn", e.actor_id as "actorId", e.actor_name as "actorName", e.type,
  e.from_state as "from", e.to_state as "to", e.reason, e.fields, e.version, t.sight
from ${withSight}
where e.authority_id = $1 and e.work_item_id = $2 and ${seenThen('t.sight', 4)}
order by e.seq offset $3 limit $4`;

/** Nothing is out of sight. */
export const everything: SightThen = {
  everything: true,
  posts: [],
  personId: '',
  exempt: true,
  related: true,
  roles: [],
};

/**
 * What happened to one item, oldest first. An item's events are written under its lock, so their order is their sequence. A
 * page begins after so many events as its reader was given: the sequence runs through every council, and its gaps, like
 * those of a number within the item, would tell of what is kept from them. An item has few enough to be counted through.
 */
export async function readHistory(
  pool: pg.Pool,
  authorityId: string,
  id: string,
  { cursor, limit, sight }: HistoryQuery,
): Promise<HistoryPage> {
  const sort = `history:${id}`;
  const given = cursor === undefined ? 0 : Number(readCursor(cursor, sort, countValue).value);
  const values = [authorityId, id, given, limit + 1, ...sightValues(sight)];
  const rows = await readFlight<HistoryEvent>(pool, authorityId, { name: 'history', text, values });
  const events = rows.slice(0, limit);
  const more = rows.length > events.length;
  return { events, nextCursor: more ? writeCursor({ sort, value: String(given + events.length), id }) : null };
}

const pathText = `
select e.occurred_on as "occurredOn", e.to_state as "state"
from ${withSight}
where e.authority_id = $1 and e.work_item_id = $2 and e.to_state is not null and e.from_state is distinct from e.to_state
  and ${seenThen('t.sight', 2)}
order by e.seq desc limit 100`;

/** The states that an item came through, oldest first: of one that went round and round, the last hundred. */
export async function readPath(pool: pg.Pool, authorityId: string, id: string, sight: SightThen): Promise<PathEntry[]> {
  const values = [authorityId, id, ...sightValues(sight)];
  const rows = await readFlight<PathEntry>(pool, authorityId, { name: 'item-path', text: pathText, values });
  return rows.reverse();
}
