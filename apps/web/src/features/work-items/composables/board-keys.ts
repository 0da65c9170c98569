/** A card of a board: its column, and its place in it from the top. */
export interface Place {
  column: number;
  row: number;
}

/**
 * Where a key leads from a card, in columns of so many cards; null for a key that leads nowhere else. To the left and to the
 * right empty columns are passed over, and a shorter one is entered at its last card.
 */
export function placeAfter(key: string, { column, row }: Place, sizes: readonly number[]): Place | null {
  const last = (sizes[column] ?? 0) - 1;
  const aside = (step: 1 | -1): Place => {
    let to = column + step;
    while (sizes[to] === 0) to += step;
    const size = sizes[to];
    return size === undefined ? { column, row } : { column: to, row: Math.min(row, size - 1) };
  };
  const leads: Readonly<Record<string, () => Place>> = {
    ArrowUp: () => ({ column, row: Math.max(0, row - 1) }),
    ArrowDown: () => ({ column, row: Math.min(last, row + 1) }),
    ArrowLeft: () => aside(-1),
    ArrowRight: () => aside(1),
    Home: () => ({ column, row: 0 }),
    End: () => ({ column, row: last }),
  };
  return Object.hasOwn(leads, key) ? (leads[key]?.() ?? null) : null;
}
