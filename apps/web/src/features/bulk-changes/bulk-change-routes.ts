import type { RouteRecordRaw } from 'vue-router';

/** One change of many items: each page is fetched when it is first opened. */
export const bulkChangeRoutes: RouteRecordRaw[] = [
  { path: '/bulk-changes/owner', name: 'bulk-owner', component: () => import('./views/BulkOwnerView.vue') },
  { path: '/bulk-changes/step', name: 'bulk-step', component: () => import('./views/BulkStepView.vue') },
  {
    path: '/bulk-changes/:id',
    name: 'bulk-change',
    component: () => import('./views/BulkChangeView.vue'),
    props: true,
  },
];
