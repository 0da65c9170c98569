import { useQuery } from '@tanstack/vue-query';
import { computed, onUnmounted, ref, watch } from 'vue';
import type { RouteLocationRaw } from 'vue-router';
import { api } from '../../../api/api.js';
import { askedOnce } from './asked-once.js';
import {
  filled,
  itemEntries,
  matching,
  pageEntries,
  searchEntry,
  startEntries,
  viewEntries,
  type EntryGroup,
} from './palette-entries.js';

/** Milliseconds. Nothing is asked of the server while somebody is typing: each search is written down. */
const pause = 500;
const fewest = 2;
const most = 6;

/** What is offered for what was typed. An answer to something else than what stands there now is never shown. */
export function usePalette(places: () => readonly { text: string; to: RouteLocationRaw }[], typedAhead: string) {
  const typed = ref(typedAhead);
  const settled = ref('');
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(
    typed,
    (now) => {
      clearTimeout(timer);
      timer = setTimeout(() => (settled.value = now.trim()), pause);
    },
    { immediate: true },
  );
  onUnmounted(() => clearTimeout(timer));

  const workflows = useQuery({ queryKey: ['workflows'], queryFn: () => api.workflows.list() });
  const views = useQuery({ queryKey: ['saved-views', ''], queryFn: () => api.savedViews.list() });
  const items = useQuery({
    queryKey: computed(() => ['search', { q: settled.value, kind: 'item', limit: most }]),
    queryFn: () => api.search.find({ q: settled.value, kind: 'item', limit: String(most) }),
    enabled: computed(() => settled.value.length >= fewest),
    ...askedOnce,
  });
  const isSettled = computed(() => typed.value.trim() === settled.value && !items.isFetching.value);
  const hits = computed(() =>
    (typed.value.trim() === settled.value ? (items.data.value?.hits ?? []) : []).filter((hit) => 'item' in hit),
  );
  const groups = computed<EntryGroup[]>(() => {
    const among = (entries: ReturnType<typeof pageEntries>) =>
      matching(entries, typed.value).slice(0, typed.value.trim() === '' ? undefined : most);
    return filled([
      { key: 'pages', title: 'Pages', entries: among(pageEntries(places())) },
      { key: 'start', title: 'Start', entries: among(startEntries(workflows.data.value?.workflows ?? [])) },
      { key: 'views', title: 'Saved views', entries: among(viewEntries(views.data.value?.views ?? [])) },
      // Behind what is known here: an answer that comes late changes nothing under a finger on Enter.
      { key: 'items', title: 'Items', entries: itemEntries(hits.value) },
      { key: 'search', title: 'Search', entries: searchEntry(typed.value) },
    ]);
  });
  const entries = computed(() => groups.value.flatMap((group) => group.entries));
  return { typed, groups, entries, isSettled };
}
