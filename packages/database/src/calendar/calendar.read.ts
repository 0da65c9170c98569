import type pg from 'pg';
import { instantValue, readCursor, writeCursor } from '../connection/cursor.js';
import { readFlight } from '../connection/flight.js';
import type { CalendarStore, HeldCalendar, StoredChange, StoredMove } from './calendar.store.js';

const list = `
select coalesce(own.body, library.body) as calendar, own.body is not null as "isOwn", library.body as library
from (select distinct on (key) key, body from calendars where authority_id = $1 order by key, revision desc) own
full join (select distinct on (key) key, body from calendar_versions order by key, version desc) library using (key)
order by key`;

/** A change `c` in the words of {@link StoredChange}. */
export const changeColumns = `c.id, c.calendar, c.from_revision as "fromRevision", c.to_revision as "toRevision", c.origin, c.difference,
  c.reason, c.actor_name as "actorName", c.at, jsonb_array_length(c.moved) as "movedCount", c.undone_at as "undoneAt",
  c.undone_by as "undoneBy", c.undone_at is null and not exists (
    select from calendar_changes l where l.authority_id = c.authority_id and l.calendar = c.calendar
      and l.to_revision > c.to_revision and l.undone_at is null) as "isLast"`;

const changes = `select ${changeColumns} from calendar_changes c
  where c.authority_id = $1 and ($2::text is null or c.calendar = $2) and ($3::uuid is null or c.id < $3)
  order by c.id desc limit $4`;

const one = `select ${changeColumns}, coalesce((
    select json_agg(json_build_object('reference', w.reference, 'workflow', w.workflow,
      'definitionVersion', w.definition_version, 'deadline', m.deadline, 'from', m."from", 'to', m."to")
      order by w.sort_reference, m.deadline)
    from jsonb_to_recordset(c.moved) m (item uuid, deadline text, "from" date, "to" date)
    join work_items w on w.authority_id = c.authority_id and w.id = m.item), '[]'::json) as moves
  from calendar_changes c where c.authority_id = $1 and c.id = $2`;

export function readCalendars(pool: pg.Pool, authorityId: string): Promise<HeldCalendar[]> {
  return readFlight<HeldCalendar>(pool, authorityId, { name: 'calendars', text: list, values: [authorityId] });
}

/** By id, which grows with time: the cursor keeps the instant beside it for whoever reads one. */
export async function readChanges(
  pool: pg.Pool,
  authorityId: string,
  { calendar, cursor, limit }: Parameters<CalendarStore['changes']>[1],
): ReturnType<CalendarStore['changes']> {
  const sort = 'calendar-changes';
  const place = cursor === undefined ? null : readCursor(cursor, sort, instantValue);
  const values = [authorityId, calendar ?? null, place?.id ?? null, limit + 1];
  const rows = await readFlight<StoredChange>(pool, authorityId, { name: sort, text: changes, values });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const nextCursor = rows.length > page.length && last ? writeCursor({ sort, value: last.at, id: last.id }) : null;
  return { changes: page, nextCursor };
}

export async function readChange(pool: pg.Pool, authorityId: string, id: string): ReturnType<CalendarStore['change']> {
  const statement = { name: 'calendar-change', text: one, values: [authorityId, id] };
  const rows = await readFlight<StoredChange & { moves: StoredMove[] }>(pool, authorityId, statement);
  const row = rows[0];
  if (row === undefined) return null;
  const { moves, ...change } = row;
  return { change, moved: moves };
}
