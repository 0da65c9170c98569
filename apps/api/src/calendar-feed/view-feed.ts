import { viewQuery } from '@kept/contracts';
import { scopeOf } from '@kept/domain';
import type { Actor, LocalDate, WorkItem } from '@kept/domain';
import type { Database, Reference, ViewFeed } from '@kept/database';
import { Refused } from '../http/problem.js';
import { filtersOf } from '../rows/list-query.js';
import { stalledOf } from '../rows/stalled-of.js';
import { viewReaderOf } from '../rows/view-reader.js';
import { openItems } from './open-items.js';

/** Whose feed it is, as they stand today. */
export interface FeedReader {
  actor: Extract<Actor, { kind: 'person' }>;
  reference: Reference;
  today: LocalDate;
}

/** The open items of a saved view, and the workflow that it is of. */
interface FoundItems {
  workflow: string;
  items: WorkItem[];
}

/**
 * What a saved view holds for its reader at this moment; null where they no longer find the view, or where it asks for what its
 * list no longer has.
 */
export async function itemsOfView(
  database: Database,
  { authorityId, viewId }: ViewFeed,
  reader: FeedReader,
): Promise<FoundItems | null> {
  const view = await database.savedViews.read(authorityId, viewReaderOf(reader), viewId);
  const asked = viewQuery.safeParse(view?.query);
  if (view === null || !asked.success) return null;
  const { stalled, sort: _sort, columns: _columns, as: _as, ...filters } = asked.data;
  const narrowed = filtersIn({ ...filters, workflow: view.workflow }, reader);
  if (narrowed === null) return null;
  const { workflow } = view;
  if (narrowed.closed === true) return { workflow, items: [] };
  const scope = scopeOf(reader.reference.definitions, reader.actor);
  const items = await openItems(database, authorityId, narrowed, scope);
  const isWanted = (item: WorkItem) => stalled === undefined || stalledOf(item, reader, reader.today).length > 0;
  return { workflow, items: items.filter(isWanted) };
}

/** Null where the list has no such filter any more. */
function filtersIn(asked: Parameters<typeof filtersOf>[0], reader: FeedReader) {
  try {
    return filtersOf(asked, reader);
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}
