import { scopeOf, stalledReasons } from '@kept/domain';
import type { Actor, LocalDate, WorkItem } from '@kept/domain';
import type { Reference } from '../reference/reference.store.js';
import { listFiltersOf, type ListAsked } from '../work-item/list-asked.js';
import type { ListPage, WorkItemStore } from '../work-item/work-item.store.js';
import type { SavedView, SavedViewStore } from './saved-view.store.js';
import { viewReaderOf } from './view-reader.js';

/** Whose view it is to be read as, and what stands in the authority at that moment. */
export interface ReaderOfView {
  actor: Extract<Actor, { kind: 'person' }>;
  reference: Reference;
}

/** The open items of a saved view, the earliest date first, as they stood at one moment. */
export interface ItemsOfView {
  kind: 'items';
  workflow: string;
  items: WorkItem[];
  /** There are others behind these. */
  more: boolean;
}

const pageSize = 200;
/** A calendar, or a message, with more than a thousand items helps nobody. */
const mostPages = 5;

/**
 * What a saved view holds for its reader at this moment: its open items, of those that they may see, a thousand at most.
 * @returns `gone` where they do not find the view any more, `unanswerable` where it asks for what its list no longer has
 */
export async function itemsOfView(
  { savedViews, workItems }: { savedViews: Pick<SavedViewStore, 'find'>; workItems: Pick<WorkItemStore, 'pages'> },
  { authorityId, viewId }: { authorityId: string; viewId: string },
  { actor, reference }: ReaderOfView,
): Promise<ItemsOfView | { kind: 'gone' } | { kind: 'unanswerable'; workflow: string }> {
  const view = await savedViews.find(authorityId, viewReaderOf(actor), viewId);
  if (view === null) return { kind: 'gone' };
  const { workflow } = view;
  const read = readView(view, { actor, reference });
  if (read === null) return { kind: 'unanswerable', workflow };
  const { asked, filters } = read;
  if (filters.closed === true) return { kind: 'items', workflow, items: [], more: false };
  const items: WorkItem[] = [];
  const visit = ({ rows, today }: ListPage) => {
    items.push(...(asked.stalled ? rows.filter((item) => isStalled(item, reference, today)) : rows));
  };
  const query = { ...filters, closed: false, sort: 'due' as const, limit: pageSize };
  const scope = scopeOf(reference.definitions, actor);
  const more = await workItems.pages({ authorityId }, { query, scope, mostPages, visit });
  return { kind: 'items', workflow, items, more };
}

/** What is ever in a view that is read in this way: its open items; none, since it is of closed ones; or it cannot be answered. */
export function holdingOf(view: Pick<SavedView, 'query' | 'workflow'>, reader: ReaderOfView) {
  const read = readView(view, reader);
  if (read === null) return 'unanswerable' as const;
  return read.filters.closed === true ? ('closed' as const) : ('open' as const);
}

/** Null where the view asks for what its list no longer has. */
function readView(view: Pick<SavedView, 'query' | 'workflow'>, reader: ReaderOfView) {
  const asked = askedBy(view);
  const filters = asked && listFiltersOf(asked, reader);
  return asked === null || filters === null ? null : { asked, filters };
}

const ofFilters = ['state', 'owner', 'team', 'overdue', 'closed', 'dueBefore', 'dueFrom', 'partOf', 'field', 'q'];
/** They say how a list is laid out, and nothing of what is in it. */
const ofLayout = ['sort', 'columns', 'as'];

/** Null where the view asks for something that is not known here: then nothing is shown, and not too much. */
function askedBy({
  query,
  workflow,
}: Pick<SavedView, 'query' | 'workflow'>): (ListAsked & { stalled: boolean }) | null {
  const { level, stalled, ...rest } = query;
  const known = [...ofFilters, ...ofLayout];
  if (Object.keys(rest).some((key) => !known.includes(key))) return null;
  const filters = Object.fromEntries(Object.entries(rest).filter(([key]) => ofFilters.includes(key)));
  return { ...filters, workflow, stalled: stalled === 'true', ...(level !== undefined && { level: Number(level) }) };
}

function isStalled(item: WorkItem, { definitions, calendars }: Reference, today: LocalDate): boolean {
  const isItsOwn = ({ key, version }: Reference['definitions'][number]) =>
    key === item.workflow && version === item.definitionVersion;
  const definition = definitions.find(isItsOwn);
  return definition !== undefined && stalledReasons(item, { definition, calendars, today }).length > 0;
}
