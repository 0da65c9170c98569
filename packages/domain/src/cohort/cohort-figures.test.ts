import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reasonsWithoutSchool, type CohortCell, type ReasonWithoutSchool } from './cohort.js';
import {
  cohortFigureKey,
  cohortFigures,
  cohortRelations,
  figuresForPanel,
  phasesOf,
  sizeFigures,
} from './cohort-figures.js';
import type { Relation, Shown } from './figure.js';
import { suppressFigures } from './suppress.js';

const phases = ['primary', 'key-stage-3', 'key-stage-4'] as const;

const someReasons = fc
  .subarray([...reasonsWithoutSchool], { minLength: 1 })
  .filter((reasons) => !(reasons.includes('not-in-education') && reasons.includes('reduced-timetable')));
const cell: fc.Arbitrary<CohortCell> = fc.record({
  yearGroup: fc.integer({ min: 0, max: 11 }),
  hasPlan: fc.boolean(),
  reasons: someReasons,
  tracked: fc.boolean(),
  children: fc.integer({ min: 1, max: 30 }),
});

function holds(relation: Relation, count: (key: string) => number): boolean {
  const sum = (keys: readonly string[]) => keys.reduce((total, key) => total + count(key), 0);
  const whole = count(relation.whole);
  if (relation.kind === 'sum') return whole === sum(relation.parts);
  const groups = relation.groups.map(sum);
  return whole >= Math.max(...groups) && whole <= groups.reduce((total, each) => total + each, 0);
}

describe('the figures of a snapshot', () => {
  it('count what their filter says: 19 on a reduced timetable are 6 with a plan and 13 without', () => {
    const cells: CohortCell[] = [
      { yearGroup: 10, hasPlan: true, reasons: ['reduced-timetable'], tracked: true, children: 4 },
      {
        yearGroup: 5,
        hasPlan: true,
        reasons: ['reduced-timetable', 'awaiting-placement-change'],
        tracked: true,
        children: 2,
      },
      { yearGroup: 8, hasPlan: false, reasons: ['reduced-timetable'], tracked: false, children: 13 },
      { yearGroup: 11, hasPlan: true, reasons: ['exclusions'], tracked: false, children: 1 },
    ];
    const count = new Map(cohortFigures(cells, phasesOf(cells, [])).map((figure) => [figure.key, figure.count]));
    const of = (filter: Parameters<typeof cohortFigureKey>[0]) => count.get(cohortFigureKey(filter));
    expect(of({ reason: 'reduced-timetable' })).toBe(19);
    expect(of({ reason: 'reduced-timetable', plan: 'without' })).toBe(13);
    expect(of({ reason: 'reduced-timetable', plan: 'without', tracked: false })).toBe(13);
    expect(of({ phase: 'primary', reason: 'reduced-timetable', plan: 'with' })).toBe(2);
    expect(of({ reason: 'without-suitable-education', plan: 'with' })).toBe(6);
    expect(of({})).toBe(20);
  });

  it('hang together as the relations say, whatever the children', () => {
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 25 }), (cells) => {
        const figures = cohortFigures(cells, phases);
        const count = new Map(figures.map((figure) => [figure.key, figure.count]));
        for (const relation of cohortRelations(phases)) {
          expect(
            holds(relation, (key) => count.get(key) ?? NaN),
            JSON.stringify(relation),
          ).toBe(true);
        }
      }),
    );
  });

  it('leave no small number to be worked out, children counted one by one', () => {
    const kinds: readonly Pick<CohortCell, 'hasPlan' | 'reasons'>[] = [true, false].flatMap((hasPlan) =>
      (
        [['not-in-education'], ['reduced-timetable'], ['not-in-education', 'exclusions']] as ReasonWithoutSchool[][]
      ).map((reasons) => ({ hasPlan, reasons })),
    );
    const most = 6;
    const figuresOf = (counts: readonly number[]) =>
      figuresForPanel(
        cohortFigures(
          kinds.map((kind, place) => ({ ...kind, yearGroup: 10, tracked: false, children: counts[place] ?? 0 })),
          ['key-stage-4'],
        ),
      );
    const worlds = Array.from({ length: (most + 1) ** kinds.length }, (_, world) =>
      kinds.map((_kind, place) => Math.floor(world / (most + 1) ** place) % (most + 1)),
    );
    // The figures of key stage 4 are those of all: one scope is enough to look at.
    const looked = figuresOf([]).flatMap(({ filter, hidden }, place) => {
      const isLooked = filter.tracked === undefined && (filter.phase ?? filter.reason === 'without-suitable-education');
      return isLooked && !hidden ? [place] : [];
    });
    // A figure is a sum of children: what one child of each kind adds to it is known once.
    const adds = kinds.map((_kind, place) => figuresOf(kinds.map((_each, other) => Number(other === place))));
    const seen = worlds.map((counts) =>
      looked.map((at) => counts.reduce((sum, count, place) => sum + count * (adds[place]?.[at]?.count ?? 0), 0)),
    );
    for (const counts of [
      [2, 5, 0, 6, 6, 3],
      [6, 1, 6, 0, 5, 0],
      [1, 1, 1, 6, 6, 6],
    ]) {
      const figures = figuresOf(counts);
      const shown = suppressFigures(figures, cohortRelations(['key-stage-4']));
      const labels = looked.map((place) => shown.get(figures[place]?.key ?? '') as Shown);
      const real = looked.map((place) => figures[place]?.count ?? 0);
      const fitting = seen.filter((values) => values.every((value, at) => looksAs(value, labels[at], real[at])));
      for (const [at, value] of real.entries()) {
        if (value < 1 || value > 4) continue;
        expect(labels[at]).toBe('few');
        expect(new Set(fitting.map((values) => values[at])).size, figures[looked[at] ?? 0]?.key).toBeGreaterThan(1);
      }
    }
  }, 60_000);
});

describe('what the panel sees of January 2020', () => {
  const of = (yearGroup: number, hasPlan: boolean, reasons: ReasonWithoutSchool[], children: number): CohortCell => ({
    yearGroup,
    hasPlan,
    reasons,
    tracked: hasPlan,
    children,
  });
  const cells = [
    of(5, true, ['reduced-timetable'], 2),
    of(5, false, ['reduced-timetable'], 3),
    of(8, true, ['reduced-timetable'], 2),
    of(8, false, ['reduced-timetable'], 6),
    of(11, true, ['reduced-timetable'], 2),
    of(11, false, ['reduced-timetable'], 4),
    of(5, false, ['not-in-education'], 7),
    of(8, true, ['not-in-education'], 3),
    of(8, false, ['not-in-education'], 20),
    of(11, true, ['not-in-education'], 1),
    of(11, true, ['not-in-education', 'awaiting-placement-change'], 5),
    of(11, false, ['not-in-education'], 34),
    of(8, true, ['awaiting-placement-change'], 4),
    of(11, false, ['exclusions'], 1),
    of(5, false, ['persistent-absence'], 14),
  ];
  const shownOf = (among: readonly CohortCell[]) =>
    suppressFigures(figuresForPanel(cohortFigures(among, phases)), cohortRelations(phases));
  const shown = shownOf(cells);
  const how = (filter: Parameters<typeof cohortFigureKey>[0]) => shown.get(cohortFigureKey(filter));

  it('keeps the figures that matter, and no small number', () => {
    expect(how({ reason: 'not-in-education' })).toBe('exact');
    expect(how({ reason: 'reduced-timetable' })).toBe('exact');
    expect(how({ reason: 'reduced-timetable', plan: 'without' })).toBe('exact');
    expect(how({ reason: 'reduced-timetable', plan: 'without', tracked: false })).toBe('exact');
    expect(how({ reason: 'without-suitable-education', plan: 'with' })).toBe('exact');
    expect(how({ phase: 'primary', reason: 'reduced-timetable', plan: 'with' })).toBe('few');
    expect(how({ reason: 'exclusions' })).toBe('few');
    // 7 in primary and none with a plan: nothing there is small.
    expect(how({ phase: 'primary', reason: 'not-in-education' })).toBe('exact');
    expect(how({})).toBeUndefined();
  });

  it('withholds no more of them than it must', () => {
    const withheld = [...shown].filter(([, each]) => each === 'withheld').map(([key]) => key);
    expect(withheld.length).toBeLessThan(7);
  });

  it('withholds a sum of reasons where it would tell a part: 19, with 9 and 6 beside it, leaves 4 who wait', () => {
    const alone = cells.map((cell) => ({ ...cell, reasons: cell.reasons.slice(0, 1) }));
    const key = cohortFigureKey({ reason: 'without-suitable-education', plan: 'with' });
    expect([shown.get(key), shownOf(alone).get(key)]).toEqual(['exact', 'withheld']);
  });
});

function looksAs(value: number, label: Shown | undefined, real: number | undefined): boolean {
  const few = value >= 1 && value <= 4;
  if (label === 'exact') return value === real;
  return label === 'few' ? few : !few;
}

describe('how many children there are', () => {
  it('is by phase and plan: 302 of 1,021 with a plan in January 2020', () => {
    const sizes = [
      { yearGroup: 5, children: 382, withPlan: 76 },
      { yearGroup: 8, children: 315, withPlan: 98 },
      { yearGroup: 11, children: 324, withPlan: 128 },
    ];
    const { figures, relations } = sizeFigures(sizes, ['primary', 'key-stage-3', 'key-stage-4']);
    const count = new Map(figures.map((figure) => [figure.key, figure.count]));
    expect([count.get('all/all'), count.get('all/with'), count.get('key-stage-4/without')]).toEqual([1021, 302, 196]);
    for (const relation of relations) expect(holds(relation, (key) => count.get(key) ?? NaN)).toBe(true);
  });
});
