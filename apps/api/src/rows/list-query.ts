import type { WorkflowDefinition } from '@kept/domain';
import type { WorkItemListQuery } from '@kept/contracts';
import type { ListFilters } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { malformed } from '../http/problem.js';

/** Whoever asks, as far as a list goes: a calendar program asks for somebody who is not signed in. */
export type Asking = Pick<Caller, 'actor' | 'reference'>;

/** What a list, its counts and its file are narrowed by alike. */
export type FiltersAsked = Omit<WorkItemListQuery, 'sort' | 'cursor' | 'limit' | 'stalled'>;

/** The filters as the store takes them. @throws Refused 400 for a field that nobody may narrow by */
export function filtersOf(asked: FiltersAsked, caller: Asking): ListFilters {
  const { actor } = caller;
  const { owner, overdue, closed, workflow, state, team, dueBefore, dueFrom, partOf, q } = asked;
  return {
    ...(owner !== undefined && { ownerPosts: owner === 'me' ? actor.posts : [owner] }),
    ...(overdue !== undefined && { overdue: overdue === 'true' }),
    ...(closed !== undefined && { closed: closed === 'true' }),
    ...(asked.followed !== undefined && { followedBy: actor.personId }),
    ...(asked.level !== undefined && { level: asked.level }),
    ...(state !== undefined && { states: state.split(',') }),
    ...(asked.field !== undefined && { field: fieldAsked(asked.field, workflow, caller) }),
    ...given({ workflow, team, dueBefore, dueFrom, partOf, q }),
  };
}

/**
 * `KEY:VALUE` or `KEY:VALUE|VALUE` of a field that everybody who sees the workflow sees. To narrow by one that is kept from
 * somebody would tell them what it holds; an item of an earlier version, which keeps it, is not found by it.
 */
function fieldAsked(asked: string, workflow: string | undefined, caller: Asking): NonNullable<ListFilters['field']> {
  const [key = '', ...rest] = asked.split(':');
  const definition = newestOf(workflow, caller);
  const field = definition && Object.hasOwn(definition.fields, key) ? definition.fields[key] : undefined;
  if (!field || field.visibleTo !== undefined) throw malformed(`There is no field “${key}” to narrow this list by.`);
  const versions = caller.reference.definitions.filter((each) => each.key === workflow);
  const open = versions.filter(({ fields }) => Object.hasOwn(fields, key) && fields[key]?.visibleTo === undefined);
  const values = rest.join(':').split('|');
  return open.length === versions.length
    ? { key, values }
    : { key, values, versions: open.map((each) => each.version) };
}

/** The newest version that is published here. */
export function newestOf(workflow: string | undefined, { reference }: Asking): WorkflowDefinition | undefined {
  return reference.definitions.findLast(({ key }) => key === workflow);
}

/** Without the properties that were not given. */
function given<T extends Record<string, string | undefined>>(properties: T): { [K in keyof T]?: string } {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: string;
  };
}
