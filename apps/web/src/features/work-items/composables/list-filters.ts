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

/** How many items stand on a page: few to read, or many where the same is to be done with all of them. */
const pageSizes = ['25', '100'] as const;
export type PageSize = (typeof pageSizes)[number];
export const pageSize = (query: LocationQuery): PageSize => pageSizes.find((size) => size === query['show']) ?? '25';

/** The part of the address that the server is asked with; anything else in it is left alone. */
export function listQuery(workflow: string, query: LocationQuery): Record<string, string> {
  const asked = kept.flatMap((key) => (typeof query[key] === 'string' && query[key] ? [[key, query[key]]] : []));
  return { workflow, limit: pageSize(query), ...Object.fromEntries(asked) };
}

/** How the list is shown, which stays whatever it is narrowed by. */
const presentation = ['sort', 'columns', 'show', 'as', 'from', 'to'];
const textsOf = (query: LocationQuery, keys: readonly string[]): Record<string, string> =>
  Object.fromEntries(keys.flatMap((key) => (typeof query[key] === 'string' ? [[key, query[key]]] : [])));

/** The list as it is shown, from its first page and narrowed by nothing. */
export const presentedQuery = (query: LocationQuery): Record<string, string> => textsOf(query, presentation);

/** Whether anything narrows the list. */
export function isNarrowed(query: LocationQuery): boolean {
  return Object.keys(query).some((key) => key !== 'cursor' && !presentation.includes(key));
}

/** What the counts beside the choices are asked with; null where a rule of the workflow says what is listed. */
export function countsQuery(workflow: string, query: LocationQuery): Record<string, string> | null {
  const { sort: _sort, cursor: _cursor, limit: _limit, ...filters } = listQuery(workflow, query);
  return filters['stalled'] ? null : filters;
}

/** The address of the whole list as a file: the present filters, sort and columns, all of its pages. */
export function fileAddress(workflow: string, query: LocationQuery): string {
  const { cursor: _cursor, limit: _limit, ...asked } = listQuery(workflow, query);
  const { columns } = query;
  const all = { ...asked, ...(typeof columns === 'string' && columns && { columns }) };
  return `/api/work-items/export.csv?${new URLSearchParams(all).toString()}`;
}

/** What a view keeps of an address: everything that the list is asked with, but its page. */
export function keptQuery(query: LocationQuery): Record<string, string> {
  const keys = [...chosen, ...fromFigures, 'sort', 'columns', 'as'];
  return Object.fromEntries(
    keys.flatMap((key) => (typeof query[key] === 'string' && query[key] ? [[key, query[key]]] : [])),
  );
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
  const stays = textsOf(before, [...presentation, ...fromFigures]);
  // Several states stand in no box; they stay until one is chosen.
  if (wanted.state === '' && isSeveral(before['state'])) stays['state'] = before['state'];
  const query = Object.fromEntries(Object.entries({ ...wanted, ...stays }).filter(([, value]) => value));
  return { query, dateIsReal: dueBefore !== undefined };
}
