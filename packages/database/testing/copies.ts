import type pg from 'pg';
import { organisationRows } from './organisation.js';

const worthAnalysing = 1_000;

export interface Copies {
  /** An item as the product wrote it; with its deadlines, its events, its notices and their messages. */
  templateId: string;
  /** From 1 to 4095, each once: it is in the ids. */
  series: number;
  count: number;
  /** The authority of the template where it is left out. */
  authorityId?: string;
  /** The deadline that runs out yesterday by the clock and fires at `at`, SQL over the number n of the copy. The others never do. */
  due?: { key: string; at: string };
  /** Whether the message of each waits to be sent; otherwise they have none. */
  told?: boolean;
}

const idOf = (version: string, series: number) =>
  `('00000000-0000-7${version}-8${series.toString(16).padStart(3, '0')}-' || lpad(to_hex(n), 12, '0'))::uuid`;

/** Everything of a copy that differs from its template, as SQL over n. */
function differences({ templateId, series, authorityId, due }: Copies): Record<string, Record<string, string>> {
  const authority: Record<string, string> = authorityId === undefined ? {} : { authority_id: `'${authorityId}'::uuid` };
  const [item, notice] = [idOf('000', series), idOf('001', series)];
  const key = `replace(t.unique_key, '${templateId}', ${item}::text)`;
  const dueOn = 'app.today() - 1';
  const ofDue = (value: string, otherwise: string) =>
    due === undefined ? otherwise : `case when t.key = '${due.key}' then ${value} else ${otherwise} end`;
  const at = `(${due?.at ?? 'app.now()'})`;
  const plan = `jsonb_build_array(jsonb_build_object('kind', 'due', 'mark', '', 'dueOn', ${dueOn},
    'at', to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))`;
  return {
    work_items: { ...authority, id: item, reference: `'MANY-${series}-' || n`, title: `t.title || ' ' || n` },
    deadlines: {
      ...authority,
      work_item_id: item,
      due_on: ofDue(dueOn, 't.due_on'),
      plan: ofDue(plan, `'[]'::jsonb`),
      next_firing_at: ofDue(at, 'null'),
    },
    work_item_events: { ...authority, work_item_id: item },
    notices: {
      ...authority,
      work_item_id: item,
      id: notice,
      unique_key: key,
      status: `'waiting'`,
      ...now('status_at'),
    },
    outbox: { ...authority, id: notice, unique_key: key, ...now('available_at'), ...fresh },
  };
}

/** Of this moment, so that each is told by itself and none is late. */
const now = (column: string) => ({ [column]: 'app.now()', created_at: 'app.now()' });
const fresh = {
  attempts: '0',
  lapses: '0',
  lease_token: 'null',
  ask_first: 'false',
  outcome: 'null',
  settled_at: 'null',
  first_tried_at: 'null',
  provider_reference: 'null',
  carried_by: 'null',
};

async function columnsOf(client: pg.Client, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select column_name as name from information_schema.columns where table_schema = 'public' and table_name = $1
       and is_generated = 'NEVER' and is_identity = 'NO' order by ordinal_position`,
    [table],
  );
  return rows.map(({ name }) => name);
}

/**
 * Thousands of items in seconds: the rows of one are copied past triggers and constraints, in one transaction, and without
 * their entries in the audit. A template
 * whose notice is copied must have exactly one.
 * @param client the server's administrator
 */
export async function copyItem(client: pg.Client, copies: Copies): Promise<void> {
  const values = differences(copies);
  const { templateId, count, told = false } = copies;
  const from: Record<string, string> = {
    work_items: 't.id = $1',
    deadlines: 't.work_item_id = $1',
    work_item_events: 't.work_item_id = $1',
    ...(told && { notices: 't.work_item_id = $1', outbox: 't.id in (select id from notices where work_item_id = $1)' }),
  };
  await client.query('begin');
  await client.query('set local session_replication_role = replica');
  for (const [table, where] of Object.entries(from)) {
    const columns = await columnsOf(client, table);
    const picked = columns.map((column) => values[table]?.[column] ?? `t.${column}`);
    await client.query(
      `insert into ${table} (${columns.join(', ')}) select ${picked.join(', ')}
       from ${table} t, generate_series(1, ${count}) as n where ${where}`,
      [templateId],
    );
  }
  await client.query('commit');
  if (count < worthAnalysing) return;
  for (const table of Object.keys(from)) await client.query(`analyze ${table}`);
}

/** A second authority with the people, posts and bodies of the first; row-level security keeps them apart. @returns its id */
export async function copyAuthority(client: pg.Client, authorityId: string, key: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `insert into authorities (id, key, name) values (gen_random_uuid(), $1, $1) returning id`,
    [key],
  );
  const id = rows[0]!.id;
  await client.query('begin');
  await client.query('set local session_replication_role = replica');
  for (const [table] of organisationRows) {
    const columns = (await columnsOf(client, table)).filter((column) => column !== 'authority_id').join(', ');
    await client.query(
      `insert into ${table} (authority_id, ${columns}) select $2, ${columns} from ${table} where authority_id = $1`,
      [authorityId, id],
    );
  }
  await client.query('commit');
  return id;
}
