import type { RouteRecordRaw } from 'vue-router';

const pages = () => import('./views/saved-view-pages.js');

/** Lists that are kept under a name; each has an address of its own. */
export const savedViewRoutes: RouteRecordRaw[] = [
  {
    path: '/work-items/:workflow/save-view',
    name: 'view-save',
    component: () => pages().then((m) => m.ViewSaveView),
    props: true,
  },
  { path: '/views', name: 'views', component: () => import('./views/ViewsView.vue') },
  { path: '/views/:id', name: 'view', component: () => import('./views/ViewFinder.vue'), props: true },
  {
    path: '/views/:id/calendar',
    name: 'view-calendar',
    component: () => pages().then((m) => m.ViewCalendarView),
    props: true,
  },
  {
    path: '/views/:id/change',
    name: 'view-change',
    component: () => pages().then((m) => m.ViewChangeView),
    props: true,
  },
  { path: '/views/:id/e-mail', name: 'view-mail', component: () => pages().then((m) => m.ViewMailView), props: true },
  {
    path: '/views/:id/remove',
    name: 'view-remove',
    component: () => pages().then((m) => m.ViewRemoveView),
    props: true,
  },
];
