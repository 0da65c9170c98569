import type { Instant, LocalDate } from '@kept/domain';
import type pg from 'pg';
import { writeCursor } from '../connection/cursor.js';
import { readFlight, type Statement } from '../connection/flight.js';
import { inSnapshot } from '../connection/transaction.js';
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

type Select = (statement: Statement) => Promise<ListRow[]>;

/** What a list asks for. */
interface Asked {
  query: ListQuery;
  scope: ListScope;
}

/** One page of work items by keyset: one query, whatever the depth, and no total. */
export function readList(pool: pg.Pool, authorityId: string, asked: Asked): Promise<ListPage> {
  return readPage((statement) => readFlight<ListRow>(pool, authorityId, statement), authorityId, asked);
}

/**
 * Page after page as they stood at one moment, so that an item which moves meanwhile stands in one of them and in no other.
 * @returns whether the list goes on behind the last of so many
 */
export function readPages(
  pool: pg.Pool,
  authorityId: string,
  { mostPages, visit, ...asked }: Asked & { mostPages: number; visit: (page: ListPage) => void | Promise<void> },
): Promise<boolean> {
  return inSnapshot(pool, authorityId, async (client) => {
    const select: Select = async ({ name, text, values }) =>
      (await client.query<ListRow>({ name, text, values: [...values] })).rows;
    let place: { cursor?: string } = {};
    for (let count = 1; count <= mostPages; count += 1) {
      const page = await readPage(select, authorityId, { ...asked, query: { ...asked.query, ...place } });
      await visit(page);
      if (page.nextCursor === null) return false;
      place = { cursor: page.nextCursor };
    }
    return true;
  });
}

async function readPage(select: Select, authorityId: string, { query, scope }: Asked): Promise<ListPage> {
  const rows = await select(listStatement(authorityId, query, scope));
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const { now, today } = last ?? (await select(clock))[0]!;
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
