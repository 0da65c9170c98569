import type { WorkflowDefinition } from '@kept/domain';
import type { WorkItemListQuery } from '@kept/contracts';
import { listFiltersOf, type ListFilters } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { malformed } from '../http/problem.js';

/** Whoever asks, as far as a list goes: a calendar program asks for somebody who is not signed in. */
export type Asking = Pick<Caller, 'actor' | 'reference'>;

/** What a list, its counts and its file are narrowed by alike. */
export type FiltersAsked = Omit<WorkItemListQuery, 'sort' | 'cursor' | 'limit' | 'stalled'>;

/** The filters as the store takes them. @throws Refused 400 for a field that nobody may narrow by */
export function filtersOf(asked: FiltersAsked, { actor, reference }: Asking): ListFilters {
  const filters = listFiltersOf(asked, { actor, reference });
  if (filters !== null) return filters;
  throw malformed(`There is no field “${asked.field?.split(':')[0]}” to narrow this list by.`);
}

/** The newest version that is published here. */
export function newestOf(workflow: string | undefined, { reference }: Asking): WorkflowDefinition | undefined {
  return reference.definitions.findLast(({ key }) => key === workflow);
}
