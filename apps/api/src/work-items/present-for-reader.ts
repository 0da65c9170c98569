import type { Facts, WorkItem } from '@kept/domain';
import type { WorkItemView } from '@kept/contracts';
import type { Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { readPause } from './read-pause.js';
import { seenAmong } from './seen-links.js';
import { presentWorkItem } from './work-item.presenter.js';

/** The whole item for somebody who may see it: of its links those to items that they see, and why it stands still. */
export async function presentForReader(
  database: Database,
  caller: Caller,
  read: { item: WorkItem; facts: Facts },
): Promise<WorkItemView> {
  const linked = read.item.links.map(({ to }) => to);
  const [seen, pause] = await Promise.all([seenAmong(database, caller, linked), readPause(database, caller, read)]);
  return presentWorkItem(read.item, read.facts, { seen, pause });
}
