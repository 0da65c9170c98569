import type { WorkItemSummaryView } from '@kept/contracts';
import type { RouteLocationRaw } from 'vue-router';

/** A column behind those that every list has. */
export interface ItemColumn {
  key: string;
  label: string;
  /** The sort of the list that its heading asks for; a column without one cannot be put in order. */
  sort?: string;
  /** Its words for one item; null where it has none. */
  of: (item: WorkItemSummaryView) => string | null;
}

/** The order that a list stands in, `-` before it for the other way round, and the address of the list in another. */
export interface ItemSort {
  by: string;
  to: (sort: string) => RouteLocationRaw;
}
