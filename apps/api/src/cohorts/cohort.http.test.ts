import type { CohortChildrenView, CohortFigureView, CohortImportView, CohortView } from '@kept/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { extractForm, januaryExtract } from '../../testing/extract.js';
import { openService, type Client, type Method, type Service } from '../../testing/service.js';

const path = '/api/cohorts/virtual-school';
const calls: readonly [Method, string][] = [
  ['GET', path],
  ['GET', `${path}/children`],
  ['GET', `${path}/imports`],
  ['POST', `${path}/imports`],
  ['POST', `${path}/imports/01900000-0000-7000-8000-00000000dead/undo`],
];
const form = (csv: string, fields: Record<string, string>) => extractForm(csv, fields);

describe('the virtual school’s cohort', () => {
  let service: Service;
  let caseworker: Client;
  beforeAll(async () => {
    service = await openService();
    caseworker = service.as('caseworker');
  });
  afterAll(() => service.close());

  const read = async (who: Client, query = ''): Promise<CohortView> =>
    (await who<CohortView>('GET', `${path}${query}`)).body;
  const list = async (query: string): Promise<CohortChildrenView> =>
    (await caseworker<CohortChildrenView>('GET', `${path}/children${query}`)).body;

  it.each(calls)('%s %s is for those who are signed in', async (method, route) => {
    expect((await service.ask(method, route)).status).toBe(401);
  });

  it.each(calls)('%s %s is refused to those whose work it is not', async (method, route) => {
    for (const persona of ['participation', 'plan-lead', 'referrer', 'administrator', 'democratic-services'] as const) {
      expect([persona, (await service.as(persona)(method, route)).status]).toEqual([persona, 403]);
    }
    const panel = route === path ? 200 : 403;
    for (const persona of ['chair', 'panel-member'] as const) {
      expect([persona, (await service.as(persona)(method, route)).status]).toEqual([persona, panel]);
    }
    const reads = method === 'GET';
    for (const persona of ['auditor', 'data-protection', 'director', 'sen-officer'] as const) {
      expect([persona, (await service.as(persona)(method, route)).status === 200]).toEqual([persona, reads]);
    }
  });

  it('of another name is not there', async () => {
    for (const [method, route] of calls) {
      const other = route.replace('virtual-school', 'nothing');
      const sent = method === 'POST' && route.endsWith('imports') ? form('a', { asOn: '2020-01-31' }) : {};
      expect([route, (await caseworker(method, other, sent)).status]).toEqual([route, 404]);
    }
    expect((await caseworker('GET', '/api/cohorts/constructor')).status).toBe(404);
  });

  it.each(['?on=2020-02-30', '?colour=red', '?with=yesterday'])('refuses %s', async (query) => {
    expect((await caseworker('GET', `${path}${query}`)).status).toBe(400);
  });
  it.each(['?phase=nursery', '?reason=truancy', '?plan=maybe', '?tracked=1', '?limit=0', '?cursor=nonsense', '?on=x'])(
    'refuses a list of %s',
    async (query) => {
      await caseworker('POST', `${path}/imports`, form(januaryExtract(), { asOn: '2020-01-31' }));
      expect((await caseworker('GET', `${path}/children${query}`)).status).toBe(400);
    },
  );

  it('says first what is worst: whom nobody tracks', async () => {
    const view = await read(caseworker);
    expect(view.edition).toBe('full');
    expect(view.snapshot).toMatchObject({ asOn: '2020-01-31', importedBy: 'Cleo Marden' });
    expect(view.sentences).toEqual([
      '70 children are not in education; 19 children are on a reduced timetable, 13 of them without a plan, and nobody tracks them.',
      'In all, 100 children stand here, and nobody tracks any of them.',
    ]);
    expect(view.phases.map(({ label }) => label)).toEqual(['Primary', 'Key stage 3', 'Key stage 4', 'All']);
    const all = view.phases.at(-1);
    expect(
      all?.reasons.map(({ all: total, withPlan, withoutPlan }) => [total, withPlan, withoutPlan].map(countOf)),
    ).toEqual([
      [70, 9, 61],
      [19, 6, 13],
      [9, 6, 3],
      [7, 0, 7],
      [9, 9, 0],
      [100, 19, 81],
    ]);
    expect(all?.size).toBeNull();
  });

  it('keeps the two nineteens apart', async () => {
    const { pair } = await read(caseworker);
    expect(
      pair?.figures.map(({ figure, parts }) => [countOf(figure), parts.map((part) => countOf(part.figure))]),
    ).toEqual([
      [19, [9, 6, 9]],
      [19, [6, 13]],
    ]);
    expect(pair?.words).toBe('Both figures are 19, and they are not the same children. In both: 6.');
  });

  it('opens behind each figure the list that makes it', async () => {
    const view = await read(caseworker);
    const figures = [
      ...view.phases.flatMap(({ reasons, untracked }) => [
        ...reasons.flatMap(({ all, withPlan, withoutPlan }) => [all, withPlan, withoutPlan]),
        ...(untracked ? [untracked] : []),
      ]),
      ...view.untracked.rows.flatMap(({ all, withPlan, withoutPlan }) => [all, withPlan, withoutPlan]),
      ...(view.pair?.figures ?? []).flatMap(({ figure, parts }) => [figure, ...parts.map((part) => part.figure)]),
    ];
    expect(figures.length).toBeGreaterThan(90);
    for (const { count, filter } of figures) {
      const query = new URLSearchParams(
        JSON.parse(JSON.stringify({ ...filter, limit: '200' })) as Record<string, string>,
      );
      const { children, total } = await list(`?${query.toString()}`);
      expect([filter, children.length, total]).toEqual([filter, count, count]);
    }
  });

  it('lists children page by page, by reference and nothing that names them', async () => {
    const first = await list('?reason=reduced-timetable&limit=10');
    expect(first).toMatchObject({ asOn: '2020-01-31', title: 'Reduced timetable', total: 19 });
    const second = await list(`?reason=reduced-timetable&limit=10&cursor=${first.nextCursor}`);
    expect(second.nextCursor).toBeNull();
    const references = [...first.children, ...second.children].map(({ reference }) => reference);
    expect(new Set(references).size).toBe(19);
    expect(second.children.at(-1)).toEqual({
      reference: 'KC-EE-15',
      yearGroup: 6,
      phase: 'primary',
      area: 'South',
      hasPlan: true,
      reasons: [
        { key: 'reduced-timetable', label: 'Reduced timetable' },
        { key: 'exclusions', label: 'Exclusions' },
      ],
      reducedHours: 12.5,
      fixedExclusions: 1,
      permanentExclusion: false,
      attendance: null,
      tracked: false,
      trackedBy: null,
      mayTrack: expect.any(Boolean) as boolean,
    });
    expect(first.children[0]).toMatchObject({ hasPlan: false, mayTrack: false });
  });

  it('shows the panel figures alone, and no small one, nor what would give one away', async () => {
    const view = await read(service.as('chair'));
    expect(view).toMatchObject({ edition: 'suppressed', mayImport: false, maySeeChildren: false });
    expect(JSON.stringify(view)).not.toMatch(/KC-|"count":[1-4][,}]/);
    expect(view.sentences[0]).toContain('70 children are not in education; 19 children are on a reduced timetable');
    const full = await read(caseworker);
    expect(view.phases.flatMap(({ reasons }) => reasons.map(({ reason }) => reason))).not.toContain(null);
    const pairs = full.phases.flatMap((row, r) =>
      row.reasons.slice(0, -1).flatMap((reason, c) => {
        const shown = view.phases[r]?.reasons[c];
        return [
          [reason.all, shown?.all],
          [reason.withPlan, shown?.withPlan],
          [reason.withoutPlan, shown?.withoutPlan],
        ] as [CohortFigureView, CohortFigureView | undefined][];
      }),
    );
    for (const [real, shown] of pairs) {
      const few = (real.count ?? 0) > 0 && (real.count ?? 0) < 5;
      if (few) expect(shown).toEqual({ count: null, words: 'fewer than 5', filter: null });
      else expect([String(real.count), 'not shown']).toContain(shown?.words);
    }
    expect(pairs.filter(([, shown]) => shown?.words === 'fewer than 5').length).toBeGreaterThan(3);
    expect(pairs.filter(([, shown]) => shown?.words === 'not shown').length).toBeGreaterThan(0);
    // An officer who sits on the panel sees what an officer sees.
    expect((await read(service.as('director'))).edition).toBe('full');
  });

  it('compares a month with an earlier one: who came, and who left', async () => {
    const june = [
      'Child reference,Year group,EHCP,NIE,RTT',
      ...Array.from({ length: 20 }, (_, n) => `KC-20${String(n + 1).padStart(2, '0')},8,no,yes,no`),
      ...Array.from({ length: 22 }, (_, n) => `KC-19${String(n + 1).padStart(2, '0')},8,no,no,yes`),
    ].join('\n');
    await caseworker<CohortImportView>('POST', `${path}/imports`, form(june, { asOn: '2019-06-28' }));
    const view = await read(caseworker, '?with=2019-06-28');
    expect(view.months).toEqual(['2020-01-31', '2019-06-28']);
    const [away, reduced] = view.comparison?.rows ?? [];
    expect(view.comparison?.asOn).toBe('2019-06-28');
    expect(away).toMatchObject({ before: { count: 20 }, now: { count: 70 }, change: 50, joined: 50, left: 0 });
    expect(reduced).toMatchObject({ before: { count: 22 }, now: { count: 19 }, change: -3, joined: 19, left: 22 });
    const chair = await read(service.as('chair'), '?with=2019-07-15');
    expect(chair.comparison?.rows[1]).toMatchObject({ change: -3, joined: null, left: null });
    // On a day in between, the month before holds; before all of them, none does.
    expect((await read(caseworker, '?on=2020-01-30')).snapshot?.asOn).toBe('2019-06-28');
    expect((await list('?on=2020-01-30&reason=not-in-education')).total).toBe(20);
    expect(await read(caseworker, '?on=2018-01-01')).toMatchObject({ snapshot: null, phases: [], pair: null });
    expect(await list('?on=2018-01-01')).toMatchObject({ asOn: null, total: 0, children: [] });
  });
});

const countOf = ({ count }: CohortFigureView): number | null => count;
