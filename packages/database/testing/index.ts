import { randomBytes } from 'node:crypto';
import { testAuthorityId } from './organisation.js';
import { serverUrl, type PostgresVersion } from './servers.js';
import { addressOf, ensureTemplate, withClient } from './template.js';

export { copyAuthority, copyItem, type Copies } from './copies.js';
export { personOf, testAuthorityId } from './organisation.js';
export { postgresVersions, type PostgresVersion } from './servers.js';
export { withClient } from './template.js';

export interface TestDatabase {
  /** One login per role, and the server's administrator on this database. */
  urls: { app: string; worker: string; migrator: string; owner: string };
  authorityId: string;
  drop(): Promise<void>;
}

export interface TestDatabaseOptions {
  /** 18 where it is left out. */
  postgres?: PostgresVersion;
}

/**
 * A database of this test's own: a clone of the migrated template with one authority, its posts, people, bodies and
 * meetings. No workflow is published in it.
 */
export async function createTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const server = serverUrl(options.postgres ?? 18);
  if (server === null)
    throw new Error(
      `No PostgreSQL ${options.postgres ?? 18} for tests: set KEPT_TEST_PG${options.postgres ?? 18}_URL.`,
    );
  const template = await ensureTemplate(server);
  const name = `kept_test_${randomBytes(6).toString('hex')}`;
  await withClient(server, async (admin) => {
    await admin.query(`create database ${name} template ${template}`);
    await admin.query(`grant connect, create on database ${name} to kept_owner, kept_migrator`);
    // Test servers run without fsync; this says that the data is nobody's.
    await admin.query(`alter database ${name} set kept.throwaway = 'on'`);
  });
  return {
    urls: {
      app: addressOf(server, name, 'kept_test_app'),
      worker: addressOf(server, name, 'kept_test_worker'),
      migrator: addressOf(server, name, 'kept_test_migrator'),
      owner: addressOf(server, name),
    },
    authorityId: testAuthorityId,
    drop: () =>
      withClient(server, async (admin) => void (await admin.query(`drop database if exists ${name} with (force)`))),
  };
}
