import type { RouteRecordRaw } from 'vue-router';

type Form = keyof typeof import('./views/people-pages.js');

const form = (path: string, name: string, view: Form): RouteRecordRaw => ({
  path,
  name,
  component: () => import('./views/people-pages.js').then((pages) => pages[view]),
  props: true,
});

/** People and posts: each page is fetched when it is first opened. */
export const peopleRoutes: RouteRecordRaw[] = [
  { path: '/people', name: 'people', component: () => import('./views/PeopleView.vue') },
  form('/people/new', 'person-new', 'PersonFormView'),
  { path: '/people/unowned', name: 'unowned', component: () => import('./views/UnownedView.vue') },
  {
    path: '/people/:id',
    name: 'person',
    component: () => import('./views/PersonView.vue'),
    props: true,
  },
  form('/people/:id/change', 'person-change', 'PersonFormView'),
  form('/people/:id/leaving', 'person-leaving', 'LeavingView'),
  form('/people/:id/leaving/undo', 'person-leaving-undo', 'LeavingUndoView'),
  form('/people/:id/return', 'person-return', 'ReturnView'),
  form('/people/:id/absence', 'person-absence', 'AbsenceView'),
  form('/people/:id/absences/:from/end', 'person-absence-end', 'AbsenceEndView'),
  { path: '/posts', name: 'posts', component: () => import('./views/PostsView.vue') },
  form('/posts/new', 'post-new', 'PostFormView'),
  { path: '/posts/:post', name: 'post', component: () => import('./views/PostView.vue'), props: true },
  form('/posts/:post/change', 'post-change', 'PostFormView'),
  form('/posts/:post/holders/new', 'post-holder', 'HolderView'),
  form('/posts/:post/holders/:from/end', 'post-holder-end', 'HolderEndView'),
  form('/posts/:post/cover/new', 'post-cover', 'CoverView'),
  form('/posts/:post/cover/:from/end', 'post-cover-end', 'CoverEndView'),
  form('/posts/:post/hand-over', 'post-hand-over', 'HandOverView'),
];
