import type { WorkItemView } from '@kept/contracts';
import { useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed } from 'vue';
import { api } from '../../../api/api.js';

/** The item and the workflow that describes it; both are needed before a page can name anything. */
export function useItem(workflowKey: string, reference: string) {
  const client = useQueryClient();
  const item = useQuery({ queryKey: ['item', reference], queryFn: () => api.workItems.read(reference) });
  const workflow = useWorkflow(workflowKey);
  const data = computed(() =>
    item.data.value && workflow.data.value ? { item: item.data.value, workflow: workflow.data.value } : undefined,
  );
  const error = computed(() => item.error.value ?? workflow.error.value);

  async function reload(): Promise<void> {
    await Promise.all([item.refetch(), workflow.refetch()]);
  }

  /** What the server answered to a change is the newest there is; lists and history are read again when next seen. */
  async function remember(changed: WorkItemView): Promise<void> {
    client.setQueryData(['item', reference], changed);
    await Promise.all([
      client.invalidateQueries({ queryKey: ['items'] }),
      client.invalidateQueries({ queryKey: ['history', reference] }),
      client.invalidateQueries({ queryKey: ['path', reference] }),
    ]);
  }

  return { data, error, reload, remember };
}

/** What of an item stands on the page, for telling what does not yet: asks nothing itself. */
export function useShown(reference: string) {
  const queryFn = () => api.workItems.read(reference);
  const { data, dataUpdatedAt } = useQuery({ queryKey: ['item', reference], queryFn, enabled: false });
  return computed(() => data.value && { version: data.value.version, readAt: dataUpdatedAt.value });
}

export function useWorkflow(key: string) {
  return useQuery({ queryKey: ['workflow', key], queryFn: () => api.workflows.read(key), staleTime: 60_000 });
}

/** Posts with who holds them, for choosing an owner. */
export function usePosts() {
  return useQuery({ queryKey: ['posts'], queryFn: () => api.posts.list(), staleTime: 60_000 });
}
