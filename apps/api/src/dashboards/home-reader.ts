import { scopeOf, type WorkItem, type WorkflowDefinition } from '@kept/domain';
import type { HomeListView } from '@kept/contracts';
import type { Database, ListQuery, TallyQuery, TallyRow } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { rowOf } from '../rows/rows-of-page.js';
import { stalledOf } from '../rows/stalled-of.js';

/** What the homes read by: the caller's own sight, or figures that show no item. */
export interface HomeReader {
  caller: Caller;
  /** Open items that the caller may see, counted apart. */
  tally(query: TallyQuery): Promise<TallyRow[]>;
  /** As `tally`, over all of the authority's: for figures alone. */
  figures(query: TallyQuery): Promise<TallyRow[]>;
  /** One short page of what the caller may see, as rows of a list; `note` says a word about each. */
  list(query: Partial<ListQuery>, note?: (item: WorkItem) => string | null): Promise<HomeListView['items']>;
  /** Open items that their rule calls stalled, with why. */
  stalled(workflow: string): Promise<HomeListView['items']>;
  /** How many places of a capacity are taken. */
  places(workflow: string, transition: string, range: { from: string; to: string }): Promise<number>;
  definition(workflow: string): WorkflowDefinition | undefined;
}

const shown = 10;

export function homeReader(database: Database, caller: Caller): HomeReader {
  const { authorityId, reference, actor } = caller;
  const scope = scopeOf(reference.definitions, actor);
  const definition = (workflow: string) => reference.definitions.findLast(({ key }) => key === workflow);
  const page = (query: Partial<ListQuery>) =>
    database.workItems.list({ authorityId }, { sort: 'due', limit: shown, closed: false, ...query }, scope);
  return {
    caller,
    definition,
    tally: (query) => database.dashboards.tally(authorityId, query, scope),
    figures: (query) => database.dashboards.tally(authorityId, query, null),
    list: async (query, note = () => null) => {
      const { rows, now, today } = await page(query);
      return rows.flatMap((item) => {
        const row = rowOf(item, caller, { now, today });
        return row ? [{ item: row, note: note(item) }] : [];
      });
    },
    stalled: async (workflow) => {
      const { rows, now, today } = await page({ workflow, limit: 200 });
      return rows.flatMap((item) => {
        const why = stalledOf(item, caller, today);
        const row = why.length > 0 ? rowOf(item, caller, { now, today }) : null;
        return row ? [{ item: row, note: why.join(' ') }] : [];
      });
    },
    places: (workflow, transition, { from, to }) => {
      const states = definition(workflow)?.transitions[transition]?.to.map(({ state }) => state) ?? [];
      return database.dashboards.places(authorityId, { workflow, states, from, to });
    },
  };
}
