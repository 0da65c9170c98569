import { reactive } from 'vue';
import type { InjectionKey } from 'vue';
import { placeAfter } from './board-keys.js';
import type { Place } from './board-keys.js';

/** What the cards of a board have in common: the one that Tab stops at, and where the keys lead. */
export interface BoardFocus {
  /** The id of the item; null until there is a card. */
  card: string | null;
  follow: (event: KeyboardEvent) => void;
}

export const boardFocus: InjectionKey<BoardFocus> = Symbol('board focus');

/** `board`: the element around all columns, each of which is marked as one, as is each card. */
export function useBoardFocus(board: () => HTMLElement | null): BoardFocus {
  function follow(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const columns = cardsOf(board());
    const from = placeOf(columns, event.currentTarget as Node);
    const to =
      from &&
      placeAfter(
        event.key,
        from,
        columns.map(({ length }) => length),
      );
    const link = to ? columns[to.column]?.[to.row]?.querySelector('a') : null;
    if (!link) return;
    event.preventDefault();
    link.focus();
  }
  return reactive({ card: null, follow });
}

function cardsOf(board: HTMLElement | null): HTMLElement[][] {
  const columns = [...(board?.querySelectorAll('[data-column]') ?? [])];
  return columns.map((column) => [...column.querySelectorAll<HTMLElement>('[data-card]')]);
}

function placeOf(columns: readonly HTMLElement[][], part: Node): Place | null {
  const row = (cards: readonly HTMLElement[]) => cards.findIndex((card) => card.contains(part));
  const column = columns.findIndex((cards) => row(cards) >= 0);
  return column < 0 ? null : { column, row: row(columns[column] ?? []) };
}
