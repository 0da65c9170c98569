import type pg from 'pg';

/** Writes for one authority in one transaction on one connection; any error rolls all of it back. */
export async function inAuthority<T>(
  pool: pg.Pool,
  authorityId: string,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  return inTransaction(pool, async (client) => {
    await client.query({ name: 'enter', text: 'select app.enter($1)', values: [authorityId] });
    return work(client);
  });
}

export async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Reads for one authority, all of it as it stood at one moment. It holds a connection: read fast, and wait for nobody inside. */
export async function inSnapshot<T>(
  pool: pg.Pool,
  authorityId: string,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  return inTransaction(pool, async (client) => {
    await client.query('set transaction isolation level repeatable read, read only');
    await client.query({ name: 'enter', text: `select set_config('app.authority', $1, true)`, values: [authorityId] });
    return work(client);
  });
}

/** Thrown inside {@link inTransaction} to hand out a result and keep nothing. */
export class RolledBack<T> extends Error {
  override readonly name = 'RolledBack';
  constructor(readonly result: T) {
    super('Rolled back on purpose.');
  }
}
