import { LATEST_SCHEMA_VERSION, runMigrations } from 'bullmq';
import { Client } from 'pg';

/** What the worker needs of schema `bullmq`; CREATE, since BullMQ makes objects of its own while it runs. */
const grants = `
  GRANT USAGE, CREATE ON SCHEMA bullmq TO kept_worker;
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA bullmq TO kept_worker;
  GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA bullmq TO kept_worker;
  GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA bullmq TO kept_worker;
`;

/**
 * Bring schema `bullmq` up to the version of the installed BullMQ and let the group role `kept_worker` use it.
 * Running it again changes nothing; several at once wait for each other.
 *
 * @param adminUrl a user that may CREATE in the database, after the roles have been made
 * @returns the version of the queue's schema
 */
export async function migrateQueue(adminUrl: string): Promise<number> {
  const client = new Client({ connectionString: adminUrl, application_name: 'kept-migrate-queue' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    // Held until the connection ends. BullMQ waits for its own steps; two grants at once would end one of them with
    // "tuple concurrently updated".
    await client.query("SELECT pg_advisory_lock(hashtext('kept-migrate-queue'))");
    await runMigrations(client, 'bullmq');
    await client.query(grants);
    return LATEST_SCHEMA_VERSION;
  } finally {
    await client.end();
  }
}
