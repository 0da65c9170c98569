import type { Instant, LocalDate } from '@kept/domain';
import type pg from 'pg';
import { writeCursor } from '../connection/cursor.js';
import { readFlight } from '../connection/flight.js';
import { decodeItem, type ItemJson } from './decode.js';
import { listStatement, sightStatement } from './list-statement.js';
import type { ListPage, ListQuery, ListScope } from './work-item.store.js';

interface ListRow {
  item: ItemJson;
  place: string;
  now: Instant;
  today: LocalDate;
}

const clock = { name: 'clock', text: 'select app.now() as now, app.today() as today', values: [] };

/** One page of work items by keyset: one query, whatever the depth, and no total. */
export async function readList(
  pool: pg.Pool,
  authorityId: string,
  query: ListQuery,
  scope: ListScope,
): Promise<ListPage> {
  const rows = await readFlight<ListRow>(pool, authorityId, listStatement(authorityId, query, scope));
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const { now, today } = last ?? (await readFlight<ListRow>(pool, authorityId, clock))[0]!;
  return {
    rows: page.map((row) => decodeItem(row.item).item),
    nextCursor:
      rows.length > page.length && last ? writeCursor({ sort: query.sort, value: last.place, id: last.item.id }) : null,
    now,
    today,
  };
}

/** Of these references, those that the scope shows. */
export async function readSeen(
  pool: pg.Pool,
  authorityId: string,
  references: readonly string[],
  scope: ListScope,
): Promise<ReadonlySet<string>> {
  if (references.length === 0) return new Set();
  const statement = sightStatement(authorityId, references, scope);
  const rows = await readFlight<{ reference: string }>(pool, authorityId, statement);
  return new Set(rows.map(({ reference }) => reference));
}
