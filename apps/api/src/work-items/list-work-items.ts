import { Inject, Injectable } from '@nestjs/common';
import { scopeOf } from '@kept/domain';
import type { WorkItemListQuery, WorkItemListView } from '@kept/contracts';
import type { Database } from '@kept/database';
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
    const { actor, reference, authorityId } = caller;
    const scope = scopeOf(reference.definitions, actor);
    const { sort, limit, cursor, stalled } = asked;
    const query = { ...filtersOf(asked, caller), sort, limit, ...(cursor !== undefined && { cursor }) };
    const { rows, nextCursor, today, now } = await this.database.workItems.list(
      { authorityId },
      { ...query, ...(stalled !== undefined && { closed: false, limit: mostLookedAt }) },
      scope,
    );
    const shown = stalled === undefined ? rows : rows.filter((item) => stalledOf(item, caller, today).length > 0);
    const items = shown.flatMap((item) => rowOf(item, caller, { now, today }) ?? []);
    return { items, nextCursor };
  }
}
