import type {
  WordBody,
  WordChangeBody,
  WordChangeListView,
  WordChangeView,
  WordCountView,
  WordListView,
} from '@kept/contracts';
import { get, send } from './http.js';
import type { Query } from './http.js';

const word = (key: string) => `/words/${encodeURIComponent(key)}`;

/** The words that young people ask not to read. */
export const words = {
  list: () => get<WordListView>('/words'),
  add: (body: WordBody) => send<WordChangeView>('POST', '/words', body),
  change: (key: string, body: WordChangeBody) => send<WordChangeView>('PATCH', word(key), body),
  remove: (key: string) => send<WordChangeView>('DELETE', word(key)),
  changes: (query: Query) => get<WordChangeListView>('/words/changes', query),
  undo: (id: string) => send<WordChangeView>('POST', `/words/changes/${encodeURIComponent(id)}/undo`),
  count: (query: Query) => get<WordCountView>('/words/count', query),
};
