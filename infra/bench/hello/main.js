// The floor of P19: one page that says hello, with what the web app is built on and nothing of its own.
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { createPinia } from 'pinia';
import { createApp, h } from 'vue';
import { RouterView, createRouter, createWebHistory } from 'vue-router';

const router = createRouter({
  history: createWebHistory(),
  routes: [{ path: '/', component: { render: () => h('p', 'Hello') } }],
});

createApp({ render: () => h(RouterView) })
  .use(createPinia())
  .use(VueQueryPlugin, { queryClient: new QueryClient() })
  .use(router)
  .mount('#app');
