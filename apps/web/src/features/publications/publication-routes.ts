import type { RouteRecordRaw } from 'vue-router';

/** What young people read: proposed, approved and taken off. Each page is fetched when it is first opened. */
export const publicationRoutes: RouteRecordRaw[] = [
  { path: '/publications', name: 'publications', component: () => import('./views/PublicationsView.vue') },
  {
    path: '/publications/:id',
    name: 'publication',
    component: () => import('./views/PublicationView.vue'),
    props: true,
  },
  {
    path: '/publications/:id/approve',
    name: 'publication-approve',
    component: () => import('./views/ApproveView.vue'),
    props: true,
  },
  {
    path: '/publications/:id/refuse',
    name: 'publication-refuse',
    component: () => import('./views/EndView.vue'),
    props: (route) => ({ id: route.params['id'], end: 'refuse' }),
  },
  {
    path: '/publications/:id/take-off',
    name: 'publication-take-off',
    component: () => import('./views/EndView.vue'),
    props: (route) => ({ id: route.params['id'], end: 'withdraw' }),
  },
  {
    path: '/work-items/:workflow/:reference/publish',
    name: 'publication-propose',
    component: () => import('./views/ProposeView.vue'),
    props: true,
  },
];
