import type { CohortView } from '@kept/contracts';
import type { LocationQuery } from 'vue-router';

const kept = ['on', 'phase', 'reason', 'plan', 'tracked', 'cursor'] as const;

/** The part of the address that the server is asked with. */
export function childrenQuery(query: LocationQuery): Record<string, string> {
  const asked = kept.flatMap((key) => (typeof query[key] === 'string' && query[key] ? [[key, query[key]]] : []));
  return { limit: '50', ...Object.fromEntries(asked) };
}

interface Choice {
  key: 'phase' | 'reason' | 'plan' | 'tracked';
  label: string;
  options: { value: string; label: string }[];
}

/** What a list of children may be narrowed by. */
export function childFilters({ reasons, phases }: Pick<CohortView, 'reasons' | 'phases'>): Choice[] {
  return [
    {
      key: 'reason',
      label: 'Reason',
      options: [
        { value: '', label: 'Every reason' },
        ...reasons.map(({ key, label }) => ({ value: key, label })),
        { value: 'without-suitable-education', label: 'Without suitable education' },
      ],
    },
    {
      key: 'phase',
      label: 'Phase',
      options: [
        { value: '', label: 'Every phase' },
        ...phases.flatMap(({ phase, label }) => (phase === null ? [] : [{ value: phase, label }])),
      ],
    },
    {
      key: 'plan',
      label: 'Plan',
      options: [
        { value: '', label: 'With and without' },
        { value: 'with', label: 'With a plan' },
        { value: 'without', label: 'Without a plan' },
      ],
    },
    {
      key: 'tracked',
      label: 'Tracked',
      options: [
        { value: '', label: 'Tracked or not' },
        { value: 'true', label: 'Tracked' },
        { value: 'false', label: 'Nobody tracks' },
      ],
    },
  ];
}
