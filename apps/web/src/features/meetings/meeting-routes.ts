import type { RouteRecordRaw } from 'vue-router';

type Form = keyof typeof import('./views/meeting-pages.js');

const form = (path: string, name: string, view: Form): RouteRecordRaw => ({
  path,
  name,
  component: () => import('./views/meeting-pages.js').then((pages) => pages[view]),
  props: true,
});
const meeting = '/meetings/:id';

/** A meeting has a page, and each of its parts one of its own. */
export const meetingRoutes: RouteRecordRaw[] = [
  { path: '/meetings', name: 'meetings', component: () => import('./views/MeetingsView.vue') },
  { path: '/meetings/new', name: 'meeting-new', component: () => import('./views/MeetingNewView.vue') },
  { path: meeting, name: 'meeting', component: () => import('./views/MeetingView.vue'), props: true },
  {
    path: `${meeting}/move`,
    name: 'meeting-move',
    component: () => import('./views/MeetingMoveView.vue'),
    props: true,
  },
  form(`${meeting}/take-away`, 'meeting-take-away', 'MeetingRemoveView'),
  {
    path: `${meeting}/agenda`,
    name: 'meeting-agenda',
    component: () => import('./views/AgendaView.vue'),
    props: true,
  },
  form(`${meeting}/agenda/new`, 'agenda-item-new', 'AgendaItemView'),
  form(`${meeting}/agenda/publish`, 'agenda-publish', 'AgendaPublishView'),
  form(`${meeting}/agenda/:item/change`, 'agenda-item-change', 'AgendaItemView'),
  form(`${meeting}/agenda/:item/remove`, 'agenda-item-remove', 'AgendaItemRemoveView'),
  {
    path: `${meeting}/attendance`,
    name: 'meeting-attendance',
    component: () => import('./views/AttendanceView.vue'),
    props: true,
  },
  form(`${meeting}/attendance/members`, 'attendance-members', 'AttendanceMembersView'),
  form(`${meeting}/attendance/new`, 'attendance-new', 'AttendanceEntryView'),
  form(`${meeting}/attendance/:entry/times`, 'attendance-times', 'AttendanceTimesView'),
  form(`${meeting}/attendance/:entry/remove`, 'attendance-remove', 'AttendanceRemoveView'),
  {
    path: `${meeting}/outcomes`,
    name: 'meeting-outcomes',
    component: () => import('./views/OutcomesView.vue'),
    props: true,
  },
  form(`${meeting}/outcomes/new`, 'outcome-kind', 'OutcomeKindView'),
  form(`${meeting}/outcomes/new/:kind`, 'outcome-new', 'OutcomeNewView'),
  form(`${meeting}/outcomes/:outcome/withdraw`, 'outcome-withdraw', 'OutcomeWithdrawView'),
  {
    path: `${meeting}/matters-arising`,
    name: 'meeting-matters',
    component: () => import('./views/MattersArisingView.vue'),
    props: true,
  },
  {
    path: `${meeting}/reports`,
    name: 'meeting-reports',
    component: () => import('./views/MeetingReportsView.vue'),
    props: true,
  },
  { path: '/bodies/:body', name: 'body', component: () => import('./views/MembersView.vue'), props: true },
  form('/bodies/:body/seats/new', 'seat-new', 'SeatNewView'),
  form('/bodies/:body/seats/:seat/end', 'seat-end', 'SeatEndView'),
  form('/bodies/:body/quorum', 'body-quorum', 'QuorumView'),
];
