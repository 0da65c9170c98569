import { Inject, Injectable } from '@nestjs/common';
import { scopeOf } from '@kept/domain';
import type { WorkItemListQuery, WorkItemListView } from '@kept/contracts';
import type { Database, ListQuery } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { malformed } from '../http/problem.js';
import { stalledOf } from '../rows/stalled-of.js';
import { rowOf } from '../rows/rows-of-page.js';

/** Where a rule of the domain narrows the list, so many are looked at for one page; the next goes on behind them. */
const mostLookedAt = 200;

/** One page of what the caller may see. */
@Injectable()
export class ListWorkItems {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async run(caller: Caller, asked: WorkItemListQuery): Promise<WorkItemListView> {
    const { actor, reference, authorityId } = caller;
    const scope = scopeOf(reference.definitions, actor);
    const { rows, nextCursor, today, now } = await this.database.workItems.list(
      { authorityId },
      { ...queryOf(asked, caller), ...(asked.stalled === undefined ? {} : { closed: false, limit: mostLookedAt }) },
      scope,
    );
    const shown = asked.stalled === undefined ? rows : rows.filter((item) => stalledOf(item, caller, today).length > 0);
    const items = shown.flatMap((item) => rowOf(item, caller, { now, today }) ?? []);
    return { items, nextCursor };
  }
}

function queryOf(asked: WorkItemListQuery, caller: Caller): ListQuery {
  const { actor } = caller;
  const { owner, overdue, closed, sort, limit, workflow, state, team, dueBefore, partOf, q, cursor } = asked;
  return {
    sort,
    limit,
    ...(owner !== undefined && { ownerPosts: owner === 'me' ? actor.posts : [owner] }),
    ...(overdue !== undefined && { overdue: overdue === 'true' }),
    ...(closed !== undefined && { closed: closed === 'true' }),
    ...(asked.level !== undefined && { level: asked.level }),
    ...(state !== undefined && { states: state.split(',') }),
    ...(asked.field !== undefined && { field: fieldAsked(asked.field, workflow, caller) }),
    ...given({ workflow, team, dueBefore, partOf, q, cursor }),
  };
}

/**
 * `KEY:VALUE` or `KEY:VALUE|VALUE` of a field that everybody who sees the workflow sees. To narrow by one that is kept from somebody would
 * tell them what it holds.
 */
function fieldAsked(
  asked: string,
  workflow: string | undefined,
  { reference }: Caller,
): { key: string; values: string[] } {
  const [key = '', ...rest] = asked.split(':');
  const definition = reference.definitions.findLast((each) => each.key === workflow);
  const field = definition && Object.hasOwn(definition.fields, key) ? definition.fields[key] : undefined;
  if (!field || field.visibleTo !== undefined) throw malformed(`There is no field “${key}” to narrow this list by.`);
  return { key, values: rest.join(':').split('|') };
}

/** Without the properties that were not given. */
function given<T extends Record<string, string | undefined>>(properties: T): { [K in keyof T]?: string } {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: string;
  };
}
