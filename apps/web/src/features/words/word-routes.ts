import type { RouteRecordRaw } from 'vue-router';

const wordPages = () => import('./views/word-pages.js');

/** The words that young people ask not to read, and how often they are written. */
export const wordRoutes: RouteRecordRaw[] = [
  { path: '/words', name: 'words', component: () => import('./views/WordsView.vue') },
  { path: '/words/new', name: 'word-new', component: () => wordPages().then((m) => m.WordNewView) },
  { path: '/words/count', name: 'word-count', component: () => import('./views/WordCountView.vue') },
  { path: '/words/changes', name: 'word-changes', component: () => wordPages().then((m) => m.WordChangesView) },
  {
    path: '/words/changes/:id/undo',
    name: 'word-undo',
    component: () => wordPages().then((m) => m.WordUndoView),
    props: true,
  },
  {
    path: '/words/:word/change',
    name: 'word-change',
    component: () => wordPages().then((m) => m.WordChangeView),
    props: true,
  },
  {
    path: '/words/:word/switch',
    name: 'word-switch',
    component: () => wordPages().then((m) => m.WordSwitchView),
    props: true,
  },
];
