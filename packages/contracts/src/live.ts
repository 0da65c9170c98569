import { z } from 'zod';
import { instant } from './values.js';

/** A place in the order of commits, as a stream gave it out. */
export const livePlace = z.string().regex(/^\d{1,18}$/);
/** Where a reader goes on; from now on where nothing is given. */
export const liveQuery = z.strictObject({ after: livePlace.optional() });
export type LiveQuery = z.infer<typeof liveQuery>;

/** So much that a page knows whether to read again; what happened is for the item's history to say. */
export const liveEventView = z.object({
  reference: z.string(),
  workflow: z.string(),
  type: z.string(),
  /** The item's version after it. */
  version: z.number().int(),
  /** Done by whoever reads it. */
  own: z.boolean(),
});
export type LiveEventView = z.infer<typeof liveEventView>;

export const liveNewsView = z
  .object({
    /** Where the next reading goes on. */
    id: livePlace,
    events: z.array(liveEventView),
    /** More happened than is told one by one: read everything again. */
    more: z.boolean(),
  })
  .meta({ id: 'LiveNews' });
export type LiveNewsView = z.infer<typeof liveNewsView>;

/** Who else is changing an item now; never the reader. */
export const editingView = z
  .object({ editors: z.array(z.object({ name: z.string(), since: instant })) })
  .meta({ id: 'Editing' });
export type EditingView = z.infer<typeof editingView>;
