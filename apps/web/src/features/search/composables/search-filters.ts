import type { LocationQuery } from 'vue-router';

export interface SearchFilters {
  q: string;
  workflow: string;
  kind: string;
}

export const kindOptions = [
  { value: '', label: 'Everything' },
  { value: 'item', label: 'Items' },
  { value: 'evidence', label: 'Evidence' },
  { value: 'comment', label: 'Comments' },
  { value: 'agenda', label: 'Agendas' },
  { value: 'minute', label: 'Minutes' },
] as const;

/** What was asked, as it stands in the address. */
export function searchFilters(query: LocationQuery): SearchFilters {
  const text = (key: string) => (typeof query[key] === 'string' ? query[key] : '');
  const kind = kindOptions.some(({ value }) => value === text('kind')) ? text('kind') : '';
  return { q: text('q').slice(0, 200), workflow: text('workflow'), kind };
}

/** What the server is asked; null where no words were given. */
export function searchQuery(query: LocationQuery): Record<string, string> | null {
  const { q, workflow, kind } = searchFilters(query);
  if (q.trim() === '') return null;
  const { cursor } = query;
  return {
    q: q.trim(),
    ...(workflow && { workflow }),
    ...(kind && { kind }),
    ...(typeof cursor === 'string' && cursor && { cursor }),
  };
}
