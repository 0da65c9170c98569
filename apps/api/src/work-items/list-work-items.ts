import { Inject, Injectable } from '@nestjs/common';
import { scopeOf, type WorkItem } from '@kept/domain';
import type { WorkItemListQuery, WorkItemListView } from '@kept/contracts';
import type { Database, ListQuery } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { presentSummary } from './work-item.presenter.js';

/** One page of what the caller may see. */
@Injectable()
export class ListWorkItems {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async run(caller: Caller, asked: WorkItemListQuery): Promise<WorkItemListView> {
    const { actor, reference, authorityId } = caller;
    const scope = scopeOf(reference.definitions, actor);
    const { rows, nextCursor, today, now } = await this.database.workItems.list(
      { authorityId },
      queryOf(asked, caller),
      scope,
    );
    const { organisation, rules } = reference;
    const items = rows.flatMap((item) => {
      const definition = definitionOf(item, caller);
      return definition ? [presentSummary(item, { actor, today, now, definition, organisation, rules })] : [];
    });
    return { items, nextCursor };
  }
}

function queryOf(asked: WorkItemListQuery, { actor }: Caller): ListQuery {
  const { owner, overdue, closed, sort, limit, workflow, state, team, dueBefore, partOf, q, cursor } = asked;
  return {
    sort,
    limit,
    ...(owner !== undefined && { ownerPosts: owner === 'me' ? actor.posts : [owner] }),
    ...(overdue !== undefined && { overdue: overdue === 'true' }),
    ...(closed !== undefined && { closed: closed === 'true' }),
    ...given({ workflow, state, team, dueBefore, partOf, q, cursor }),
  };
}

/** Without the properties that were not given. */
function given<T extends Record<string, string | undefined>>(properties: T): { [K in keyof T]?: string } {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: string;
  };
}

function definitionOf({ workflow, definitionVersion }: WorkItem, { reference }: Caller) {
  return reference.definitions.find(({ key, version }) => key === workflow && version === definitionVersion);
}
