import { z } from 'zod';
import { localDate } from './values.js';
import { workItemSummaryView } from './work-items.js';

export const dashboardKeys = [
  'officer',
  'virtual-school',
  'sen-officer',
  'coordinator',
  'chair',
  'plan-lead',
  'director',
  'participation',
  'administrator',
] as const;
export const dashboardKey = z.enum(dashboardKeys);
export type DashboardKey = z.infer<typeof dashboardKey>;

/** A number with what it counts; `href` opens the list that makes it: a page, or `#KEY` of a table or list below. */
const figureView = z.object({
  key: z.string(),
  label: z.string(),
  value: z.string(),
  note: z.string().nullable(),
  href: z.string().nullable(),
  late: z.boolean(),
});
const tableView = z.object({
  key: z.string(),
  title: z.string(),
  /** What the table says, in a sentence. */
  sentence: z.string(),
  columns: z.array(z.object({ label: z.string(), numeric: z.boolean() })),
  rows: z.array(z.object({ cells: z.array(z.string()), href: z.string().nullable() })),
  /** So many rows stand in view; the others a button away, and on paper. Null where all do. */
  first: z.number().int().nullable(),
  /** The column that is drawn as bars, counted from 0; null where nobody would rather look than read. */
  bars: z.number().int().nullable(),
  /** What is to be acted on stands before the lists, how things stand behind them. */
  beforeLists: z.boolean(),
  /** Where the numbers stand that no item makes; null where items make them all. */
  source: z.string().nullable(),
});
const listView = z.object({
  key: z.string(),
  title: z.string(),
  /** What to do where there is nothing. */
  empty: z.string(),
  items: z.array(z.object({ item: workItemSummaryView, note: z.string().nullable() })),
  /** The whole list; null where all of it stands here. */
  more: z.string().nullable(),
});
export const dashboardView = z
  .object({
    key: dashboardKey,
    title: z.string(),
    lead: z.string(),
    asOf: localDate,
    figures: z.array(figureView),
    tables: z.array(tableView),
    lists: z.array(listView),
  })
  .meta({ id: 'Dashboard' });
export const dashboardListView = z
  .object({
    dashboards: z.array(z.object({ key: dashboardKey, title: z.string() })),
    /** The one that opens first; null for who has none. */
    own: dashboardKey.nullable(),
  })
  .meta({ id: 'DashboardList' });
/** How much of each workflow is open, and how much of that is late, as far as the caller sees it. */
export const workCountsView = z
  .object({
    counts: z.array(z.object({ workflow: z.string(), open: z.number().int(), late: z.number().int() })),
  })
  .meta({ id: 'WorkCounts' });
export type DashboardView = z.infer<typeof dashboardView>;
export type DashboardListView = z.infer<typeof dashboardListView>;
export type WorkCountsView = z.infer<typeof workCountsView>;
export type FigureView = DashboardView['figures'][number];
export type TableView = DashboardView['tables'][number];
export type HomeListView = DashboardView['lists'][number];
