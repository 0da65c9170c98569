import type {
  HandOverView,
  LeavingResultView,
  OrphansView,
  PeopleView,
  PersonBody,
  PersonChangeBody,
  PersonView,
  PostBody,
  PostChangeBody,
  PostListView,
  PostPageView,
  PostView,
  TeamsView,
  UnownedView,
} from '@kept/contracts';
import { get, send } from './http.js';
import type { Query, SendOptions } from './http.js';

const person = (id: string) => `/people/${encodeURIComponent(id)}`;
const post = (key: string) => `/posts/${encodeURIComponent(key)}`;

export interface LeavingRequest {
  lastDay: string;
  reason?: string;
}
export interface HandOverRequest {
  to: string;
  reason: string;
  items?: string[];
}

/** People and posts: who holds what, who is away, who goes, and what waits in whose post. */
export const people = {
  list: () => get<PeopleView>('/people'),
  read: (id: string) => get<PersonView>(person(id)),
  add: (body: PersonBody) => send<PersonView>('POST', '/people', body),
  change: (id: string, body: PersonChangeBody) => send<PersonView>('PATCH', person(id), body),
  leave: (id: string, body: LeavingRequest, dryRun: boolean) =>
    send<LeavingResultView>('POST', `${person(id)}/leaving`, { ...body, dryRun }),
  undoLeaving: (id: string) => send<PersonView>('POST', `${person(id)}/leaving/undo`),
  comeBack: (id: string) => send<PersonView>('POST', `${person(id)}/return`),
  absent: (id: string, body: { from: string; to: string }) => send<PersonView>('POST', `${person(id)}/absences`, body),
  endAbsence: (id: string, from: string) => send<PersonView>('DELETE', `${person(id)}/absences/${from}`),
  orphans: () => get<OrphansView>('/people/orphans'),
  unowned: (query: { from: string; to: string }) => get<UnownedView>('/people/unowned', query),
};

export const posts = {
  list: (query: Query = {}) => get<PostListView>('/posts', query),
  read: (key: string) => get<PostPageView>(post(key)),
  make: (body: PostBody) => send<PostView>('POST', '/posts', body),
  change: (key: string, body: PostChangeBody) => send<PostView>('PATCH', post(key), body),
  hold: (key: string, body: { person: string; from: string; to?: string }) =>
    send<PostView>('POST', `${post(key)}/holders`, body),
  endHolder: (key: string, from: string, to: string | null) =>
    send<PostView>('PATCH', `${post(key)}/holders/${from}`, { to }),
  cover: (key: string, body: { person: string; from: string; to: string }) =>
    send<PostView>('POST', `${post(key)}/cover`, body),
  endCover: (key: string, from: string) => send<PostView>('DELETE', `${post(key)}/cover/${from}`),
  handOver: (key: string, body: HandOverRequest, dryRun: boolean, options: SendOptions = {}) =>
    send<HandOverView>('POST', `${post(key)}/hand-over`, { ...body, dryRun }, options),
  teams: () => get<TeamsView>('/teams'),
};
