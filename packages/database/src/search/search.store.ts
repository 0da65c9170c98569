import type { Instant } from '@kept/domain';
import { auditAct, type By } from '../audit/audit-act.js';
import { writeCursor } from '../connection/cursor.js';
import { readFlight } from '../connection/flight.js';
import type { Pools } from '../connection/pools.js';
import { inAuthority } from '../connection/transaction.js';
import { instant } from '../work-item/decode.js';
import type { ListScope } from '../work-item/work-item.store.js';
import { excerptOf, type Excerpt } from './excerpt.js';
import { searchSort, searchStatement } from './search-statement.js';

export type SearchKind = 'item' | 'evidence' | 'comment';

export interface SearchQuery {
  /** As it was typed. */
  q: string;
  kind?: SearchKind;
  workflow?: string;
  cursor?: string;
  limit: number;
}

export interface SearchHit {
  id: string;
  kind: SearchKind;
  /** Of a piece of evidence. */
  no: number | null;
  at: Instant;
  item: {
    reference: string;
    workflow: string;
    definitionVersion: number;
    title: string;
    state: string;
    closed: boolean;
    exempt: boolean;
  };
  /** Those parts of it in which words stand; the first part where none can be pointed at. */
  excerpts: (Excerpt & { where: string })[];
}

export interface SearchPage {
  hits: SearchHit[];
  nextCursor: string | null;
}

export interface SearchStore {
  /**
   * One page of what the scope shows and the words find, newest first.
   * @throws CursorFault
   */
  find(authorityId: string, query: SearchQuery, scope: ListScope): Promise<SearchPage>;
  /** Who searched, and for what, for each page of it: written down before anything is answered. Role app. */
  note(by: By, query: Pick<SearchQuery, 'q' | 'kind' | 'workflow' | 'cursor'>): Promise<void>;
}

export function searchStore(pools: Pools): SearchStore {
  return {
    find: async (authorityId, query, scope) => {
      const statement = searchStatement(authorityId, query, scope);
      const rows = await readFlight<SearchRow>(pools.read, authorityId, statement);
      const hits = rows.slice(0, query.limit).map(hitOf);
      const last = hits.at(-1);
      const more = rows.length > hits.length && last !== undefined;
      return { hits, nextCursor: more ? writeCursor({ sort: searchSort(query), value: last.at, id: last.id }) : null };
    },
    note: (by, { q, kind = null, workflow = null, cursor }) =>
      inAuthority(pools.write, by.authorityId, (client) =>
        auditAct((text, values) => client.query(text, values), by, {
          action: 'searched',
          objectId: null,
          about: { kind, workflow, furtherPage: cursor !== undefined },
          values: { q },
        }),
      ),
  };
}

type SearchRow = Omit<SearchHit, 'item' | 'excerpts'> &
  SearchHit['item'] & { parts: readonly [where: string, ...marked: string[]][] };

function hitOf({ id, kind, no, at, parts, ...item }: SearchRow): SearchHit {
  const excerpts = parts.map(([where, ...marked]) => ({ where, ...excerptOf(marked) }));
  const found = excerpts.filter(({ highlights }) => highlights.length > 0);
  return { id, kind, no, at: instant(at), item, excerpts: found.length > 0 ? found : excerpts.slice(0, 1) };
}
