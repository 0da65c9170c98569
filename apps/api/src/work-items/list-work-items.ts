import { Inject, Injectable } from '@nestjs/common';
import { scopeOf } from '@kept/domain';
import type { WorkItemListQuery, WorkItemListView } from '@kept/contracts';
import type { Database, ListPage, ListQuery, ListScope } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { stalledOf } from '../rows/stalled-of.js';
import { rowOf } from '../rows/rows-of-page.js';
import { filtersOf } from '../rows/list-query.js';

/** Where a rule of the domain narrows the list, so many are looked at for one page; the next goes on behind them. */
const mostLookedAt = 200;

/** One page of what the caller may see. */
@Injectable()
export class ListWorkItems {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async run(caller: Caller, asked: WorkItemListQuery): Promise<WorkItemListView> {
    const { query, scope } = questionOf(caller, asked);
    const page = await this.database.workItems.list(caller, query, scope);
    return { items: shownOf(page, caller, asked), nextCursor: page.nextCursor };
  }

  /**
   * Page after page of it as it stood at one moment.
   * @returns whether the list goes on behind the last of so many
   */
  pages(caller: Caller, asked: WorkItemListQuery, { mostPages, visit }: Visiting): Promise<boolean> {
    const visitPage = (page: ListPage) => visit(shownOf(page, caller, asked));
    return this.database.workItems.pages(caller, { ...questionOf(caller, asked), mostPages, visit: visitPage });
  }
}

interface Visiting {
  mostPages: number;
  visit: (items: WorkItemListView['items']) => void;
}

function questionOf(caller: Caller, asked: WorkItemListQuery): { query: ListQuery; scope: ListScope } {
  const { sort, limit, cursor, stalled } = asked;
  const query = { ...filtersOf(asked, caller), sort, limit, ...(cursor !== undefined && { cursor }) };
  return {
    query: { ...query, ...(stalled !== undefined && { closed: false, limit: mostLookedAt }) },
    scope: scopeOf(caller.reference.definitions, caller.actor),
  };
}

function shownOf({ rows, now, today }: ListPage, caller: Caller, { stalled }: WorkItemListQuery) {
  const shown = stalled === undefined ? rows : rows.filter((item) => stalledOf(item, caller, today).length > 0);
  return shown.flatMap((item) => rowOf(item, caller, { now, today }) ?? []);
}
