import { createRouter, createWebHistory } from 'vue-router';
import type { RouteRecordRaw, RouterHistory } from 'vue-router';
import { bulkChangeRoutes } from './features/bulk-changes/bulk-change-routes.js';
import { meetingRoutes } from './features/meetings/meeting-routes.js';
import { ruleRoutes } from './features/rules/rule-routes.js';
import { noticeRoutes } from './features/notices/notice-routes.js';
import { peopleRoutes } from './features/people/people-routes.js';
import { savedViewRoutes } from './features/saved-views/saved-view-routes.js';
import { publicationRoutes } from './features/publications/publication-routes.js';
import { workflowRoutes } from './features/workflows/workflow-routes.js';
import { raisingLinkRoutes } from './features/raising-links/raising-link-routes.js';
import { wordRoutes } from './features/words/word-routes.js';
import { useSession } from './session/session.js';
import { usePage } from './ui/page.js';

const item = '/work-items/:workflow/:reference';
const calendarPages = () => import('./features/calendars/views/calendar-pages.js');
const itemPages = () => import('./features/work-items/views/item-pages.js');

/** Each page is fetched when it is first opened. */
const routes: RouteRecordRaw[] = [
  { path: '/', name: 'start', component: () => import('./features/dashboards/views/HomeFinder.vue') },
  {
    path: '/home/:home',
    name: 'home',
    component: () => import('./features/dashboards/views/HomeView.vue'),
    props: true,
  },
  { path: '/my-work', name: 'my-work', component: () => import('./features/work-items/views/MyWorkView.vue') },
  { path: '/following', name: 'following', component: () => import('./features/work-items/views/FollowingView.vue') },
  { path: '/work', name: 'work', component: () => import('./features/dashboards/views/WorkView.vue') },
  {
    path: '/work-items/new',
    name: 'work-start',
    component: () => import('./features/work-items/views/WorkStartView.vue'),
  },
  {
    path: '/work-items/:workflow',
    name: 'work-list',
    component: () => import('./features/work-items/views/WorkListView.vue'),
    props: true,
  },
  {
    path: '/work-items/:workflow/new',
    name: 'work-new',
    component: () => import('./features/work-items/views/WorkNewView.vue'),
    props: true,
  },
  {
    path: '/work-items/:workflow/about',
    redirect: ({ params: { workflow } }) => ({ name: 'workflow', params: { workflow } }),
  },
  {
    path: '/items/:reference',
    name: 'item-by-reference',
    component: () => import('./features/work-items/views/ItemFinder.vue'),
    props: true,
  },
  { path: item, name: 'item', component: () => import('./features/work-items/views/ItemView.vue'), props: true },
  {
    path: `${item}/do/:transition`,
    name: 'item-do',
    component: () => itemPages().then((m) => m.TransitionView),
    props: true,
  },
  { path: `${item}/move`, name: 'item-move', component: () => itemPages().then((m) => m.MoveView), props: true },
  { path: `${item}/owner`, name: 'item-owner', component: () => itemPages().then((m) => m.OwnerView), props: true },
  {
    path: `${item}/evidence`,
    name: 'item-evidence',
    component: () => itemPages().then((m) => m.EvidenceView),
    props: true,
  },
  { path: `${item}/link`, name: 'item-link', component: () => itemPages().then((m) => m.LinkView), props: true },
  {
    path: `${item}/suspend`,
    name: 'item-suspend',
    component: () => itemPages().then((m) => m.SuspendView),
    props: true,
  },
  {
    path: `${item}/deadlines/:deadline/extend`,
    name: 'item-extend',
    component: () => itemPages().then((m) => m.ExtendView),
    props: true,
  },
  {
    path: `${item}/deadlines/:deadline/schedule`,
    name: 'item-schedule',
    component: () => itemPages().then((m) => m.ScheduleView),
    props: true,
  },
  {
    path: `${item}/records/:kind`,
    name: 'item-record',
    component: () => itemPages().then((m) => m.RecordView),
    props: true,
  },
  {
    path: `${item}/records/:kind/:no(\\d+)`,
    name: 'item-record-complete',
    component: () => itemPages().then((m) => m.RecordCompleteView),
    props: true,
  },
  {
    path: `${item}/levels/:level(\\d)/raise`,
    name: 'item-level-raise',
    component: () => itemPages().then((m) => m.LevelRaiseView),
    props: true,
  },
  {
    path: `${item}/levels/:level(\\d)/acknowledge`,
    name: 'item-level-acknowledge',
    component: () => itemPages().then((m) => m.LevelAcknowledgeView),
    props: true,
  },
  {
    path: `${item}/levels/:level(\\d)/answer`,
    name: 'item-level-answer',
    component: () => itemPages().then((m) => m.LevelAnswerView),
    props: true,
  },
  {
    path: `${item}/fields/:field`,
    name: 'item-field',
    component: () => itemPages().then((m) => m.FieldView),
    props: true,
  },
  {
    path: '/work-programme',
    name: 'work-programme',
    component: () => import('./features/work-programme/views/WorkProgrammeView.vue'),
  },
  {
    path: '/plan-coverage',
    name: 'plan-coverage',
    component: () => import('./features/plan-coverage/views/PlanCoverageView.vue'),
  },
  ...meetingRoutes,
  { path: '/set-up', name: 'set-up', component: () => import('./features/set-up/views/SetUpView.vue') },
  ...bulkChangeRoutes,
  ...savedViewRoutes,
  ...noticeRoutes,
  { path: '/calendars', name: 'calendars', component: () => import('./features/calendars/views/CalendarsView.vue') },
  {
    path: '/calendars/changes',
    name: 'calendar-changes',
    component: () => import('./features/calendars/views/ChangesView.vue'),
  },
  {
    path: '/calendars/changes/:id',
    name: 'calendar-change',
    component: () => import('./features/calendars/views/ChangeView.vue'),
    props: true,
  },
  {
    path: '/calendars/changes/:id/undo',
    name: 'calendar-undo',
    component: () => calendarPages().then((m) => m.UndoView),
    props: true,
  },
  {
    path: '/calendars/:calendar',
    name: 'calendar',
    component: () => import('./features/calendars/views/CalendarView.vue'),
    props: true,
  },
  {
    path: '/calendars/:calendar/add',
    name: 'calendar-add',
    component: () => calendarPages().then((m) => m.DayAddView),
    props: true,
  },
  {
    path: '/calendars/:calendar/days/:date',
    name: 'calendar-day',
    component: () => calendarPages().then((m) => m.DayChangeView),
    props: true,
  },
  {
    path: '/calendars/:calendar/days/:date/remove',
    name: 'calendar-day-remove',
    component: () => calendarPages().then((m) => m.DayRemoveView),
    props: true,
  },
  {
    path: '/calendars/:calendar/terms/:starts',
    name: 'calendar-term',
    component: () => calendarPages().then((m) => m.TermView),
    props: true,
  },
  {
    path: '/calendars/:calendar/terms/:starts/remove',
    name: 'calendar-term-remove',
    component: () => calendarPages().then((m) => m.TermRemoveView),
    props: true,
  },
  {
    path: '/calendars/:calendar/import',
    name: 'calendar-import',
    component: () => calendarPages().then((m) => m.ImportView),
    props: true,
  },
  {
    path: '/calendars/:calendar/extend',
    name: 'calendar-extend',
    component: () => calendarPages().then((m) => m.ExtendView),
    props: true,
  },
  ...ruleRoutes,
  ...workflowRoutes,
  {
    path: '/cohorts/:cohort',
    name: 'cohort',
    component: () => import('./features/cohorts/views/CohortView.vue'),
    props: true,
  },
  {
    path: '/cohorts/:cohort/children',
    name: 'cohort-children',
    component: () => import('./features/cohorts/views/CohortChildrenView.vue'),
    props: true,
  },
  {
    path: '/cohorts/:cohort/import',
    name: 'cohort-import',
    component: () => import('./features/cohorts/views/CohortImportView.vue'),
    props: true,
  },
  {
    path: '/cohorts/:cohort/imports',
    name: 'cohort-imports',
    component: () => import('./features/cohorts/views/CohortImportsView.vue'),
    props: true,
  },
  {
    path: '/cohorts/:cohort/imports/:id/undo',
    name: 'cohort-undo',
    component: () => import('./features/cohorts/views/CohortUndoView.vue'),
    props: true,
  },
  ...peopleRoutes,
  ...publicationRoutes,
  ...wordRoutes,
  ...raisingLinkRoutes,
  { path: '/sign-in', name: 'sign-in', component: () => import('./session/SignInView.vue'), meta: { open: true } },
  {
    path: '/accessibility',
    name: 'accessibility',
    component: () => import('./features/about/views/AccessibilityView.vue'),
    meta: { open: true },
  },
  {
    path: '/keyboard',
    name: 'keyboard',
    component: () => import('./features/about/views/KeyboardView.vue'),
    meta: { open: true },
  },
  { path: '/search', name: 'search', component: () => import('./features/search/views/SearchView.vue') },
  { path: '/ui', name: 'parts', component: () => import('./features/parts/views/PartsView.vue') },
  {
    path: '/:path(.*)*',
    name: 'not-found',
    component: () => import('./states/NotFoundPage.vue'),
    meta: { open: true },
  },
];

export function createPages(history: RouterHistory = createWebHistory()) {
  const router = createRouter({
    history,
    routes,
    scrollBehavior: (to, _from, saved) => saved ?? (to.hash ? { el: to.hash } : { top: 0 }),
  });

  router.beforeEach(async (to) => {
    const session = useSession();
    const signedIn = await session.establish();
    if (to.meta['open']) session.unreachable = false;
    if (signedIn || session.unreachable || to.meta['open']) return true;
    return { name: 'sign-in', query: to.path === '/' ? {} : { next: to.fullPath } };
  });

  router.afterEach((to, from) => {
    const opened = from.matched.length > 0 && to.path !== from.path;
    if (opened) usePage().wishFocus();
  });

  return router;
}
