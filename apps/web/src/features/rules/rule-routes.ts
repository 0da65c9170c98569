import type { RouteRecordRaw } from 'vue-router';

const rulePages = () => import('./views/rule-pages.js');

/** Pages of rules, of the council's own limits, and of the versions of workflows. */
export const ruleRoutes: RouteRecordRaw[] = [
  { path: '/rules', name: 'rules', component: () => import('./views/RulesView.vue') },
  { path: '/rules/changes', name: 'rule-changes', component: () => rulePages().then((m) => m.ChangesView) },
  {
    path: '/rules/changes/:id',
    name: 'rule-change',
    component: () => rulePages().then((m) => m.ChangeView),
    props: true,
  },
  {
    path: '/rules/changes/:id/undo',
    name: 'rule-undo',
    component: () => rulePages().then((m) => m.UndoView),
    props: true,
  },
  {
    path: '/rules/limits/:workflow/:limit',
    name: 'local-limit',
    component: () => rulePages().then((m) => m.LimitView),
    props: true,
  },
  {
    path: '/rules/versions/:workflow',
    name: 'workflow-versions',
    component: () => import('./views/VersionsView.vue'),
    props: true,
  },
  {
    path: '/rules/versions/:workflow/move',
    name: 'workflow-migrate',
    component: () => rulePages().then((m) => m.MigrateView),
    props: true,
  },
  {
    path: '/rules/library/:rule',
    name: 'rule',
    component: () => import('./views/RuleView.vue'),
    props: true,
  },
  {
    path: '/rules/library/:rule/apply',
    name: 'rule-apply',
    component: () => rulePages().then((m) => m.ApplyView),
    props: true,
  },
];
