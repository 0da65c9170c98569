import { z } from 'zod';
import { cursor, instant, key, localDate, saidText } from './values.js';

const itemKinds = ['item', 'evidence', 'comment'] as const;
/** An agenda is found item by item, minutes outcome by outcome. */
const meetingKinds = ['agenda', 'minute'] as const;

export const searchQuery = z.strictObject({
  q: saidText(200),
  kind: z.enum([...itemKinds, ...meetingKinds]).optional(),
  workflow: key.optional(),
  cursor: cursor.optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});
export type SearchQuery = z.infer<typeof searchQuery>;

/** Places in the text, counted as JavaScript counts; `to` is the first behind. */
const highlight = z.object({ from: z.number().int(), to: z.number().int() });
export const searchExcerptView = z.object({
  /** `reference`, `title`, `note`, `file`, `comment`, `minute`, `outcome`, `date` or `field.KEY`. */
  where: z.string(),
  label: z.string(),
  text: z.string(),
  highlights: z.array(highlight),
});
export type SearchExcerptView = z.infer<typeof searchExcerptView>;

const found = {
  id: z.string(),
  /** The number of a piece of evidence, of an item of the agenda or of a minute. */
  no: z.number().int().nullable(),
  /** When it came; the newest stand first. */
  at: instant,
  excerpts: z.array(searchExcerptView),
};
export const itemHitView = z.object({
  ...found,
  kind: z.enum(itemKinds),
  item: z.object({
    reference: z.string(),
    workflow: z.string(),
    title: z.string(),
    state: z.string(),
    stateLabel: z.string(),
    closed: z.boolean(),
    exempt: z.boolean(),
  }),
});
export type ItemHitView = z.infer<typeof itemHitView>;
export const meetingHitView = z.object({
  ...found,
  kind: z.enum(meetingKinds),
  meeting: z.object({
    id: z.string(),
    body: z.object({ key: z.string(), title: z.string() }),
    date: localDate,
    /** Of the item of the agenda; “Minute 23” of an outcome. */
    title: z.string(),
    /** The id of the item of the agenda, or of the outcome. */
    place: z.string(),
    /** For those alone who may read exempt matters. */
    exempt: z.boolean(),
  }),
});
export type MeetingHitView = z.infer<typeof meetingHitView>;
export const searchHitView = z.discriminatedUnion('kind', [itemHitView, meetingHitView]);
export type SearchHitView = z.infer<typeof searchHitView>;

export const searchView = z
  .object({ hits: z.array(searchHitView), nextCursor: z.string().nullable() })
  .meta({ id: 'Search' });
export type SearchView = z.infer<typeof searchView>;
