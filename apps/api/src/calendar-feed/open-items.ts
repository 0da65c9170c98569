import type { WorkItem } from '@kept/domain';
import type { Database, ListFilters, ListPage, ListScope } from '@kept/database';

const pageSize = 200;
/** A calendar with more than a thousand items helps nobody. */
const mostPages = 5;

/** What is open of a list, by its next date: a thousand at most, of those in the scope alone. */
export async function openItems(
  { workItems }: Database,
  authorityId: string,
  filters: ListFilters,
  scope: ListScope,
): Promise<WorkItem[]> {
  const items: WorkItem[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < mostPages && (page === 0 || cursor !== null); page += 1) {
    const query = { ...filters, closed: false, sort: 'due' as const, limit: pageSize };
    const found: ListPage = await workItems.list(
      { authorityId },
      { ...query, ...(cursor !== null && { cursor }) },
      scope,
    );
    items.push(...found.rows);
    cursor = found.nextCursor;
  }
  return items;
}
