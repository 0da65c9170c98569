import type { LocalDate } from '@kept/domain';
import type pg from 'pg';

/** Days of a post that somebody's leaving cuts short, as they stood before. */
interface CutRow {
  post: string;
  from: LocalDate;
  to: LocalDate | null;
}

export interface CutRows {
  holders: CutRow[];
  covers: CutRow[];
}

interface Going {
  personId: string;
  lastDay: LocalDate;
}

const tables = {
  holders: { table: 'post_holders', from: 'held_from', to: 'held_to' },
  covers: { table: 'post_covers', from: 'covers_from', to: 'covers_to' },
} as const;

type Kind = keyof typeof tables;
const kinds: readonly Kind[] = ['holders', 'covers'];

/** The domain's `cutShortBy`: beyond the last day, begun or not. */
const beyond = (kind: Kind) =>
  `authority_id = $1 and person_id = $2 and coalesce(${tables[kind].to}, 'infinity') > $3::date`;

/** What the leaving cuts short, locked, as it stands. */
export async function readCutShort(
  client: pg.PoolClient,
  authorityId: string,
  { personId, lastDay }: Going,
): Promise<CutRows> {
  const rows: CutRows = { holders: [], covers: [] };
  for (const kind of kinds) {
    const { table, from, to } = tables[kind];
    const text = `select post, ${from}::text as "from", ${to}::text as "to" from ${table} where ${beyond(kind)} order by post, ${from} for update`;
    rows[kind] = (await client.query<CutRow>(text, [authorityId, personId, lastDay])).rows;
  }
  return rows;
}

/** What would begin after the last day never does; what runs over it ends on it. */
export async function cutShort(
  client: pg.PoolClient,
  authorityId: string,
  { personId, lastDay }: Going,
): Promise<void> {
  for (const kind of kinds) {
    const { table, from, to } = tables[kind];
    const values = [authorityId, personId, lastDay];
    await client.query(`delete from ${table} where ${beyond(kind)} and ${from} > $3::date`, values);
    await client.query(`update ${table} set ${to} = $3::date where ${beyond(kind)}`, values);
  }
}

/**
 * Puts all of it back as it was.
 * @returns the post whose days cannot return, since somebody came into them or they were changed otherwise; null when all did
 */
export async function restore(
  client: pg.PoolClient,
  authorityId: string,
  { personId, lastDay, before }: Going & { before: CutRows },
): Promise<string | null> {
  for (const kind of kinds) {
    for (const row of before[kind]) {
      if (!(await restoreOne(client, { authorityId, personId, lastDay, kind, row }))) return row.post;
    }
  }
  return null;
}

interface Restoring extends Going {
  authorityId: string;
  kind: Kind;
  row: CutRow;
}

async function restoreOne(
  client: pg.PoolClient,
  { authorityId, personId, lastDay, kind, row }: Restoring,
): Promise<boolean> {
  const { table, from, to } = tables[kind];
  const key = [authorityId, row.post, personId, row.from, row.to];
  const others = await client.query(
    `select from ${table} where authority_id = $1 and post = $2 and person_id <> $3
       and daterange(${from}, ${to}, '[]') && daterange(greatest($4::date, $6::date + 1), $5::date, '[]')`,
    [...key, lastDay],
  );
  if (others.rows.length > 0) return false;
  const put =
    row.from > lastDay
      ? `insert into ${table} (authority_id, post, person_id, ${from}, ${to}) values ($1, $2, $3, $4, $5) on conflict do nothing`
      : `update ${table} set ${to} = $5::date
         where authority_id = $1 and post = $2 and person_id = $3 and ${from} = $4::date and ${to} = $6::date`;
  const { rowCount } = await client.query(put, row.from > lastDay ? key : [...key, lastDay]);
  return rowCount === 1;
}
