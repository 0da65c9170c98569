import { z } from 'zod';
import { columnKeys, key } from './values.js';
import { workItemListQuery } from './work-items.js';

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
