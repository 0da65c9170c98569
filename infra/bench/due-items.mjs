/**
 * Items with one deadline that runs out, as the product would have written them: one is made over HTTP and its rows are
 * copied with other ids and references (see million.mjs). `firingAt` is SQL over n, the number of the copy.
 */
const tables = ['work_items', 'deadlines', 'work_item_events'];

/** The id of the n-th item of a set. */
export const idIn = (set, n) =>
  `00000000-0000-7000-8${String(set).padStart(3, '0')}-0${n.toString(16).padStart(11, '0')}`;

const idOf = (set) => `('00000000-0000-7000-8${String(set).padStart(3, '0')}-0' || lpad(to_hex(n), 11, '0'))::uuid`;

async function columnsOf(client, table) {
  const { rows } = await client.query(
    `SELECT column_name FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER' AND is_identity = 'NO' ORDER BY ordinal_position`,
    [table],
  );
  return rows.map(({ column_name: name }) => name);
}

/** What differs from the template: the reply is due yesterday by the clock and fires; the review never does. */
function valuesOf({ set, firingAt }) {
  const id = idOf(set);
  const fires = `case when t.key = 'reply' then ${firingAt} end`;
  const due = `(app.now()::date - 1)`;
  return {
    work_items: { id, reference: `'BR-${set}-' || n`, title: `'Due ' || n`, next_due_on: due },
    deadlines: {
      work_item_id: id,
      due_on: `case when t.key = 'reply' then ${due} else t.due_on end`,
      plan: `case when t.key = 'reply' then jsonb_build_array(jsonb_build_object('kind', 'due', 'mark', '', 'at',
        to_char(${firingAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'dueOn', ${due})) else '[]'::jsonb end`,
      next_firing_at: fires,
    },
    work_item_events: { work_item_id: id },
  };
}

/** Makes `count` items of a set (1 to 999, each once) in one transaction, so that all become due in the same moment. */
export async function makeDue(client, templateId, { set, count, firingAt }) {
  const values = valuesOf({ set, firingAt });
  await client.query('BEGIN');
  await client.query('SET LOCAL session_replication_role = replica');
  for (const table of tables) {
    const own = table === 'work_items' ? 'id' : 'work_item_id';
    const columns = await columnsOf(client, table);
    await client.query(
      `INSERT INTO ${table} (${columns.join(', ')})
       SELECT ${columns.map((column) => values[table][column] ?? `t.${column}`).join(', ')}
       FROM ${table} t, generate_series(1, ${count}) AS n WHERE t.${own} = '${templateId}'`,
    );
  }
  // Within the transaction, so that nothing lies between the moment in which all are due and the caller's stopwatch.
  for (const table of tables) await client.query(`ANALYZE ${table}`);
  await client.query('COMMIT');
}

/** Which ids are a set's, as the end of a comparison in SQL. */
export function rangeOf(set) {
  const group = String(set).padStart(3, '0');
  return `BETWEEN '00000000-0000-7000-8${group}-000000000000' AND '00000000-0000-7000-8${group}-ffffffffffff'`;
}

/** Firings of a set, how many of its deadlines have one, and what is still planned or was told. */
export async function firedOf(client, set) {
  const range = rangeOf(set);
  const { rows } = await client.query(
    `SELECT count(*)::int AS fired, count(DISTINCT work_item_id)::int AS items,
       (SELECT count(*)::int FROM deadlines WHERE work_item_id ${range} AND next_firing_at IS NOT NULL) AS planned,
       (SELECT count(*)::int FROM notices WHERE work_item_id ${range}) AS notices
     FROM firings WHERE work_item_id ${range}`,
  );
  return rows[0];
}
