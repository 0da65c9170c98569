import type {
  NewCalendarFeedView,
  SavedViewBody,
  SavedViewChangeBody,
  SavedViewListView,
  SavedViewView,
  ViewDigestBody,
  ViewDigestView,
} from '@kept/contracts';
import { get, send } from './http.js';
import type { Query, SendOptions } from './http.js';

const view = (id: string) => `/saved-views/${encodeURIComponent(id)}`;

/** Lists that are kept under a name. */
export const savedViews = {
  list: (query: Query = {}) => get<SavedViewListView>('/saved-views', query),
  read: (id: string) => get<SavedViewView>(view(id)),
  save: (body: SavedViewBody, options: SendOptions = {}) => send<SavedViewView>('POST', '/saved-views', body, options),
  change: (id: string, body: SavedViewChangeBody) => send<SavedViewView>('PATCH', view(id), body),
  remove: (id: string) => send<void>('DELETE', view(id)),
  makeFeed: (id: string) => send<NewCalendarFeedView>('POST', `${view(id)}/calendar-feed`),
  endFeed: (id: string) => send<void>('DELETE', `${view(id)}/calendar-feed`),
  /** By e-mail to oneself. */
  beginDigest: (id: string, body: ViewDigestBody) => send<ViewDigestView>('PUT', `${view(id)}/digest`, body),
  endDigest: (id: string) => send<void>('DELETE', `${view(id)}/digest`),
};
