import type { LocationQuery } from 'vue-router';
import { readTypedDate, typedDate } from '../../../ui/dates.js';
import type { TypedDate } from '../../../ui/dates.js';
import { isSeveral } from './narrowing.js';

/** What an officer chose above a list. It lives in the address, so that it can be sent to a colleague. */
export interface ListFilters {
  q: string;
  state: string;
  owner: string;
  when: string;
  level: string;
  partOf: string;
  dueBefore: TypedDate;
}

/** What a figure on a home narrows its list by, for which there is no control above the list. */
const fromFigures = ['team', 'field', 'stalled'] as const;
const chosen = ['q', 'state', 'owner', 'overdue', 'closed', 'level', 'partOf', 'dueBefore'] as const;
const kept = [...chosen, ...fromFigures, 'sort', 'cursor'] as const;

/** The part of the address that the server is asked with; anything else in it is left alone. */
export function listQuery(workflow: string, query: LocationQuery): Record<string, string> {
  const asked = kept.flatMap((key) => (typeof query[key] === 'string' && query[key] ? [[key, query[key]]] : []));
  return { workflow, limit: '25', ...Object.fromEntries(asked) };
}

export function filtersOf(query: LocationQuery): ListFilters {
  const text = (key: string) => (typeof query[key] === 'string' ? query[key] : '');
  let when = '';
  if (text('overdue') === 'true') when = 'overdue';
  else if (text('closed')) when = text('closed') === 'true' ? 'closed' : 'open';
  return {
    q: text('q'),
    state: isSeveral(text('state')) ? '' : text('state'),
    owner: text('owner'),
    when,
    level: text('level'),
    partOf: text('partOf'),
    dueBefore: typedDate(text('dueBefore')),
  };
}

/**
 * Back into an address; the list starts again at its first page, sorted and narrowed as `before` had it. `undefined` dates
 * are no days at all.
 */
export function queryOf(
  filters: ListFilters,
  before: LocationQuery,
): { query: Record<string, string>; dateIsReal: boolean } {
  const dueBefore = readTypedDate(filters.dueBefore);
  const wanted = {
    q: filters.q.trim(),
    state: filters.state,
    owner: filters.owner,
    overdue: filters.when === 'overdue' ? 'true' : '',
    closed: { open: 'false', closed: 'true' }[filters.when] ?? '',
    level: filters.level,
    partOf: filters.partOf.trim().toUpperCase(),
    dueBefore: dueBefore ?? '',
  };
  const stays = ['sort', ...fromFigures].flatMap((key) =>
    typeof before[key] === 'string' ? [[key, before[key]]] : [],
  );
  // Several states stand in no box; they stay until one is chosen.
  if (wanted.state === '' && isSeveral(before['state'])) stays.push(['state', before['state']]);
  const query = Object.fromEntries([...Object.entries(wanted), ...stays].filter(([, value]) => value));
  return { query, dateIsReal: dueBefore !== undefined };
}
