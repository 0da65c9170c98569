import { figureInWords, suppressFigures, type Relation } from '@kept/domain';

/** A number that the panel is shown, before small ones are kept back. */
export interface Counted {
  key: string;
  label: string;
  items: number;
  /** Counted for how it binds the others, and shown to nobody. */
  hidden?: boolean;
}

/**
 * Numbers of children as the panel sees them: 1 to 4 are few, and others are kept back where they would tell a small one.
 * `whole` is the number of all of them, said beside the others.
 *
 * @returns the words of each, by its key, and of the whole under `whole`
 */
export function forPanel(
  whole: number,
  parts: readonly Counted[],
  kind: Relation['kind'],
): Readonly<Record<string, string>> {
  const figures = [
    { key: 'whole', count: whole, rank: 2, hidden: false },
    ...parts.map(({ key, items, hidden = false }) => ({ key, count: items, rank: 1, hidden })),
  ];
  const keys = parts.map(({ key }) => key);
  const relation: Relation =
    kind === 'sum' ? { kind, whole: 'whole', parts: keys } : { kind, whole: 'whole', groups: keys.map((key) => [key]) };
  const shown = suppressFigures(figures, [relation]);
  return Object.fromEntries(
    figures.map(({ key, count }) => {
      const as = shown.get(key) ?? 'withheld';
      return [key, figureInWords({ count: as === 'exact' ? count : null, shown: as })];
    }),
  );
}
