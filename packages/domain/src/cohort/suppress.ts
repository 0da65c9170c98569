import type { Figure, Relation, Shown } from './figure.js';
import { World } from './suppression-world.js';

export const fewerThan = 5;

/**
 * Small numbers in a table that others see: 1 to 4 children are shown as "fewer than 5", and further figures are withheld
 * until nobody can work a small one out from those that are left. 19 on a reduced timetable, 16 of them in secondary
 * schools, would tell that 3 are in primary: so 16 is withheld as well.
 *
 * Of every small number at least one other value must fit all that is shown. The search for it is a proof: where none
 * is found, more is withheld. Zero is shown: that nobody is without school is no child's secret.
 *
 * @returns how each figure may be shown, by its key. A relation with a key that no figure has is left out of account
 */
export function suppressFigures(figures: readonly Figure[], relations: readonly Relation[]): Map<string, Shown> {
  const shown = new Map(figures.map((figure) => [figure.key, isFew(figure) ? 'few' : 'exact'] as [string, Shown]));
  const world = new World(figures, relations, shown);
  accompany(world, shown);
  for (const { key, hidden } of figures) {
    if (shown.get(key) === 'few' && !hidden) protect(key, world, shown);
  }
  return shown;
}

const isFew = ({ count }: Figure): boolean => count > 0 && count < fewerThan;

/** Who stands alone in a sum is its whole less the others: beside it, the next best is withheld, until nobody stands alone. */
function accompany(world: World, shown: Map<string, Shown>): void {
  for (;;) {
    const mate = world.mateOfLone();
    if (mate === undefined) return;
    shown.set(mate, 'withheld');
  }
}

/** Withholds one figure after another until the small one has another value that fits. */
function protect(key: string, world: World, shown: Map<string, Shown>): void {
  while (!world.hasOtherValue(key)) {
    const next = nextToWithhold(key, world, shown);
    if (next === undefined) return;
    shown.set(next, 'withheld');
    accompany(world, shown);
  }
}

/** Of the figures that could give it away, one that is enough by itself; else the lightest. */
function nextToWithhold(key: string, world: World, shown: Map<string, Shown>): string | undefined {
  const border = world.borderOf(key);
  const enough = border.find((candidate) => {
    shown.set(candidate, 'withheld');
    const suffices = world.hasOtherValue(key);
    shown.set(candidate, 'exact');
    return suffices;
  });
  return enough ?? border[0];
}
