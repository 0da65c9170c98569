import type { CardPublicationsView, PublicationBody, PublicationListView, PublicationView } from '@kept/contracts';
import { get, send } from './http.js';
import type { Query } from './http.js';

const publication = (id: string) => `/publications/${encodeURIComponent(id)}`;
const ofCard = (reference: string) => `/work-items/${encodeURIComponent(reference)}/publications`;

/** Plain words on their way to the page that young people read. */
export const publications = {
  list: (query: Query) => get<PublicationListView>('/publications', query),
  read: (id: string) => get<PublicationView>(publication(id)),
  ofCard: (reference: string) => get<CardPublicationsView>(ofCard(reference)),
  propose: (reference: string, body: PublicationBody) => send<PublicationView>('POST', ofCard(reference), body),
  approve: (id: string) => send<PublicationView>('POST', `${publication(id)}/approval`),
  refuse: (id: string, reason: string) => send<PublicationView>('POST', `${publication(id)}/refusal`, { reason }),
  withdraw: (id: string, reason: string) => send<PublicationView>('POST', `${publication(id)}/withdrawal`, { reason }),
};
