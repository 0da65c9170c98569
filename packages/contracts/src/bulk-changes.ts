import { z } from 'zod';
import { postName } from './posts.js';
import { cleanText, fields, instant, key, localDate, saidText } from './values.js';

const mostItems = 200;
/** An id or a reference. */
const which = cleanText(100).min(1);

/**
 * `version` is the one that was looked at: an item that has moved on since is refused by itself. Null where there was
 * nothing to be seen of it: what came into sight since is not changed unseen.
 */
const items = z
  .array(z.strictObject({ item: which, version: z.number().int().min(1).max(1_000_000_000).nullable().optional() }))
  .min(1)
  .max(mostItems)
  .refine((all) => new Set(all.map(({ item }) => item)).size === all.length, 'Name each item once.');

/** One change over many items: another owner post. */
export const bulkChangeBody = z.strictObject({
  items,
  ownerPost: key,
  reason: saidText(300),
  dryRun: z.boolean().default(false),
});
export type BulkChangeBody = z.infer<typeof bulkChangeBody>;

/** One step of a workflow with many of its items; the fields of its form are those of all of them. */
export const bulkTransitionBody = z.strictObject({
  items,
  transition: key,
  fields: fields.default({}),
  reason: cleanText(4000).optional(),
  dryRun: z.boolean().default(false),
});
export type BulkTransitionBody = z.infer<typeof bulkTransitionBody>;

/** Which steps may be taken with the chosen. */
export const bulkOptionsBody = z.strictObject({ items });
export type BulkOptionsBody = z.infer<typeof bulkOptionsBody>;

export const bulkOptionsView = z
  .object({
    /** Null where none of them may be seen. */
    workflow: z.string().nullable(),
    /** Those that this caller may take with at least one, in the order of the workflow; `items` says with how many. */
    transitions: z.array(z.object({ key: z.string(), label: z.string(), items: z.number().int() })),
  })
  .meta({ id: 'BulkOptions' });
export type BulkOptionsView = z.infer<typeof bulkOptionsView>;

const named = z.object({ key: z.string(), title: z.string() });
const dateOfStep = z.object({ title: z.string(), on: localDate });
const stepOfItem = z.object({
  from: named,
  /** Null where it is refused. */
  to: named.nullable(),
  /** Dates that run by it, and those that then run no more. */
  begins: z.array(dateOfStep),
  ends: z.array(dateOfStep),
  /** Why it cannot be taken back; null where it can, for ten minutes. */
  lasting: z.string().nullable(),
});

export const bulkChangeView = z
  .object({
    /** Null in a dry run. */
    id: z.string().nullable(),
    /** The new owner; null of a step. */
    to: postName.nullable(),
    /** The step; null of a change of owner. */
    transition: z.object({ key: z.string(), label: z.string(), workflow: z.string() }).nullable(),
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
        /** What a step would do, or did, with it; null of a change of owner, and of what cannot be seen. */
        step: stepOfItem.nullable(),
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
