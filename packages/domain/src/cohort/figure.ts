/** A number on a page that others see, before it is decided how it may be shown. */
export interface Figure {
  key: string;
  count: number;
  /** The lower, the sooner it is withheld for another's sake. */
  rank: number;
  /** Counted for how it binds the others, and shown to nobody. */
  hidden: boolean;
}

export type Relation =
  | { kind: 'sum'; whole: string; parts: readonly string[] }
  /** Children may stand in several groups: the whole is at least each group, and at most all of them together. */
  | { kind: 'union'; whole: string; groups: readonly (readonly string[])[] };

/** `few`: 1 to 4. `withheld`: any other number, kept back so that a small one stays unknown. */
export type Shown = 'exact' | 'few' | 'withheld';
