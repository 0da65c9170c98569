import { openDatabase } from '@kept/database';
import type { Database, InvariantResult } from '@kept/database';
import { createTestDatabase } from '@kept/database/testing';
import type { TestDatabase } from '@kept/database/testing';
import { createWorkItem } from '@kept/domain';
import { loadLibrary } from '@kept/workflows';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDemo } from '../seed/content.js';
import type { SeedDatabases } from '../seed/replay.js';
import { seedDemo } from '../seed/seed-demo.js';
import { instantOf } from '../seed/timeline.js';
import { enlargeOrganisation } from './enlarge-organisation.js';
import { readCounty, readLives } from './lives-content.js';
import { loadLives } from './load-lives.js';

const opens = '2020-02-17T09:00';
const actor = { kind: 'system', name: 'seed' } as const;
let test: TestDatabase;
let databases: SeedDatabases;
let authorityId: string;

beforeEach(async () => {
  test = await createTestDatabase();
  const { migrator, app, worker } = test.urls;
  databases = {
    admin: await openDatabase({ url: migrator, role: 'migrator', applicationName: 'load-test', poolSize: 2 }),
    app: await openDatabase({ url: app, role: 'app', applicationName: 'load-test', poolSize: 2 }),
    worker: await openDatabase({ url: worker, role: 'worker', applicationName: 'load-test', poolSize: 2 }),
  };
  await databases.admin.publishing.publishLibrary(loadLibrary({}));
});

afterEach(async () => {
  await Promise.all(Object.values(databases).map((database: Database) => database.close()));
  await test.drop();
});

async function load(items: number, lives: number): Promise<{ items: number; rows: number }> {
  const county = readCounty();
  const { organisation, sharing } = enlargeOrganisation(readDemo().organisation, county, 'test');
  await seedDemo(databases, opens, { organisation, files: [] });
  authorityId = (await databases.app.authorities.find('kent'))?.id ?? '';
  const areas = county.areas.map(({ key }) => key);
  const wish = { content: readLives(), areas, sharing, opens: instantOf(opens), items, lives, seed: 'test' };
  return loadLives(databases.admin, { ...wish, authorityId });
}

const broken = (results: readonly InvariantResult[]): InvariantResult[] => results.filter((each) => each.broken > 0);

describe('items made up and loaded', () => {
  it('keep every invariant, each with a life of its own', async () => {
    const counts = await load(300, 300);
    expect(counts.items).toBeGreaterThan(280);
    expect(broken(await databases.worker.health.invariants(authorityId))).toEqual([]);
  });

  it('keep every invariant as copies of a few lives', async () => {
    const counts = await load(600, 60);
    expect(counts.items).toBeGreaterThan(580);
    expect(broken(await databases.worker.health.invariants(authorityId))).toEqual([]);
  });

  it('leave no number to be drawn twice', async () => {
    await load(60, 60);
    const ctx = { authorityId, actor };
    const create = await databases.app.workItems.create(ctx, 'panel-action', (facts) =>
      createWorkItem({ id: facts.newId ?? '', reference: '', title: 'One more', fields: {} }, facts),
    );
    expect(create.kind).toBe('changed');
  });
});
