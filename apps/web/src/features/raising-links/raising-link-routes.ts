import type { RouteRecordRaw } from 'vue-router';

/** Links that a participation worker gives to young people. */
export const raisingLinkRoutes: RouteRecordRaw[] = [
  { path: '/raising-links', name: 'raising-links', component: () => import('./views/RaisingLinksView.vue') },
  {
    path: '/raising-links/:id/revoke',
    name: 'raising-link-revoke',
    component: () => import('./views/RevokeView.vue'),
    props: true,
  },
];
