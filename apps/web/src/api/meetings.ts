import type {
  AddedMeetingsView,
  AgendaBody,
  AgendaView,
  AttendanceBody,
  AttendanceView,
  CreateMeetingsBody,
  MattersArisingView,
  MeetingListView,
  MeetingPageView,
  MembershipView,
  MovedMeetingView,
  OutcomeBody,
  OutcomesView,
  SeatBody,
} from '@kept/contracts';
import { get, send } from './http.js';
import type { Query, SendOptions } from './http.js';

const meeting = (id: string) => `/meetings/${encodeURIComponent(id)}`;
const body = (key: string) => `/bodies/${encodeURIComponent(key)}`;

/** Meetings and their papers. */
export const meetings = {
  list: (query: Query) => get<MeetingListView>('/meetings', query),
  add: (added: CreateMeetingsBody, options: SendOptions = {}) =>
    send<AddedMeetingsView>('POST', '/meetings/days', added, options),
  remove: (id: string, dryRun: boolean) =>
    send<MovedMeetingView>('DELETE', `${meeting(id)}${dryRun ? '?dryRun=true' : ''}`),
  move: (id: string, change: { date: string; dryRun: boolean }, options: SendOptions = {}) =>
    send<MovedMeetingView>('PATCH', meeting(id), change, options),
  read: (id: string) => get<MeetingPageView>(meeting(id)),
  agenda: (id: string, query: Query = {}) => get<AgendaView>(`${meeting(id)}/agenda`, query),
  saveAgenda: (id: string, agenda: AgendaBody, version: number) =>
    send<AgendaView>('PUT', `${meeting(id)}/agenda`, agenda, { version }),
  publishAgenda: (id: string, version: number) =>
    send<AgendaView>('POST', `${meeting(id)}/agenda/publications`, {}, { version }),
  attendance: (id: string) => get<AttendanceView>(`${meeting(id)}/attendance`),
  saveAttendance: (id: string, attendance: AttendanceBody, version: number) =>
    send<AttendanceView>('PUT', `${meeting(id)}/attendance`, attendance, { version }),
  outcomes: (id: string) => get<OutcomesView>(`${meeting(id)}/outcomes`),
  record: (id: string, outcome: OutcomeBody, options: SendOptions) =>
    send<OutcomesView>('POST', `${meeting(id)}/outcomes`, outcome, options),
  withdrawOutcome: (id: string, outcome: string, because: string) =>
    send<OutcomesView>('POST', `${meeting(id)}/outcomes/${encodeURIComponent(outcome)}/withdrawals`, { because }),
  mattersArising: (id: string) => get<MattersArisingView>(`${meeting(id)}/matters-arising`),
  members: (key: string, query: Query = {}) => get<MembershipView>(`${body(key)}/members`, query),
  addSeat: (key: string, seat: SeatBody) => send<MembershipView>('POST', `${body(key)}/members`, seat),
  endSeat: (key: string, id: string, to: string) =>
    send<MembershipView>('PATCH', `${body(key)}/members/${encodeURIComponent(id)}`, { to }),
  setQuorum: (key: string, quorum: number | null) => send<MembershipView>('PUT', `${body(key)}/quorum`, { quorum }),
};
