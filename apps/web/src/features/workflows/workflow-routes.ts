import type { RouteRecordRaw } from 'vue-router';

/** How a workflow goes, what changed between two versions of it, and its test bench. */
export const workflowRoutes: RouteRecordRaw[] = [
  {
    path: '/workflows/:workflow',
    name: 'workflow',
    component: () => import('./views/WorkflowView.vue'),
    props: true,
  },
  {
    path: '/workflows/:workflow/versions/:from(\\d+)/:to(\\d+)',
    name: 'workflow-difference',
    component: () => import('./views/DifferenceView.vue'),
    props: true,
  },
  {
    path: '/workflows/:workflow/test-bench',
    name: 'test-bench',
    component: () => import('./views/TestBenchView.vue'),
    props: true,
  },
];
