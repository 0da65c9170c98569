import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Figure, Relation, Shown } from './figure.js';
import { suppressFigures } from './suppress.js';

const figure = (key: string, count: number, rank = 0): Figure => ({ key, count, rank, hidden: false });

/** A table with its totals: rows are phases, columns with and without a plan. */
function table(rows: readonly (readonly number[])[]): { figures: Figure[]; relations: Relation[] } {
  const width = rows[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, column) => rows.map((row) => row[column] ?? 0));
  const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
  const figures = [
    ...rows.flatMap((row, r) => row.map((count, c) => figure(`${r}/${c}`, count))),
    ...rows.map((row, r) => figure(`${r}/all`, sum(row), 1)),
    ...columns.map((column, c) => figure(`all/${c}`, sum(column), 1)),
    figure('all/all', sum(rows.flat()), 2),
  ];
  const names = [...rows.keys()].map(String);
  const relations = [
    ...[...names, 'all'].map((r) => ({ whole: `${r}/all`, parts: columns.map((_, c) => `${r}/${c}`) })),
    ...[...columns.keys(), 'all'].map((c) => ({ whole: `all/${c}`, parts: names.map((r) => `${r}/${c}`) })),
  ].map((each): Relation => ({ kind: 'sum', ...each }));
  return { figures, relations };
}

const shownOf = (rows: readonly (readonly number[])[]) => {
  const { figures, relations } = table(rows);
  return Object.fromEntries(suppressFigures(figures, relations));
};

/** All values of an inner cell in the tables up to `most` in each cell that look the same to a reader. */
function valuesThatFit(rows: readonly (readonly number[])[], shown: Record<string, Shown>, most: number) {
  const size = rows.flat().length;
  const width = rows[0]?.length ?? 0;
  const fitting = new Map<string, Set<number>>();
  const real = new Map(table(rows).figures.map(({ key, count }) => [key, count]));
  for (let world = 0; world < (most + 1) ** size; world += 1) {
    const cells = Array.from({ length: size }, (_, place) => Math.floor(world / (most + 1) ** place) % (most + 1));
    const candidate = table(rows.map((_, r) => cells.slice(r * width, (r + 1) * width))).figures;
    if (!candidate.every(({ key, count }) => looksAs(count, shown[key], real.get(key)))) continue;
    for (const { key, count } of candidate) fitting.set(key, (fitting.get(key) ?? new Set()).add(count));
  }
  return fitting;
}

function looksAs(count: number, shown: Shown | undefined, real: number | undefined): boolean {
  const few = count >= 1 && count <= 4;
  if (shown === 'exact') return count === real;
  return shown === 'few' ? few : !few;
}

describe('small numbers', () => {
  it('are shown as fewer than 5, and what would give them away is withheld', () => {
    // 19 on a reduced timetable: 6 with a plan and 13 without, of whom 2 and 1 are in primary.
    const shown = shownOf([
      [2, 1],
      [4, 12],
    ]);
    expect(shown['0/0']).toBe('few');
    expect(shown['0/1']).toBe('few');
    expect(shown['1/0']).toBe('few');
    expect(shown['all/all']).toBe('exact');
    // 13 - 12 would be 1.
    expect([shown['1/1'], shown['all/1']]).toContain('withheld');
  });

  it('stay as they are where there is none: zero is nobody’s secret', () => {
    const shown = shownOf([
      [0, 61],
      [9, 0],
    ]);
    expect(new Set(Object.values(shown))).toEqual(new Set(['exact']));
  });

  it('are not told by the label of what stands beside them: of 6, five are not shown and so one is', () => {
    // With 6 shown, a withheld number (0, or 5 and more) beside one of 1 to 4 can only be 5.
    const { figures, relations } = table([[1, 5]]);
    const shown = suppressFigures(figures, relations);
    expect(shown.get('0/0')).toBe('few');
    expect(shown.get('0/all')).toBe('withheld');
    expect(shown.get('all/all')).toBe('withheld');
  });

  it('cannot be worked out from a count of children with any of several reasons', () => {
    const figures = [figure('any', 14, 1), figure('away', 10), figure('excluded', 4)];
    const relations: Relation[] = [{ kind: 'union', whole: 'any', groups: [['away'], ['excluded']] }];
    const shown = suppressFigures(figures, relations);
    // 14 with 10 away leaves at least 4 excluded, and fewer than 5.
    expect(shown.get('excluded')).toBe('few');
    expect([shown.get('any'), shown.get('away')]).toContain('withheld');
  });

  it('of any table have another value that fits all that is shown', () => {
    const count = fc.integer({ min: 0, max: 7 });
    const rows = fc.oneof(
      fc.array(fc.tuple(count, count), { minLength: 2, maxLength: 2 }),
      fc.tuple(fc.tuple(count, count, count)),
    );
    fc.assert(
      fc.property(rows, (cells) => {
        // Four children in four cells are told by the labels alone ("fewer than 5" is 1 to 4): a known limit, in ADR 11.
        fc.pre(cells.flat().reduce((sum, each) => sum + each, 0) >= 5);
        const shown = shownOf(cells);
        // Worlds up to 11 in a cell are enough: an alternative that needs more is not counted for us.
        const fitting = valuesThatFit(cells, shown, 11);
        for (const { key, count: real } of table(cells).figures) {
          if (real < 1 || real > 4) continue;
          expect(shown[key]).toBe('few');
          expect(fitting.get(key)?.size ?? 0, `${JSON.stringify(cells)} ${key}`).toBeGreaterThan(1);
        }
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  it('are the only ones that are called few, and nothing is withheld where there are none', () => {
    const count = fc.oneof(fc.constant(0), fc.integer({ min: 5, max: 300 }));
    fc.assert(
      fc.property(fc.array(fc.tuple(count, count), { minLength: 1, maxLength: 4 }), (cells) => {
        expect(Object.values(shownOf(cells)).every((each) => each === 'exact')).toBe(true);
      }),
    );
  });
});
