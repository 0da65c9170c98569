import { z } from 'zod';
import { postName } from './posts.js';
import { localDate } from './values.js';

export const unownedQuery = z.strictObject({ from: localDate, to: localDate });
export type UnownedQuery = z.infer<typeof unownedQuery>;

const span = z.object({ from: localDate, to: localDate });

export const orphansView = z
  .object({
    items: z.array(
      z.object({
        reference: z.string(),
        /** Null where the caller may not see the item. */
        title: z.string().nullable(),
        ownerPost: postName,
        why: z.enum(['unknown-post', 'nobody-answers', 'may-not-see']),
        text: z.string(),
      }),
    ),
    /** There are more than are listed. */
    more: z.boolean(),
  })
  .meta({ id: 'Orphans' });
export const unownedView = z
  .object({
    from: localDate,
    to: localDate,
    posts: z.array(z.object({ post: postName, days: z.number().int(), spans: z.array(span) })),
    items: z.array(
      z.object({
        reference: z.string(),
        days: z.number().int(),
        spans: z.array(span.extend({ post: z.string() })),
      }),
    ),
  })
  .meta({ id: 'UnownedDays' });
export type OrphansView = z.infer<typeof orphansView>;
export type UnownedView = z.infer<typeof unownedView>;
