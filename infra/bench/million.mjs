/**
 * A million items of one authority, as the product would have written them: one item is made over HTTP, and its rows are
 * copied with other ids, references and dates. References go on where the counter stands, each item has its event, its
 * nextDueOn is its earliest running deadline, and the invariants of `kept health invariants` hold but for the one of the audit:
 * nobody decided these items, so it has no entries of them.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const items = 1_000_000;
/** The one invariant that copies break. */
const unaudited = 'has its entry in the audit';
/** Dates lie on this many days from tomorrow on, so that a day has many items, as in a county. */
const days = 700;

const id = `('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`;
const reference = `regexp_replace(t.reference, '[0-9]+$', '') || (100000 + n)`;
/** A multiplier without a common factor scatters the dates over the rows. */
const firstDue = `(app.now()::date + 1 + ((n::bigint * 7919) % ${days})::integer)::date`;
const due = `(${firstDue} + case when t.key = 'reply' then 0 else 14 end)`;
const firing = `(${due} + 1)::timestamptz`;

const tables = {
  work_items: { id, reference, next_due_on: firstDue, title: `'Rally ' || n` },
  deadlines: {
    work_item_id: id,
    due_on: due,
    calculated_on: due,
    receipt: `jsonb_build_array(jsonb_build_object('step', 'due', 'date', ${due}, 'text', 'Due on this day'))`,
    plan: `jsonb_build_array(jsonb_build_object('kind', 'due', 'mark', '', 'at', to_char(${firing} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'dueOn', ${due}))`,
    next_firing_at: firing,
  },
  work_item_events: { work_item_id: id },
};

/** Every column that a row has of its own: generated ones are worked out again. */
async function columnsOf(client, table) {
  const { rows } = await client.query(
    `SELECT column_name FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER' AND is_identity = 'NO' ORDER BY ordinal_position`,
    [table],
  );
  return rows.map(({ column_name: name }) => name);
}

async function copyRows(client, table, templateId) {
  const own = table === 'work_items' ? 'id' : 'work_item_id';
  const columns = await columnsOf(client, table);
  const values = columns.map((column) => tables[table][column] ?? `t.${column}`);
  await client.query(
    `INSERT INTO ${table} (${columns.join(', ')})
     SELECT ${values.join(', ')} FROM ${table} t, generate_series(1, ${items}) AS n WHERE t.${own} = '${templateId}'`,
  );
}

export async function million({ port, token, client, adminUrl, say }) {
  const startedAt = performance.now();
  const answer = await fetch(`http://127.0.0.1:${port}/api/work-items`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ workflow: 'bench-rally', title: 'Rally' }),
  });
  if (answer.status !== 201) throw new Error(`The first item was not made: ${answer.status} ${await answer.text()}`);
  const template = await answer.json();
  await client.query('BEGIN');
  // Foreign keys hold by construction; asking four million times costs minutes.
  await client.query('SET LOCAL session_replication_role = replica');
  for (const table of Object.keys(tables)) await copyRows(client, table, template.id);
  await client.query(`UPDATE reference_counters SET last = ${100_000 + items} WHERE prefix = 'BR'`);
  await client.query('COMMIT');
  for (const table of Object.keys(tables)) await client.query(`VACUUM ANALYZE ${table}`);
  say(`P9: ${items} items made in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
  say(invariants(adminUrl));
}

function invariants(address) {
  const kept = fileURLToPath(new URL('../../apps/cli/bin/kept.mjs', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [kept, 'health', 'invariants'], {
    encoding: 'utf8',
    timeout: 300_000,
    env: { ...process.env, DATABASE_URL: address },
  });
  const said = stdout.trim().split('\n');
  const broken = said.filter((line) => line.includes(': broken by ') && !line.includes(unaudited));
  if (broken.length > 0 || said.length < 10) {
    throw new Error(`The invariants do not hold over the million (status ${status}):\n${stdout}${stderr}`);
  }
  return `P9: ${said.filter((line) => line.endsWith(': holds')).length} invariants hold over them`;
}
