import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { createPinia } from 'pinia';
import { createApp, watch } from 'vue';
import { onSignedOut } from './api/http.js';
import { ApiProblem } from './api/problem.js';
import App from './App.vue';
import { createPages } from './router.js';
import { useSession } from './session/session.js';
import './styles/govuk.scss';
import './styles/moj.scss';
import './styles/charts.css';
import './styles/kept.css';
import './styles/home.css';

const app = createApp(App);
const router = createPages();
const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // What the server refused it will refuse again; a lost connection is worth another try.
      retry: (failures, error) => !(error instanceof ApiProblem) && failures < 2,
      staleTime: 5_000,
    },
  },
});

app.use(createPinia()).use(VueQueryPlugin, { queryClient: queries }).use(router);

const session = useSession();
// What one person was shown is not there for the next who signs in on this page.
watch(
  () => session.current?.person.id,
  (_, before) => {
    if (before) queries.clear();
  },
  { flush: 'sync' },
);

onSignedOut(() => {
  if (!session.current) return;
  session.forget();
  void router.push({ name: 'sign-in', query: { next: router.currentRoute.value.fullPath } });
});

app.mount('#app');
