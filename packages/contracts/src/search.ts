import { z } from 'zod';
import { cursor, instant, key, saidText } from './values.js';

const kind = z.enum(['item', 'evidence', 'comment']);

export const searchQuery = z.strictObject({
  q: saidText(200),
  kind: kind.optional(),
  workflow: key.optional(),
  cursor: cursor.optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});
export type SearchQuery = z.infer<typeof searchQuery>;

/** Places in the text, counted as JavaScript counts; `to` is the first behind. */
const highlight = z.object({ from: z.number().int(), to: z.number().int() });
export const searchExcerptView = z.object({
  /** `reference`, `title`, `note`, `file`, `comment` or `field.KEY`. */
  where: z.string(),
  label: z.string(),
  text: z.string(),
  highlights: z.array(highlight),
});
export type SearchExcerptView = z.infer<typeof searchExcerptView>;

export const searchHitView = z.object({
  kind,
  id: z.string(),
  /** The number of a piece of evidence. */
  no: z.number().int().nullable(),
  /** When it came; the newest stand first. */
  at: instant,
  item: z.object({
    reference: z.string(),
    workflow: z.string(),
    title: z.string(),
    state: z.string(),
    stateLabel: z.string(),
    closed: z.boolean(),
    exempt: z.boolean(),
  }),
  excerpts: z.array(searchExcerptView),
});
export type SearchHitView = z.infer<typeof searchHitView>;

export const searchView = z
  .object({ hits: z.array(searchHitView), nextCursor: z.string().nullable() })
  .meta({ id: 'Search' });
export type SearchView = z.infer<typeof searchView>;
