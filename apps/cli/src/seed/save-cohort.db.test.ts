import { openDatabase, type Database } from '@kept/database';
import { createTestDatabase, type TestDatabase } from '@kept/database/testing';
import { cohortFigureKey, cohortFigures, phasesOf, type CohortFilter } from '@kept/domain';
import { loadLibrary } from '@kept/workflows';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SeedDatabases } from './replay.js';
import { seedDemo } from './seed-demo.js';
import { readDemo } from './content.js';

describe('the virtual school’s children in the demo', () => {
  let test: TestDatabase;
  let databases: SeedDatabases;
  let authorityId = '';
  beforeAll(async () => {
    test = await createTestDatabase();
    const { migrator, app, worker } = test.urls;
    const open = (url: string, role: 'migrator' | 'app' | 'worker') =>
      openDatabase({ url, role, applicationName: 'seed-test', poolSize: 2 });
    databases = {
      admin: await open(migrator, 'migrator'),
      app: await open(app, 'app'),
      worker: await open(worker, 'worker'),
    };
    await databases.admin.publishing.publishLibrary(loadLibrary({}));
    // The stories are another test's.
    await seedDemo(databases, '2020-02-17T09:00', { organisation: readDemo().organisation, files: [] });
    authorityId = (await databases.app.authorities.find('kent'))?.id ?? '';
  });
  afterAll(async () => {
    await Promise.all(Object.values(databases).map((database: Database) => database.close()));
    await test.drop();
  });

  async function month(place: number) {
    const { cohorts } = databases.app;
    const snapshot = (await cohorts.snapshots(authorityId, 'virtual-school'))[place];
    if (snapshot === undefined) throw new Error('There is no such month.');
    const cells = await cohorts.cells(authorityId, { id: snapshot.id, trackedOn: null });
    const sizes = await cohorts.sizes(authorityId, snapshot.id);
    const counts = new Map(cohortFigures(cells, phasesOf(cells, sizes)).map(({ key, count }) => [key, count]));
    return { snapshot, cells, sizes, count: (filter: CohortFilter) => counts.get(cohortFigureKey(filter)) };
  }

  it('add up in January 2020 as the papers print them', async () => {
    const { snapshot, sizes, count } = await month(0);
    expect(snapshot).toMatchObject({ asOn: '2020-01-31', importedBy: 'Tomasz Wilczek', revision: 1 });
    expect(snapshot.importedAt.slice(0, 16)).toBe('2020-02-03T09:30');
    expect(count({ reason: 'not-in-education' })).toBe(70);
    expect(count({ reason: 'reduced-timetable' })).toBe(19);
    expect(count({ reason: 'reduced-timetable', plan: 'with' })).toBe(6);
    expect(count({ reason: 'reduced-timetable', plan: 'without' })).toBe(13);
    expect(count({ reason: 'not-in-education', plan: 'with' })).toBe(9);
    expect(count({ reason: 'awaiting-placement-change', plan: 'with' })).toBe(9);
    expect(count({ reason: 'without-suitable-education', plan: 'with' })).toBe(19);
    const sum = (of: (size: (typeof sizes)[number]) => number) => sizes.reduce((total, size) => total + of(size), 0);
    expect([sum((size) => size.children), sum((size) => size.withPlan)]).toEqual([1021, 302]);
    const share = (year: number) => {
      const { children, withPlan } = sizes.find(({ yearGroup }) => yearGroup === year) ?? { children: 0, withPlan: 0 };
      return [(withPlan / children) * 100, (children / 1021) * 100, (withPlan / 302) * 100];
    };
    expect(share(8)[0]).toBeCloseTo(41.23, 2);
    expect(share(8).map(Math.round)[1]).toBe(11);
    expect(share(11).map(Math.round).slice(1)).toEqual([20, 29]);
  });

  it('put 10 of the 19 with a plan in years 10 and 11', async () => {
    const { cells } = await month(0);
    const unsuitable = ['not-in-education', 'reduced-timetable', 'awaiting-placement-change'];
    const older = cells.filter(
      ({ yearGroup, hasPlan, reasons }) =>
        yearGroup >= 10 && hasPlan && reasons.some((each) => unsuitable.includes(each)),
    );
    expect(older.reduce((total, { children }) => total + children, 0)).toBe(10);
  });

  it('were 25 in June 2019, 14 of them awaiting a change of placement, and 3 are the same children', async () => {
    const [january, june] = [await month(0), await month(1)];
    expect(june.snapshot.asOn).toBe('2019-06-28');
    expect(june.sizes).toEqual([]);
    expect(june.count({ reason: 'without-suitable-education', plan: 'with' })).toBe(25);
    expect(june.count({ reason: 'awaiting-placement-change', plan: 'with' })).toBe(14);
    const actor = { kind: 'system', name: 'seed' } as const;
    const references = async (id: string) => {
      const filter: CohortFilter = { reason: 'without-suitable-education', plan: 'with' };
      const view = { id, trackedOn: null };
      const { children } = await databases.app.cohorts.children({ authorityId, actor }, view, { filter, limit: 200 });
      return children.map(({ reference }) => reference);
    };
    const then = await references(june.snapshot.id);
    const still = (await references(january.snapshot.id)).filter((each) => then.includes(each));
    expect(still).toEqual(['E2011', 'E2022', 'E2033']);
  });
});
