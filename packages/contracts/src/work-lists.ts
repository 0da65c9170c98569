import { z } from 'zod';
import { cleanText, columnKeys, cursor, idOrReference, key, keys, limit, localDate } from './values.js';

export const workItemListQuery = z.strictObject({
  workflow: key.optional(),
  /** One, or any of several: `agreed,in-progress`. */
  state: keys.optional(),
  /** `me` or a post key. */
  owner: key.optional(),
  team: key.optional(),
  /** Those that the reader follows. */
  followed: z.literal('me').optional(),
  overdue: z.enum(['true', 'false']).optional(),
  closed: z.enum(['true', 'false']).optional(),
  dueBefore: localDate.optional(),
  /** The next date is this day or a later one. */
  dueFrom: localDate.optional(),
  /** The reference of the item that they are part of. */
  partOf: idOrReference.optional(),
  level: z.coerce.number().int().min(0).max(9).optional(),
  /** `KEY:VALUE`, with `workflow`: a field of that workflow holds this, or any of several: `yearGroup:10|11`. */
  field: cleanText(200)
    .regex(/^[a-z][A-Za-z-]*:.+$/)
    .optional(),
  /** Open items that their workflow's rule calls stalled, with `workflow`. */
  stalled: z.literal('true').optional(),
  q: cleanText(200).optional(),
  sort: z.enum(['due', '-due', 'reference', '-reference', 'created', '-created']).default('due'),
  cursor: cursor.optional(),
  limit,
});
export type WorkItemListQuery = z.infer<typeof workItemListQuery>;

/** The filters of a list of one workflow. A rule of the domain says what is stalled, item by item: that is not counted. */
export const workItemCountsQuery = workItemListQuery
  .omit({ stalled: true, followed: true, sort: true, cursor: true, limit: true })
  .extend({ workflow: key });
export type WorkItemCountsQuery = z.infer<typeof workItemCountsQuery>;

const howMany = z.record(z.string(), z.number().int());
export const workItemCountsView = z
  .object({
    /** Counting goes so far: a number as great as this one means that many or more. */
    upTo: z.number().int(),
    state: howMany,
    /** Of the levels of the workflow, and `0` for not raised; empty where it has none. */
    level: howMany,
    owner: z.object({ me: z.number().int() }),
    show: z.object({ overdue: z.number().int(), open: z.number().int(), closed: z.number().int() }),
  })
  .meta({ id: 'WorkItemCounts' });
export type WorkItemCountsView = z.infer<typeof workItemCountsView>;

/** A list as a file: the filters of the list, and the columns in their order. */
export const workItemExportQuery = workItemListQuery.omit({ followed: true, cursor: true, limit: true }).extend({
  workflow: key,
  /** Keys with commas between them, a field of the workflow as `field.KEY`; left out, those that the list shows at first. */
  columns: columnKeys.optional(),
});
export type WorkItemExportQuery = z.infer<typeof workItemExportQuery>;
