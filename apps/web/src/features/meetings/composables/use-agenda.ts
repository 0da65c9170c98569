import type { AgendaBody, AgendaView } from '@kept/contracts';
import { useQuery } from '@tanstack/vue-query';
import { api } from '../../../api/api.js';
import { ApiProblem } from '../../../api/problem.js';

export type AgendaDraft = AgendaBody['items'][number];

/** The agenda as it is worked on, and the one way to change it: all of it, against the version that stands on the page. */
export function useAgenda(id: string) {
  const { data, error, refetch } = useQuery({
    queryKey: ['meeting', id, 'agenda', ''],
    queryFn: () => api.meetings.agenda(id),
  });

  /** @throws ApiProblem; after a conflict the newest agenda is there, so that the same words can be sent again */
  async function change(edit: (items: AgendaDraft[]) => AgendaDraft[]): Promise<AgendaView> {
    const agenda = data.value;
    if (!agenda) throw new Error('The agenda was not read yet.');
    try {
      return await api.meetings.saveAgenda(id, { items: edit(draftOf(agenda)) }, agenda.version ?? 0);
    } catch (problem) {
      if (problem instanceof ApiProblem && problem.status === 412) await refetch();
      throw ownFields(problem);
    }
  }
  return { data, error, refetch, change };
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
