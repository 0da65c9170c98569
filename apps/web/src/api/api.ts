import type {
  CalendarChangeBody,
  CalendarChangeListView,
  CalendarChangeView,
  CalendarFeedView,
  CalendarListView,
  CalendarView,
  ChangedCalendarView,
  ChangedRulesView,
  CohortChildrenView,
  CohortImportsView,
  CohortImportView,
  CohortView,
  DashboardListView,
  DashboardView,
  FieldsBody,
  HistoryView,
  ItemPathView,
  LocalLimitListView,
  NewCalendarFeedView,
  NoticeCountView,
  NoticeListView,
  PlanCoverageView,
  PreferencesView,
  RuleChangeListView,
  RuleChangeView,
  RuleListView,
  RuleView,
  SessionView,
  SetAsideBody,
  SetAsideView,
  SetUpView,
  SignInOptionsView,
  UndoneCalendarView,
  UndoneRulesView,
  WorkCountsView,
  WorkflowVersionsView,
  WorkItemCountsView,
  WorkItemListView,
  WorkItemView,
  WorkProgrammeView,
  CommentBody,
  CommentListView,
  MentionListView,
} from '@kept/contracts';
import { get, getQuietly, send } from './http.js';
import type { Query, SendOptions } from './http.js';
import { bulkChanges } from './bulk-changes.js';
import { channels } from './channels.js';
import { follows } from './follows.js';
import { live } from './live.js';
import { meetings } from './meetings.js';
import { people, posts } from './people.js';
import { savedViews } from './views.js';
import { workflows } from './workflows.js';
import { publications } from './publications.js';
import { search } from './search.js';
import { raisingLinks } from './raising-links.js';
import { words } from './words.js';

const calendar = (key: string) => `/calendars/${encodeURIComponent(key)}`;
const item = (reference: string) => `/work-items/${encodeURIComponent(reference)}`;

/** What is asked of a rule, a limit or a workflow, without saying whether it is only looked at. */
export interface RuleRequest {
  path: string;
  body: object;
}
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
/** A month's extract with what was said beside it; `columns` names the headers that somebody chose, by field. */
export interface CohortExtract {
  file: File;
  asOn: string;
  whole: boolean;
  columns: Readonly<Record<string, string>>;
}
export interface NewEvidence {
  title: string;
  note?: string;
  link?: string;
  file?: File;
}

/** What is to be changed of a calendar; a file is read by the server. */
export type CalendarRequest = Omit<CalendarChangeBody, 'dryRun'> | { file: File; reason: string };

/** Every question that a page may put to the server, and the one seam that component tests replace. */
export const api = {
  search,
  session: {
    options: () => get<SignInOptionsView>('/session/options'),
    current: () => get<SessionView>('/session'),
    signIn: (persona: string) => send<SessionView>('POST', '/session', { persona }),
    signOut: () => send<void>('DELETE', '/session'),
  },
  workflows,
  workItems: {
    list: (query: Query) => get<WorkItemListView>('/work-items', query),
    counts: (query: Query) => get<WorkItemCountsView>('/work-items/counts', query),
    read: (reference: string) => get<WorkItemView>(item(reference)),
    history: (reference: string, cursor?: string) =>
      get<HistoryView>(`${item(reference)}/history`, { limit: '200', cursor }),
    path: (reference: string) => get<ItemPathView>(`${item(reference)}/path`),
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
    comments: (reference: string, cursor?: string) =>
      get<CommentListView>(`${item(reference)}/comments`, { limit: '20', cursor }),
    mentions: (reference: string) => get<MentionListView>(`${item(reference)}/mentions`),
    comment: (reference: string, body: CommentBody, options: SendOptions) =>
      send<WorkItemView>('POST', `${item(reference)}/comments`, body, options),
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
  meetings,
  workProgramme: {
    read: (query: Query) => get<WorkProgrammeView>('/work-programme', query),
  },
  planCoverage: {
    read: (query: Query) => get<PlanCoverageView>('/plan-coverage', query),
  },
  calendars: {
    list: () => get<CalendarListView>('/calendars'),
    read: (key: string) => get<CalendarView>(calendar(key)),
    /** `version` is the revision that the officer saw. */
    change: (key: string, request: CalendarRequest, dryRun: boolean, options: SendOptions) =>
      'file' in request
        ? send<ChangedCalendarView>('POST', `${calendar(key)}/imports`, importForm(request, dryRun), options)
        : send<ChangedCalendarView>('POST', `${calendar(key)}/changes`, { ...request, dryRun }, options),
    changes: (query: Query) => get<CalendarChangeListView>('/calendars/changes', query),
    readChange: (id: string) => get<CalendarChangeView>(`/calendars/changes/${encodeURIComponent(id)}`),
    undo: (id: string, dryRun: boolean) =>
      send<UndoneCalendarView>('POST', `/calendars/changes/${encodeURIComponent(id)}/undo`, { dryRun }),
  },
  rules: {
    list: () => get<RuleListView>('/rules'),
    read: (key: string) => get<RuleView>(`/rules/${encodeURIComponent(key)}`),
    limits: () => get<LocalLimitListView>('/local-limits'),
    versions: (workflow: string) => get<WorkflowVersionsView>(`/workflows/${encodeURIComponent(workflow)}/versions`),
    /** `path` is that of the rule, the limit or the workflow. */
    change: ({ path, body }: RuleRequest, dryRun: boolean) => send<ChangedRulesView>('POST', path, { ...body, dryRun }),
    changes: (query: Query) => get<RuleChangeListView>('/rule-changes', query),
    readChange: (id: string) => get<RuleChangeView>(`/rule-changes/${encodeURIComponent(id)}`),
    undo: (id: string, { dryRun, partly }: { dryRun: boolean; partly: boolean }) =>
      send<UndoneRulesView>('POST', `/rule-changes/${encodeURIComponent(id)}/undo`, { dryRun, partly }),
  },
  cohorts: {
    read: (cohort: string, query: Query) => get<CohortView>(`/cohorts/${encodeURIComponent(cohort)}`, query),
    children: (cohort: string, query: Query) =>
      get<CohortChildrenView>(`/cohorts/${encodeURIComponent(cohort)}/children`, query),
    imports: (cohort: string) => get<CohortImportsView>(`/cohorts/${encodeURIComponent(cohort)}/imports`),
    import: (cohort: string, extract: CohortExtract, { dryRun }: { dryRun: boolean }) =>
      send<CohortImportView>('POST', `/cohorts/${encodeURIComponent(cohort)}/imports`, extractForm(extract, dryRun)),
    undo: (cohort: string, id: string) =>
      send<CohortImportsView>('POST', `/cohorts/${encodeURIComponent(cohort)}/imports/${encodeURIComponent(id)}/undo`),
  },
  dashboards: {
    list: () => get<DashboardListView>('/dashboards'),
    read: (home: string) => get<DashboardView>(`/dashboards/${encodeURIComponent(home)}`),
    counts: () => get<WorkCountsView>('/work-counts'),
  },
  setUp: () => get<SetUpView>('/set-up'),
  bulkChanges,
  follows,
  live,
  people,
  posts,
  savedViews,
  channels,
  publications,
  words,
  raisingLinks,
  notices: {
    list: (query: Query) => get<NoticeListView>('/notices', query),
    count: () => getQuietly<NoticeCountView>('/notices/count'),
    read: (ids: readonly string[]) => send<void>('POST', '/notices/read', { ids }),
    setAside: () => get<SetAsideView>('/notices/set-aside'),
    decide: (id: string, decision: SetAsideBody['decision']) =>
      send<void>('POST', `/notices/set-aside/${encodeURIComponent(id)}`, { decision }),
  },
  telling: {
    preferences: () => get<PreferencesView>('/session/preferences'),
    change: (preferences: PreferencesView) => send<PreferencesView>('PATCH', '/session/preferences', preferences),
    feed: () => get<CalendarFeedView>('/session/calendar-feed'),
    makeFeed: () => send<NewCalendarFeedView>('POST', '/session/calendar-feed'),
    revokeFeed: () => send<void>('DELETE', '/session/calendar-feed'),
  },
};

function evidenceBody({ file, ...rest }: NewEvidence): object {
  if (!file) return rest;
  const form = new FormData();
  for (const [key, value] of Object.entries(rest)) form.set(key, value);
  form.set('file', file);
  return form;
}

/** The fields come before the file, so that they are read before it. */
function importForm({ file, reason }: { file: File; reason: string }, dryRun: boolean): FormData {
  const form = new FormData();
  form.set('reason', reason);
  form.set('dryRun', String(dryRun));
  form.set('file', file);
  return form;
}

function extractForm({ file, asOn, whole, columns }: CohortExtract, dryRun: boolean): FormData {
  const form = new FormData();
  form.set('asOn', asOn);
  form.set('dryRun', String(dryRun));
  form.set('whole', String(whole));
  if (Object.keys(columns).length > 0) form.set('columns', JSON.stringify(columns));
  form.set('file', file);
  return form;
}
