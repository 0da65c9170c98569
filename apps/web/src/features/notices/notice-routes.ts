import type { RouteRecordRaw } from 'vue-router';

/** Messages, how they come, and what an administrator looks after: each page is fetched when it is first opened. */
export const noticeRoutes: RouteRecordRaw[] = [
  { path: '/messages', name: 'messages', component: () => import('./views/MessagesView.vue') },
  { path: '/messages/how-you-are-told', name: 'how-you-are-told', component: () => import('./views/HowToldView.vue') },
  { path: '/messages/set-aside', name: 'messages-set-aside', component: () => import('./views/SetAsideView.vue') },
  { path: '/messages/channels', name: 'channels', component: () => import('./views/ChannelsView.vue') },
  {
    path: '/messages/channels/:team',
    name: 'channel-set',
    component: () => import('./views/ChannelSetView.vue'),
    props: true,
  },
  {
    path: '/messages/channels/:team/off',
    name: 'channel-off',
    component: () => import('./views/ChannelOffView.vue'),
    props: true,
  },
];
