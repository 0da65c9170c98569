/**
 * Learns what the product hands to `app.apply_transition`: for two moves over HTTP, a recorder stands in the function's
 * place, keeps the argument and calls the function. So the floor writes the same rows as the product, to the byte.
 */
const signature = 'uuid, uuid, integer, integer, bigint, jsonb, jsonb';
const recorder = `
ALTER FUNCTION app.apply_transition(${signature}) RENAME TO apply_transition_itself;
CREATE FUNCTION app.apply_transition(p_authority uuid, p_item uuid, p_version integer, p_firings integer, p_revision bigint,
  p_change jsonb, p_idempotency jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO bench.recorded VALUES (p_change -> 'item' ->> 'state', p_change::text);
  RETURN app.apply_transition_itself(p_authority, p_item, p_version, p_firings, p_revision, p_change, p_idempotency);
END $$;`;
const removal = `
DROP FUNCTION app.apply_transition(${signature});
ALTER FUNCTION app.apply_transition_itself(${signature}) RENAME TO apply_transition;`;

/** Leaves the text of a change for each state that it starts from in `bench.template`. `move` makes one transition. */
export async function recordChanges({ client, item, move }) {
  // A few moves first: its version is then no number that stands in the change for something else.
  for (let count = 0; count < 6; count += 1) await move(item);
  await client.query(recorder);
  try {
    for (const from of ['ping', 'pong']) {
      const before = item.version;
      await client.query('TRUNCATE bench.recorded');
      await move(item);
      const { rows } = await client.query('SELECT change FROM bench.recorded');
      await client.query('INSERT INTO bench.template VALUES ($1, $2)', [
        from,
        templateOf(JSON.parse(rows[0].change), item, before),
      ]);
    }
  } finally {
    await client.query(removal);
  }
}

const counted = new Set(['version', 'occurrence']);

function templateOf(change, item, before) {
  const audit = change.audit?.map((entry) => entry.id) ?? [];
  const mark = (key, value) => {
    if (typeof value === 'string') return markText(value, item, audit);
    if (counted.has(key) && value === before) return '@@old@@';
    return counted.has(key) && value === before + 1 ? '@@new@@' : value;
  };
  return JSON.stringify(change, mark).replaceAll('"@@old@@"', '@old@').replaceAll('"@@new@@"', '@new@');
}

function markText(value, item, audit) {
  const marked = value.replaceAll(item.id, '@id@').replaceAll(item.reference, '@reference@');
  return audit.reduce((text, id) => text.replaceAll(id, '@audit@'), marked);
}
