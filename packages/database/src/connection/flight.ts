import type pg from 'pg';

/** A named statement is planned once per connection; the name is its identity, so one name has one text. */
export interface Statement {
  name: string;
  text: string;
  values: readonly unknown[];
}

const begin = { name: 'begin-read', text: 'begin isolation level repeatable read, read only' };
const enter = { name: 'enter', text: `select set_config('app.authority', $1, true)` };
const commit = { name: 'commit', text: 'commit' };

/**
 * Reads one authority's rows: BEGIN, the authority, the SELECT and COMMIT leave in one flight and come back in one.
 * @returns the rows of `statement`
 */
export async function readFlight<Row>(pool: pg.Pool, authorityId: string, statement: Statement): Promise<Row[]> {
  const client = await pool.connect();
  const send = (query: { name: string; text: string }, values: readonly unknown[] = []) =>
    client.query<Row & pg.QueryResultRow>({ ...query, values: [...values] });
  const flight = await Promise.allSettled([
    send(begin),
    send(enter, [authorityId]),
    send(statement, statement.values),
    send(commit),
  ]);
  const failed = flight.find((each) => each.status === 'rejected');
  const broken = failed !== undefined && !('code' in (failed.reason as object));
  client.release(broken);
  if (failed !== undefined) throw failed.reason as Error;
  const [, , selected, ended] = flight as PromiseFulfilledResult<pg.QueryResult<Row & pg.QueryResultRow>>[];
  // An aborted transaction answers COMMIT with ROLLBACK and no error.
  if (ended?.value.command !== 'COMMIT' || selected === undefined) throw new Error('The read was rolled back.');
  return selected.value.rows;
}
