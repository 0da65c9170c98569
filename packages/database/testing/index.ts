export interface TestDatabase {
  /** One login per role, and the server's administrator on this database. */
  urls: { app: string; worker: string; migrator: string; owner: string };
  authorityId: string;
  drop(): Promise<void>;
}
export interface TestDatabaseOptions {
  /** 18 where it is left out. */
  postgres?: 15 | 18;
}
/** A database of this test's own: a clone of the migrated template with one authority, its posts, people, bodies and meetings. */
export async function createTestDatabase(_options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  return Promise.reject(new Error('not yet'));
}
