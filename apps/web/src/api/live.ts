import type { EditingView, LiveEventView, LiveNewsView } from '@kept/contracts';
import { getQuietly, send } from './http.js';

/** What a stream says, in the order in which it says it. */
export interface StreamEars {
  /** Where the stream is; a later one can go on from it. */
  place: (id: string) => void;
  event: (event: LiveEventView) => void;
  /** More happened than is told one by one. */
  more: () => void;
  /** It was refused and comes back by itself no more. */
  refused: () => void;
}

const editing = (reference: string) => `/work-items/${encodeURIComponent(reference)}/editing`;

/** What a page asks of itself, not for its reader: none of it keeps a session that nobody uses. */
export const live = {
  /** Opens the stream of what happens; gives the way to close it. A connection that breaks is made again by the browser. */
  open(after: string | undefined, ears: StreamEars): () => void {
    const source = new EventSource(`/api/events${after === undefined ? '' : `?after=${after}`}`);
    const placed = (message: MessageEvent<string>) => message.lastEventId && ears.place(message.lastEventId);
    source.addEventListener('ready', placed);
    // Nothing to tell, from where it is now.
    source.addEventListener('here', placed);
    source.addEventListener('more', (message) => {
      ears.more();
      placed(message);
    });
    source.addEventListener('message', (message: MessageEvent<string>) => {
      ears.event(JSON.parse(message.data) as LiveEventView);
      placed(message);
    });
    source.addEventListener('error', () => source.readyState === EventSource.CLOSED && ears.refused());
    return () => source.close();
  },
  news: (after: string | undefined) => getQuietly<LiveNewsView>('/events/news', { after }),
  editing: (reference: string) => getQuietly<EditingView>(editing(reference)),
  beginEditing: (reference: string) => send<EditingView>('PUT', editing(reference)),
  endEditing: (reference: string) => send<void>('DELETE', editing(reference), undefined, { outlivesPage: true }),
};
