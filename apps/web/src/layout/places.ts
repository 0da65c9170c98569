import { useQuery } from '@tanstack/vue-query';
import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import { useRoute } from 'vue-router';
import type { RouteLocationRaw } from 'vue-router';
import { api } from '../api/api.js';
import { useSession } from '../session/session.js';

/** A page that the menu leads to. */
export interface Place {
  text: string;
  to: RouteLocationRaw;
  /** Does it, or a page below it, stand open? */
  active: boolean;
}

interface Known {
  /** A home that the reader has of their own. */
  own: string | null;
  unread: number;
}

/** A page of the menu, and the address under which it and what is below it stand. */
interface Page {
  text: string;
  to: RouteLocationRaw;
  below: RegExp;
  /** Who works with it; everybody where it is left out. What each may see there is the server's to say. */
  roles?: readonly string[];
}

/** Those whose work or meeting it is. */
const cohortReaders = [
  ...['caseworker', 'area-lead', 'sen-officer', 'director', 'officer'],
  ...['data-protection', 'auditor', 'chair', 'panel-member'],
];

const pagesOf = ({ own, unread }: Known): Page[] => [
  // Straight to the page, so that the entry can say that it is the one that stands open.
  { text: 'Home', to: own ? { name: 'home', params: { home: own } } : { name: 'start' }, below: /^\/home\// },
  { text: 'My work', to: { name: 'my-work' }, below: /^\/(my-work|following)$/ },
  // How many of the newest hundred are unread.
  { text: unread === 0 ? 'Messages' : `Messages (${unread} unread)`, to: { name: 'messages' }, below: /^\/messages/ },
  { text: 'Work', to: { name: 'work' }, below: /^\/(work|work-items|items)(\/|$)/ },
  {
    text: 'Work programme',
    to: { name: 'work-programme' },
    below: /^\/work-programme$/,
    // Who runs the panel's meetings; others find their own reports in their work.
    roles: ['democratic-services', 'officer', 'chair'],
  },
  {
    text: 'Children without school',
    to: { name: 'cohort', params: { cohort: 'virtual-school' } },
    below: /^\/cohorts/,
    roles: cohortReaders,
  },
  {
    text: 'Plan and standards',
    to: { name: 'plan-coverage' },
    below: /^\/plan-coverage$/,
    roles: ['plan-lead', 'director', 'officer', 'chair', 'panel-member', 'auditor'],
  },
  {
    text: 'What young people read',
    to: { name: 'publications' },
    below: /^\/(publications|words|raising-links)(\/|$)/,
    // Who proposes and approves it.
    roles: ['officer', 'participation', 'director'],
  },
  { text: 'Meetings', to: { name: 'meetings' }, below: /^\/meetings/ },
  { text: 'Dates and calendars', to: { name: 'calendars' }, below: /^\/(calendars|rules)(\/|$)/ },
  {
    text: 'People and posts',
    to: { name: 'people' },
    below: /^\/(people|posts)(\/|$)/,
    // Everybody may read who holds what; these look after it, or inspect it.
    roles: ['administrator', 'director', 'auditor'],
  },
];

/** The pages that whoever is signed in works with. */
export function usePlaces(): ComputedRef<Place[]> {
  const session = useSession();
  const route = useRoute();
  const enabled = computed(() => session.current !== null);
  const homes = useQuery({ queryKey: ['dashboards'], queryFn: api.dashboards.list, enabled });
  const messages = useQuery({
    queryKey: ['notices', 'count'],
    queryFn: api.notices.count,
    enabled,
    refetchInterval: 60_000,
  });
  return computed(() => {
    const roles = session.current?.roles ?? [];
    const known = { own: homes.data.value?.own ?? null, unread: messages.data.value?.unread ?? 0 };
    return pagesOf(known)
      .filter((page) => page.roles?.some((role) => roles.includes(role)) ?? true)
      .map(({ text, to, below }) => ({ text, to, active: below.test(route.path) }));
  });
}
