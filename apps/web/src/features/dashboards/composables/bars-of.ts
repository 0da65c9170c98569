import type { TableView } from '@kept/contracts';
import type { Bar } from '../../../ui/charts/bar-geometry.js';

/**
 * The column that is drawn, as bars. A cell that is no number ("fewer than 5") has words and no length. Nothing is drawn
 * where there is nothing to compare: no rows, or every number 0.
 */
export function barsOf({ rows, bars }: Pick<TableView, 'rows' | 'bars'>): Bar[] {
  if (bars === null) return [];
  const drawn = rows.map(({ cells }) => {
    const words = cells[bars] ?? '';
    const value = Number(words);
    return { label: cells[0] ?? '', value: words === '' || Number.isNaN(value) ? null : value, words: printed(words) };
  });
  return drawn.some(({ value }) => value !== 0) ? drawn : [];
}

/** `1120` → `1,120`; words stay as they are. */
function printed(words: string): string {
  return /^\d+$/.test(words) ? Number(words).toLocaleString('en-GB') : words;
}
