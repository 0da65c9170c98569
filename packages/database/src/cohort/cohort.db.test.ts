import { countsIn, reasonsOf, reasonsWithoutSchool, type CohortChild, type CohortFilter } from '@kept/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personOf, postgresVersions, withClient } from '../../testing/index.js';
import { newRequest, requestWorkflow } from '../../testing/request-workflow.js';
import { openStage, type Stage } from '../../testing/stage.js';
import { CursorFault } from '../connection/faults.js';
import { cellsStatement, childrenStatement } from './cohort-statements.js';
import type { CohortChildRow } from './cohort.store.js';

const nobody: CohortChild = {
  reference: '',
  yearGroup: 9,
  area: 'East',
  hasPlan: false,
  notInEducation: false,
  reducedTimetable: false,
  reducedHours: null,
  fixedExclusions: 0,
  permanentExclusion: false,
  persistentAbsence: false,
  attendance: null,
  awaitingPlacement: false,
};
const child = (reference: string, says: Partial<CohortChild>): CohortChild => ({ ...nobody, reference, ...says });

const january: CohortChild[] = [
  child('KC-EE-01', { hasPlan: true, notInEducation: true, awaitingPlacement: true, yearGroup: 11 }),
  child('KC-EE-02', { hasPlan: true, reducedTimetable: true, reducedHours: 12.5, yearGroup: 6 }),
  child('KC-EE-03', { hasPlan: true, awaitingPlacement: true, yearGroup: 3 }),
  child('KC-2001', { notInEducation: true, yearGroup: 10 }),
  child('KC-2002', { reducedTimetable: true, yearGroup: 9, area: null }),
  child('KC-2003', { fixedExclusions: 2, persistentAbsence: true, attendance: 88.4 }),
  child('KC-2004', { permanentExclusion: true, yearGroup: 0 }),
];
const sizes = [
  { yearGroup: 9, children: 105, withPlan: 36 },
  { yearGroup: 10, children: 120, withPlan: 40 },
];
const snapshot = {
  cohort: 'virtual-school',
  asOn: '2020-01-31',
  children: january,
  sizes,
  fileName: 'january.csv',
  note: null,
};
const everyFilter: CohortFilter[] = [
  {},
  ...reasonsWithoutSchool.map((reason): CohortFilter => ({ reason })),
  { reason: 'without-suitable-education' },
  { reason: 'reduced-timetable', plan: 'without' },
  { phase: 'key-stage-4', plan: 'with', tracked: true },
  { tracked: false },
];

describe.each(postgresVersions)('cohorts, PostgreSQL %s', (postgres) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(postgres);
    const definition = { ...requestWorkflow, key: 'ehcp-escalation', reference: 'EE' };
    await stage.migrator.publishing.publishLibrary({ definitions: [{ definition }], rules: [], calendars: [] });
  });
  afterAll(() => stage.close());

  const { cohort } = snapshot;
  const add = (more: Partial<typeof snapshot> = {}) => stage.app.cohorts.import(stage.ctx, { ...snapshot, ...more });
  const undo = (id: string) => stage.app.cohorts.undo(stage.ctx, cohort, id);
  const held = () => stage.app.cohorts.snapshots(stage.ctx.authorityId, cohort);
  const track = (caseReference: string, closed: boolean) =>
    stage.app.workItems.create(stage.ctx, 'ehcp-escalation', (facts) => ({
      allowed: true,
      change: newRequest(facts, {
        workflow: 'ehcp-escalation',
        fields: { caseReference },
        ...(closed && { state: 'done', closed, nextDueOn: null }),
      }),
    }));
  const list = async (id: string, filter: CohortFilter = {}, trackedOn: string | null = null) => {
    const found = await stage.app.cohorts.children(stage.ctx, { id, trackedOn }, { filter, limit: 200 });
    return found.children;
  };
  const references = (children: readonly CohortChildRow[]) => children.map(({ reference }) => reference);

  test('a month is put in force, again without effect, replaced, and undone to what stood before', async () => {
    const foreseen = (more: Partial<typeof snapshot> = {}) =>
      stage.app.cohorts.foresee(stage.ctx.authorityId, { ...snapshot, ...more });
    expect(await foreseen()).toBe('new');
    const first = await add();
    expect(first.kind).toBe('imported');
    expect([await foreseen(), await foreseen({ sizes: [] })]).toEqual(['unchanged', 'replaces']);
    const shuffled = await add({ children: [...january].reverse(), fileName: 'again.csv' });
    expect(shuffled).toEqual({ kind: 'unchanged', id: first.id });
    expect(await stage.app.cohorts.sizes(stage.ctx.authorityId, first.id)).toEqual(sizes);
    const second = await add({ asOn: '2020-01-30', children: january.slice(1), sizes: [] });
    expect(await held()).toMatchObject([{ id: second.id, revision: 2, children: 6, importedBy: 'Asha Whitcombe' }]);
    expect(await undo(first.id)).toBe('replaced');
    expect(await undo(second.id)).toBe('undone');
    expect(await held()).toMatchObject([{ id: first.id, asOn: '2020-01-31', children: 7, holds: true }]);
    expect(await undo(second.id)).toBe('unknown');
    expect(await stage.app.cohorts.undo(stage.ctx, 'another', first.id)).toBe('unknown');
    expect(await undo(first.id)).toBe('undone');
    expect(await held()).toEqual([]);
  });

  test('two imports of one extract at once are one', async () => {
    const both = await Promise.all([add(), add()]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(['imported', 'unchanged']);
    expect(await held()).toHaveLength(1);
    expect(await undo(both[0]!.id)).toBe('undone');
  });

  test('nothing is half imported', async () => {
    const broken = [...january, child('KC-9999', { notInEducation: true, yearGroup: 99 })];
    await expect(add({ children: broken })).rejects.toMatchObject({ code: '23514' });
    expect(await held()).toEqual([]);
  });

  test('cells and lists agree with the rules, filter by filter, and say who is tracked', async () => {
    const { id } = await add();
    await track('KC-EE-01', false);
    await track('KC-EE-02', true);
    const cells = await stage.app.cohorts.cells(stage.ctx.authorityId, { id, trackedOn: null });
    expect(cells.reduce((sum, { children }) => sum + children, 0)).toBe(january.length);
    for (const filter of everyFilter) {
      const listed = await list(id, filter);
      const counted = cells.filter((cell) => countsIn(cell, filter)).reduce((sum, { children }) => sum + children, 0);
      expect([filter, listed.length]).toEqual([filter, counted]);
      const fitting = january.filter((each) =>
        countsIn({ ...each, reasons: reasonsOf(each), tracked: each.reference === 'KC-EE-01' }, filter),
      );
      expect(references(listed)).toEqual(fitting.map(({ reference }) => reference).sort());
    }
    const [first, , , last] = await list(id, { plan: 'without' });
    expect(first).toEqual({ ...january[3], trackedBy: null });
    expect(last).toMatchObject({ reference: 'KC-2004', yearGroup: 0 });
    const [tracked] = await list(id, { reason: 'awaiting-placement-change' });
    expect(tracked).toEqual({ ...january[0], trackedBy: expect.stringMatching(/^EE-2020-\d{3}$/) });
    expect((await list(id, { reason: 'exclusions' }))[0]).toMatchObject({ attendance: 88.4 });
    // As at a day before anything was begun, nobody was tracked; the closed one was open for no time at all.
    expect(await list(id, { tracked: true }, '2020-02-16')).toEqual([]);
    expect(references(await list(id, { tracked: true }, '2020-02-17'))).toEqual(['KC-EE-01']);
    await undo(id);
  });

  test('pages follow each other by the reference, and a cursor belongs to its month', async () => {
    const { id } = await add();
    const other = await add({ asOn: '2019-12-31' });
    const page = (cursor?: string) =>
      stage.app.cohorts.children(
        stage.ctx,
        { id, trackedOn: null },
        { filter: {}, limit: 3, ...(cursor && { cursor }) },
      );
    const first = await page();
    const second = await page(first.nextCursor ?? '');
    const third = await page(second.nextCursor ?? '');
    expect(references([...first.children, ...second.children, ...third.children])).toEqual(
      january.map(({ reference }) => reference).sort(),
    );
    expect(third.nextCursor).toBeNull();
    const elsewhere = stage.app.cohorts.children(
      stage.ctx,
      { id: other.id, trackedOn: null },
      { filter: {}, limit: 3, cursor: first.nextCursor ?? '' },
    );
    await expect(elsewhere).rejects.toThrow(CursorFault);
    await undo(id);
    await undo(other.id);
  });

  test('between two months, who came and who left is counted by reason', async () => {
    const december = [
      child('KC-2001', { reducedTimetable: true, yearGroup: 10 }),
      child('KC-2003', { fixedExclusions: 1 }),
      child('KC-1901', { notInEducation: true }),
    ];
    const before = await add({ asOn: '2019-12-31', children: december });
    const { id } = await add();
    expect(Object.fromEntries(await stage.app.cohorts.flow(stage.ctx.authorityId, before.id, id))).toEqual({
      any: { joined: 5, left: 1 },
      'not-in-education': { joined: 2, left: 1 },
      'reduced-timetable': { joined: 2, left: 1 },
      exclusions: { joined: 1, left: 0 },
      'persistent-absence': { joined: 1, left: 0 },
      'awaiting-placement-change': { joined: 2, left: 0 },
    });
    await undo(before.id);
    await undo(id);
  });

  test('who read which children is in the audit, the children under a salted hash', async () => {
    const { id } = await add();
    await list(id, { reason: 'reduced-timetable', plan: 'without' });
    await undo(id);
    const { rows } = await withClient(stage.test.urls.owner, (client) =>
      client.query<{ action: string; canonical: string; children: unknown }>(
        `select e.action, convert_from(e.canonical, 'UTF8') as canonical, v.salted -> 'children' -> 'value' as children,
           e.leaf = sha256('\\x00'::bytea || e.canonical) as sealed, e.actor
         from audit.entries e left join audit.entry_values v on v.entry_id = e.id where e.object_id = $1 order by e.seq`,
        [id],
      ),
    );
    const by = { actor: personOf('officer'), sealed: true };
    expect(rows).toMatchObject([
      { action: 'cohort-imported', children: null, ...by },
      { action: 'cohort-read', children: ['KC-2002'], ...by },
      { action: 'cohort-import-undone', children: null, ...by },
    ]);
    expect(rows[1]?.canonical).toContain('"filter":{"plan":"without","reason":"reduced-timetable"}');
    expect(rows[1]?.canonical).not.toContain('KC-2002');
  });

  test('is of one authority, and for the app alone', async () => {
    const { id } = await add();
    const neighbour = await stage.migrator.authorities.create({ key: 'medway', name: 'Medway Council' });
    expect(await stage.app.cohorts.snapshots(neighbour.id, cohort)).toEqual([]);
    expect(await stage.app.cohorts.cells(neighbour.id, { id, trackedOn: null })).toEqual([]);
    const peeking = withClient(stage.test.urls.worker, async (client) => {
      await client.query(`select set_config('app.authority', $1, false)`, [stage.ctx.authorityId]);
      await client.query('select * from cohort_children');
    });
    await expect(peeking).rejects.toMatchObject({ code: '42501' });
    await undo(id);
  });

  test('finds rows and tracking items by their indexes', async () => {
    const { id } = await add();
    const plans = await withClient(stage.test.urls.app, async (client) => {
      await client.query(`select set_config('app.authority', $1, false), set_config('enable_seqscan', 'off', false)`, [
        stage.ctx.authorityId,
      ]);
      const view = { id, trackedOn: null };
      const asked = [
        cellsStatement(stage.ctx.authorityId, view),
        childrenStatement(stage.ctx.authorityId, view, { filter: {}, after: 'KC-2001', limit: 50 }),
      ];
      const explained: string[] = [];
      for (const { text, values } of asked) {
        const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${text}`, [...values]);
        explained.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
      }
      return explained;
    });
    for (const plan of plans) {
      expect(plan).toContain('cohort_children_pkey');
      expect(plan).toContain('work_items_by_case');
    }
    await undo(id);
  });
});
