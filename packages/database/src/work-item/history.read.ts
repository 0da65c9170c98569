import type pg from 'pg';
import { readCursor, sequenceValue, writeCursor } from '../connection/cursor.js';
import { readFlight } from '../connection/flight.js';
import type { HistoryEvent, HistoryPage, PathEntry } from './work-item.store.js';

const text = `
select e.seq, e.at, e.occurred_on as "occurredOn", e.actor_id as "actorId", e.actor_name as "actorName", e.type,
  e.from_state as "from", e.to_state as "to", e.reason, e.fields, e.version,
  json_build_object('exempt', e.after -> 'exempt', 'restrictedTo', e.after -> 'restrictedTo',
    'hiddenFrom', e.after -> 'hiddenFrom') as "sight"
from work_item_events e
where e.authority_id = $1 and e.work_item_id = $2 and e.seq > $3
order by e.seq limit $4`;

/** What happened to one item, oldest first. An item's events are written under its lock, so their order is their sequence. */
export async function readHistory(
  pool: pg.Pool,
  authorityId: string,
  id: string,
  page: { cursor?: string; limit: number },
): Promise<HistoryPage> {
  const after = page.cursor === undefined ? '0' : readCursor(page.cursor, `history:${id}`, sequenceValue).value;
  const statement = { name: 'history', text, values: [authorityId, id, after, page.limit + 1] };
  const rows = await readFlight<HistoryEvent & { seq: number }>(pool, authorityId, statement);
  const events = rows.slice(0, page.limit);
  const last = events.at(-1);
  const more = rows.length > events.length && last !== undefined;
  return {
    events: events.map(({ seq: _seq, ...event }) => event),
    nextCursor: more ? writeCursor({ sort: `history:${id}`, value: String(last.seq), id }) : null,
  };
}

const pathText = `
select e.occurred_on as "occurredOn", e.to_state as "state",
  json_build_object('exempt', e.after -> 'exempt', 'restrictedTo', e.after -> 'restrictedTo',
    'hiddenFrom', e.after -> 'hiddenFrom') as "sight"
from work_item_events e
where e.authority_id = $1 and e.work_item_id = $2 and e.to_state is not null and e.from_state is distinct from e.to_state
order by e.seq desc limit 100`;

/** The states that an item came through, oldest first: of one that went round and round, the last hundred. */
export async function readPath(pool: pg.Pool, authorityId: string, id: string): Promise<PathEntry[]> {
  const rows = await readFlight<PathEntry>(pool, authorityId, {
    name: 'item-path',
    text: pathText,
    values: [authorityId, id],
  });
  return rows.reverse();
}
