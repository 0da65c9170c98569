import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { flushPromises, mount } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { vi } from 'vitest';
import { createMemoryHistory } from 'vue-router';
import { api } from '../../../api/api.js';
import App from '../../../App.vue';
import { createPages } from '../../../router.js';

// The first page that a file opens is compiled then; on a busy machine that takes longer than a test may.
vi.setConfig({ testTimeout: 30_000 });

const session = {
  person: { id: 'p1', name: 'Alex Marlow', email: 'alex.marlow@council.example' },
  persona: 'officer',
  roles: ['officer'],
  posts: [{ key: 'corporate-parenting-officer', title: 'Corporate Parenting Officer' }],
  authority: { key: 'kent', name: 'Kent County Council' },
  clock: { now: '2020-02-17T09:00:00.000Z', today: '2020-02-17', demo: true },
  ends: { at: '2020-02-17T19:00:00.000Z', idleMinutes: 30 },
};

/** Opens a path of the whole application in front of a signed-in officer; the test replaces what `api` answers. */
export async function openPage(path: string, { afterCrash = false, roles = session.roles } = {}) {
  // What the page before typed is there again only where a test means to come back to it.
  if (!afterCrash) localStorage.clear();
  vi.spyOn(api.session, 'current').mockResolvedValue({ ...session, roles });
  if (!vi.isMockFunction(api.dashboards.list)) {
    vi.spyOn(api.dashboards, 'list').mockResolvedValue({ dashboards: [], own: null });
  }
  if (!vi.isMockFunction(api.workItems.comments)) {
    vi.spyOn(api.workItems, 'comments').mockResolvedValue({ comments: [], nextCursor: null, mayComment: false });
  }
  if (!vi.isMockFunction(api.workItems.path)) vi.spyOn(api.workItems, 'path').mockResolvedValue({ states: [] });
  stillLive();
  if (!vi.isMockFunction(api.words.list)) {
    vi.spyOn(api.words, 'list').mockResolvedValue({ words: [], mayEdit: false });
  }
  if (!vi.isMockFunction(api.publications.ofCard)) {
    const none = {
      whyNot: null,
      mayPropose: false,
      publications: [],
      waiting: null,
      published: null,
      nextCursor: null,
    };
    vi.spyOn(api.publications, 'ofCard').mockResolvedValue(none);
  }
  const router = createPages(createMemoryHistory());
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const wrapper = mount(App, {
    attachTo: document.body,
    global: { plugins: [createPinia(), [VueQueryPlugin, { queryClient: client }], router] },
  });
  await router.push(path);
  await settle();
  return { wrapper, router, client, settle };
}

/** Nothing happens, waits to be read, is followed or worked on, where a test does not say otherwise. */
function stillLive(): void {
  const nobody = { editors: [] };
  if (!vi.isMockFunction(api.notices.count)) vi.spyOn(api.notices, 'count').mockResolvedValue({ unread: 0 });
  if (!vi.isMockFunction(api.follows.read)) vi.spyOn(api.follows, 'read').mockResolvedValue({ following: false });
  if (!vi.isMockFunction(api.live.news)) {
    vi.spyOn(api.live, 'news').mockResolvedValue({ id: '1', events: [], more: false });
  }
  if (!vi.isMockFunction(api.live.editing)) vi.spyOn(api.live, 'editing').mockResolvedValue(nobody);
  if (!vi.isMockFunction(api.live.beginEditing)) vi.spyOn(api.live, 'beginEditing').mockResolvedValue(nobody);
  if (!vi.isMockFunction(api.live.endEditing)) vi.spyOn(api.live, 'endEditing').mockResolvedValue(undefined);
}

/** Lazy pages and their questions each take a turn or two. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) {
    await flushPromises();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
