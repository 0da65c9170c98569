import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** An empty database with the roles that the queue needs, and a login user in `kept_worker`. */
export async function createQueueDatabase(
  adminUrl: string,
): Promise<{ adminUrl: string; workerUrl: string; drop(): Promise<void> }> {
  const tag = randomBytes(6).toString('hex');
  const [database, login] = [`queue_${tag}`, `queue_worker_${tag}`];
  const admin = async (...statements: string[]): Promise<void> => {
    const client = new Client({ connectionString: adminUrl });
    await client.connect();
    try {
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end();
    }
  };
  // Roles belong to the server, and another test may make the same one at this moment.
  await admin('CREATE ROLE kept_worker NOLOGIN').catch((error: { code?: string }) => {
    if (!['42710', '23505'].includes(error.code ?? '')) throw error;
  });
  await admin(`CREATE DATABASE ${database}`, `CREATE ROLE ${login} LOGIN PASSWORD '${tag}' IN ROLE kept_worker`);
  const url = (user?: string): string => {
    const address = new URL(adminUrl);
    address.pathname = `/${database}`;
    if (user !== undefined) Object.assign(address, { username: user, password: tag });
    return address.href;
  };
  return {
    adminUrl: url(),
    workerUrl: url(login),
    drop: () => admin(`DROP DATABASE ${database} WITH (FORCE)`, `DROP ROLE ${login}`),
  };
}
