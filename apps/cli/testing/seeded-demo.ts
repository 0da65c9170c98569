import { openDatabase } from '@kept/database';
import type { Database, HistoryEvent } from '@kept/database';
import { createTestDatabase } from '@kept/database/testing';
import { openGaps, scopeOf } from '@kept/domain';
import type { Facts, Meeting, WorkItem } from '@kept/domain';
import { loadLibrary } from '@kept/workflows';
import type { SeedDatabases } from '../src/seed/replay.js';

const actor = { kind: 'system', name: 'seed' } as const;

/** An empty database with the library published, open for the seeder; and its owner's address, for questions in SQL. */
export async function openForSeeding(): Promise<{
  databases: SeedDatabases;
  ownerUrl: string;
  close(): Promise<void>;
}> {
  const test = await createTestDatabase();
  const open = (url: string, role: 'migrator' | 'app' | 'worker'): Promise<Database> =>
    openDatabase({ url, role, applicationName: 'seed-test', poolSize: 2 });
  const { migrator, app, worker } = test.urls;
  const databases = {
    admin: await open(migrator, 'migrator'),
    app: await open(app, 'app'),
    worker: await open(worker, 'worker'),
  };
  await databases.admin.publishing.publishLibrary(loadLibrary({}));
  return {
    databases,
    ownerUrl: test.urls.owner,
    async close() {
      await Promise.all(Object.values(databases).map((database: Database) => database.close()));
      await test.drop();
    },
  };
}

/** What a test asks of a demo that is loaded. */
export interface DemoReader {
  authorityId(): Promise<string>;
  read(reference: string): Promise<{ item: WorkItem; facts: Facts; events: HistoryEvent[] }>;
  /** All items of a workflow, by reference. */
  all(workflow: string): Promise<WorkItem[]>;
  /** The fields of what an item shows as missing. */
  gaps(reference: string): Promise<string[]>;
  meetings(): Promise<readonly Meeting[]>;
}

export function readerOf({ app }: SeedDatabases): DemoReader {
  const authorityId = async (): Promise<string> => (await app.authorities.find('kent'))?.id ?? '';
  const read: DemoReader['read'] = async (reference) => {
    const ctx = { authorityId: await authorityId(), actor };
    const found = await app.workItems.read(ctx, reference);
    if (found === null) throw new Error(`There is no ${reference}.`);
    const { events } = await app.workItems.history(ctx, found.item.id, { limit: 200 });
    return { ...found, events };
  };
  return {
    authorityId,
    read,
    async all(workflow) {
      const id = await authorityId();
      const { definitions } = await app.reference.load(id);
      const query = { workflow, sort: 'reference', limit: 200 } as const;
      return (await app.workItems.list({ authorityId: id }, query, scopeOf(definitions, actor))).rows;
    },
    async gaps(reference) {
      const { item, facts } = await read(reference);
      return openGaps(item, facts.definition).map(({ field }) => field);
    },
    meetings: async () => (await app.reference.load(await authorityId())).organisation.meetings,
  };
}
