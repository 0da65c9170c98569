import { openDatabase } from '@kept/database';
import type { Database, InvariantResult } from '@kept/database';
import { createTestDatabase } from '@kept/database/testing';
import type { TestDatabase } from '@kept/database/testing';
import { createWorkItem, passTime } from '@kept/domain';
import { loadLibrary } from '@kept/workflows';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readDemo } from '../seed/content.js';
import type { SeedDatabases } from '../seed/replay.js';
import { demoOpens } from '../seed/seed-demo.js';
import { instantOf } from '../seed/timeline.js';
import { anotherCouncil, councilOf } from './england.js';
import { readCounty, readLives } from './lives-content.js';
import { loadLives } from './load-lives.js';
import { seedLarge } from './seed-large.js';

vi.setConfig({ testTimeout: 180_000 }); // the whole small demo is replayed first

const actor = { kind: 'system', name: 'seed' } as const;
let test: TestDatabase;
let databases: SeedDatabases;

beforeEach(async () => {
  test = await createTestDatabase();
  const { migrator, app, worker } = test.urls;
  const open = (url: string, role: 'migrator' | 'app' | 'worker'): Promise<Database> =>
    openDatabase({ url, role, applicationName: 'generate-test', poolSize: 2 });
  databases = {
    admin: await open(migrator, 'migrator'),
    app: await open(app, 'app'),
    worker: await open(worker, 'worker'),
  };
  await databases.admin.publishing.publishLibrary(loadLibrary({}));
});

afterEach(async () => {
  await Promise.all(Object.values(databases).map((database: Database) => database.close()));
  await test.drop();
});

async function broken(authorityId: string): Promise<InvariantResult[]> {
  const results = await databases.admin.health.invariants(authorityId);
  return results.filter((each) => each.broken > 0);
}

describe('the demo of a county', () => {
  it('is the small demo with items over every workflow, and sound', async () => {
    const said: string[] = [];
    const wish = { size: 'county', now: demoOpens, items: 300, say: (line: string) => said.push(line) } as const;
    expect(await seedLarge(databases, wish)).toBe('seeded');
    expect(said[0]).toBe('Making up 300 items.');
    expect(said.at(-1)).toMatch(/^3\d\d items were made up and loaded in \d+ s\.$/);

    const { admin, app, worker } = databases;
    const authorityId = (await app.authorities.find('kent'))?.id ?? '';
    // What falls due on the demo's own day the stories leave to the worker.
    await worker.firings.sweep(authorityId, { batch: 2000 }, passTime);
    expect(await broken(authorityId)).toEqual([]);
    const ctx = { authorityId, actor };
    const first = await app.workItems.read(ctx, 'CC-2018-001');
    expect(first?.item.title).toBe('A guarantor for our rent');
    const { definitions } = await admin.reference.load(authorityId);
    const scope = { openings: [], workflows: definitions.map(({ key }) => key), posts: [], personId: '', exempt: true };
    for (const { key } of definitions) {
      const openings = definitions.map(({ key, version }) => ({ workflow: key, version, role: 'officer' }));
      const { rows } = await app.workItems.list(ctx, { workflow: key, sort: 'due', limit: 5 }, { ...scope, openings });
      expect(rows.length, key).toBeGreaterThan(0);
    }
    const made = await app.workItems.create(ctx, 'panel-action', (facts) =>
      createWorkItem({ id: facts.newId ?? '', reference: '', title: 'One more', fields: {} }, facts),
    );
    expect(made.kind).toBe('changed');
    expect(await seedLarge(databases, wish)).toBe('there');
  });
});

describe('another council', () => {
  it('is founded at once, and its items are sound as copies of a few lives', async () => {
    const { admin } = databases;
    await admin.clock.startAt(instantOf(demoOpens));
    const county = readCounty();
    const content = anotherCouncil(readDemo().organisation, county, { place: 3, seed: 'test' });
    const { id: authorityId } = await admin.authorities.create(content.authority);
    await admin.bulk.found(authorityId, councilOf(content, { seed: 'test', today: '2020-02-17' }));
    const areas = county.areas.map(({ key }) => key);
    const wish = { content: readLives(), areas, sharing: [], opens: instantOf(demoOpens), seed: 'test' };
    const counts = await loadLives(admin, { ...wish, authorityId, items: 600, lives: 60 });
    expect(counts.items).toBeGreaterThan(580);
    expect(counts.rows).toBeGreaterThan(600 * 15);
    expect(await broken(authorityId)).toEqual([]);
    expect(await databases.app.people.findByPersona(authorityId, 'officer')).toBeNull();
  });
});
