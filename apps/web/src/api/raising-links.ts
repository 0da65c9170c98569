import type { NewRaisingLinkView, RaisingLinkBody, RaisingLinkListView, RaisingLinkView } from '@kept/contracts';
import { get, send } from './http.js';
import type { Query } from './http.js';

/** Links by which young people raise a card without an account. */
export const raisingLinks = {
  list: (query: Query) => get<RaisingLinkListView>('/raising-links', query),
  make: (body: RaisingLinkBody) => send<NewRaisingLinkView>('POST', '/raising-links', body),
  revoke: (id: string) => send<RaisingLinkView>('DELETE', `/raising-links/${encodeURIComponent(id)}`),
};
