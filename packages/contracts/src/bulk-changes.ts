import { z } from 'zod';
import { postName } from './posts.js';
import { cleanText, instant, key, saidText } from './values.js';

const mostItems = 200;
/** An id or a reference. */
const which = cleanText(100).min(1);

/** One change over many items: another owner post. */
export const bulkChangeBody = z.strictObject({
  /**
   * `version` is the one that was looked at: an item that has moved on since is refused by itself. Null where there was
   * nothing to be seen of it: what came into sight since is not changed unseen.
   */
  items: z
    .array(z.strictObject({ item: which, version: z.number().int().min(1).max(1_000_000_000).nullable().optional() }))
    .min(1)
    .max(mostItems)
    .refine((items) => new Set(items.map(({ item }) => item)).size === items.length, 'Name each item once.'),
  ownerPost: key,
  reason: saidText(300),
  dryRun: z.boolean().default(false),
});
export type BulkChangeBody = z.infer<typeof bulkChangeBody>;

export const bulkChangeView = z
  .object({
    /** Null in a dry run. */
    id: z.string().nullable(),
    to: postName,
    dryRun: z.boolean(),
    items: z.array(
      z.object({
        /** As it was asked for, of what the caller may not see. */
        reference: z.string(),
        title: z.string().nullable(),
        /** The version to be sent with the change; after it, the one that it then had. */
        version: z.number().int().nullable(),
        /** The post that owned it before. */
        from: postName.nullable(),
        outcome: z.enum(['would-change', 'changed', 'undone', 'refused']),
        /** Why it was refused. */
        because: z.string().nullable(),
      }),
    ),
    /** Changed, or would be, or given back. */
    changed: z.number().int(),
    refused: z.number().int(),
    /**
     * What stopped half way, else null. The change: the same request with the same key goes on, and an undo takes back what
     * was changed. The undo: asked for again, it goes on.
     */
    stopped: z.enum(['change', 'undo']).nullable(),
    /** Until then it may be taken back; null in a dry run and where nothing was changed or it was taken back. */
    undoUntil: instant.nullable(),
    /** When it was taken back; its items then say what became of them by that. */
    undoneAt: instant.nullable(),
  })
  .meta({ id: 'BulkChange' });
export type BulkChangeView = z.infer<typeof bulkChangeView>;
