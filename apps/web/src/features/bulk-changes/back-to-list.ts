import type { LocationQuery, RouteLocationRaw } from 'vue-router';

/** The list from which the items were chosen. */
export function backToList(query: LocationQuery): RouteLocationRaw {
  const { workflow } = query;
  return typeof workflow === 'string' ? { name: 'work-list', params: { workflow } } : { name: 'my-work' };
}
