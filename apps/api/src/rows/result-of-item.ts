import type { Refusal } from '@kept/domain';
import type { ChangeOutcome } from '@kept/database';

/** So many items are on their way at once: each has a transaction of its own. */
const atOnce = 4;

/** Why an item is not given back: nothing that was sent can be taken back. */
export const toldText = 'Somebody was told of it already, so it stays as it is.';

/** What stands in the result of one item among many, where the words depend on what is done with them. */
export interface ResultWords {
  /** There is none, or the caller may not see it: the same for both. */
  unknown: string;
  /** Another change came in between. */
  moved: string;
}

/** Why one item among many was refused, in one line. */
export function wordsOfRefusal({ kind, detail, missing }: Refusal, words: ResultWords): string {
  return kind === 'unknown' ? words.unknown : [detail, ...missing.map(({ text }) => text)].join(' ');
}

/** Why nothing was written of one item among many. */
export function wordsOfOutcome(outcome: Exclude<ChangeOutcome, { kind: 'changed' }>, words: ResultWords): string {
  switch (outcome.kind) {
    case 'refused':
      return wordsOfRefusal(outcome.refusal, words);
    case 'unknown':
      return words.unknown;
    case 'told':
      return toldText;
    default:
      return words.moved;
  }
}

/** The results in the order of what was given, so many on their way at once. */
export async function inTurns<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let first = 0; first < all.length; first += atOnce) {
    results.push(...(await Promise.all(all.slice(first, first + atOnce).map(work))));
  }
  return results;
}
