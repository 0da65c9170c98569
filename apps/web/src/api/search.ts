import type { SearchView } from '@kept/contracts';
import { get } from './http.js';
import type { Query } from './http.js';

/** Words over items, evidence and comments. */
export const search = {
  find: (query: Query) => get<SearchView>('/search', query),
};
