import type {
  FieldsBody,
  HistoryView,
  MeetingListView,
  MovedMeetingView,
  PostView,
  SessionView,
  SignInOptionsView,
  WorkflowSummaryView,
  WorkflowView,
  WorkItemListView,
  WorkItemView,
  WorkProgrammeView,
} from '@kept/contracts';
import { get, send } from './http.js';
import type { Query, SendOptions } from './http.js';

const item = (reference: string) => `/work-items/${encodeURIComponent(reference)}`;

export interface NewWorkItem {
  workflow: string;
  title: string;
  fields: FieldsBody;
  ownerPost?: string;
}
export interface TransitionRequest {
  transition: string;
  fields: FieldsBody;
  reason?: string;
}
export interface SuspensionRequest {
  deadline?: string;
  ground: string;
  from: string;
  resumes?: string;
}
export interface NewEvidence {
  title: string;
  note?: string;
  link?: string;
  file?: File;
}

/** Every question that a page may put to the server, and the one seam that component tests replace. */
export const api = {
  session: {
    options: () => get<SignInOptionsView>('/session/options'),
    current: () => get<SessionView>('/session'),
    signIn: (persona: string) => send<SessionView>('POST', '/session', { persona }),
    signOut: () => send<void>('DELETE', '/session'),
  },
  workflows: {
    list: () => get<{ workflows: WorkflowSummaryView[] }>('/workflows'),
    read: (key: string) => get<WorkflowView>(`/workflows/${encodeURIComponent(key)}`),
  },
  workItems: {
    list: (query: Query) => get<WorkItemListView>('/work-items', query),
    read: (reference: string) => get<WorkItemView>(item(reference)),
    history: (reference: string, cursor?: string) =>
      get<HistoryView>(`${item(reference)}/history`, { limit: '50', cursor }),
    create: (body: NewWorkItem, options: SendOptions) => send<WorkItemView>('POST', '/work-items', body, options),
    transition: (reference: string, body: TransitionRequest, options: SendOptions) =>
      send<WorkItemView>('POST', `${item(reference)}/transitions`, body, options),
    edit: (reference: string, body: object, options: SendOptions) =>
      send<WorkItemView>('PATCH', item(reference), body, options),
    changeOwner: (reference: string, body: { ownerPost: string; reason: string }, options: SendOptions) =>
      send<WorkItemView>('POST', `${item(reference)}/owner`, body, options),
    extend: (reference: string, deadline: string, body: { to: string; reason: string }, options: SendOptions) =>
      send<WorkItemView>(
        'POST',
        `${item(reference)}/deadlines/${encodeURIComponent(deadline)}/extensions`,
        body,
        options,
      ),
    suspend: (reference: string, body: SuspensionRequest, options: SendOptions) =>
      send<WorkItemView>('POST', `${item(reference)}/suspensions`, body, options),
    escalate: (reference: string, body: { level: number; reason?: string }, options: SendOptions) =>
      send<WorkItemView>('POST', `${item(reference)}/escalations`, body, options),
    acknowledge: (reference: string, body: { level: number; answerBy: string }, options: SendOptions) =>
      send<WorkItemView>('POST', `${item(reference)}/acknowledgements`, body, options),
    addEvidence: (reference: string, body: NewEvidence, options: SendOptions) =>
      send<WorkItemView>('POST', `${item(reference)}/evidence`, evidenceBody(body), options),
    addLink: (reference: string, body: { to: string; kind: string }, options: SendOptions) =>
      send<WorkItemView>('POST', `${item(reference)}/links`, body, options),
    addRecord: (reference: string, kind: string, fields: FieldsBody, options: SendOptions) =>
      send<WorkItemView>('POST', `${item(reference)}/${encodeURIComponent(kind)}`, fields, options),
    completeRecord: (
      reference: string,
      { kind, no }: { kind: string; no: number },
      fields: FieldsBody,
      options: SendOptions,
    ) => send<WorkItemView>('PATCH', `${item(reference)}/${encodeURIComponent(kind)}/${no}`, fields, options),
  },
  meetings: {
    list: (query: Query) => get<MeetingListView>('/meetings', query),
    move: (id: string, body: { date: string; dryRun: boolean }, options: SendOptions = {}) =>
      send<MovedMeetingView>('PATCH', `/meetings/${encodeURIComponent(id)}`, body, options),
  },
  workProgramme: {
    read: (query: Query) => get<WorkProgrammeView>('/work-programme', query),
  },
  posts: {
    list: () => get<{ posts: PostView[] }>('/posts'),
  },
};

function evidenceBody({ file, ...rest }: NewEvidence): object {
  if (!file) return rest;
  const form = new FormData();
  for (const [key, value] of Object.entries(rest)) form.set(key, value);
  form.set('file', file);
  return form;
}
