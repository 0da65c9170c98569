import { useQuery } from '@tanstack/vue-query';
import { computed } from 'vue';
import { api } from '../../../api/api.js';

/** A view with what may be said of who finds it; nothing of it where it is not this officer's to change. */
export function useView(id: string) {
  const view = useQuery({ queryKey: ['saved-view', id], queryFn: () => api.savedViews.read(id) });
  const views = useQuery({ queryKey: ['saved-views', ''], queryFn: () => api.savedViews.list() });
  const data = computed(() =>
    view.data.value && views.data.value ? { view: view.data.value, sharing: views.data.value } : undefined,
  );
  const error = computed(() => view.error.value ?? views.error.value);
  function retry(): void {
    void view.refetch();
    void views.refetch();
  }
  return { data, error, retry };
}
