import type { AgendaBody, AgendaView } from '@kept/contracts';
import { useQuery } from '@tanstack/vue-query';
import { ref, watch } from 'vue';
import { api } from '../../../api/api.js';
import { ApiProblem } from '../../../api/problem.js';

export type AgendaDraft = AgendaBody['items'][number];

/**
 * The version from which a form was filled. A newer one that is fetched behind the form is not it, so that what somebody
 * else wrote meanwhile is not overwritten unseen; `reload` shows the newest, and then that is it.
 */
export function useSeenVersion(newest: () => number | undefined, refetch: () => Promise<unknown>) {
  const seen = ref<number>();
  watch(newest, (version) => (seen.value ??= version), { immediate: true });
  /** @returns whether it has moved on since */
  async function reload(): Promise<boolean> {
    await refetch();
    const moved = seen.value !== newest();
    seen.value = newest();
    return moved;
  }
  return { seen, reload };
}

/** The agenda as it is worked on, and the one way to change it: all of it, against the version that a form was filled from. */
export function useAgenda(id: string) {
  const { data, error, refetch } = useQuery({
    queryKey: ['meeting', id, 'agenda', ''],
    queryFn: () => api.meetings.agenda(id),
  });
  const version = () => (data.value ? (data.value.version ?? 0) : undefined);
  const { seen, reload } = useSeenVersion(version, refetch);

  /** @throws ApiProblem; 412 where `against` stands no longer */
  async function change(edit: (items: AgendaDraft[]) => AgendaDraft[], against = seen.value): Promise<AgendaView> {
    const agenda = data.value;
    if (!agenda) throw new Error('The agenda was not read yet.');
    try {
      return await api.meetings.saveAgenda(id, { items: edit(draftOf(agenda)) }, against ?? 0);
    } catch (problem) {
      throw ownFields(problem);
    }
  }
  return { data, error, refetch, seen, reload, change };
}

function draftOf({ items }: AgendaView): AgendaDraft[] {
  return items.map(({ number: _, leadPost, ...item }) => ({ ...item, leadPost: leadPost?.key ?? null }));
}

/** `items.3.title` → `title`: the others stood there already, so what is wrong is about the one that was changed. */
export function ownFields(problem: unknown): unknown {
  if (problem instanceof ApiProblem) {
    for (const missing of problem.missing) missing.field = missing.field.replace(/^(items|entries)\.\d+\./, '');
  }
  return problem;
}

/** The item one place up or down. */
export function moved(items: readonly AgendaDraft[], id: string, by: 1 | -1): AgendaDraft[] {
  const from = items.findIndex((item) => item.id === id);
  const to = from + by;
  const next = [...items];
  const [item] = next.splice(from, 1);
  if (item === undefined || to < 0 || to >= items.length) return [...items];
  next.splice(to, 0, item);
  return next;
}
