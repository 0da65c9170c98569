import type { Instant, LocalDate, MeetingSight } from '@kept/domain';
import { auditAct, type By } from '../audit/audit-act.js';
import { writeCursor } from '../connection/cursor.js';
import { readFlight } from '../connection/flight.js';
import type { Pools } from '../connection/pools.js';
import { inAuthority } from '../connection/transaction.js';
import { instant } from '../work-item/decode.js';
import type { ListScope } from '../work-item/work-item.store.js';
import { excerptOf, type Excerpt } from './excerpt.js';
import { searchSort, searchStatement } from './search-statement.js';

/** An agenda is found item by item, minutes outcome by outcome. */
export type SearchKind = 'item' | 'evidence' | 'comment' | 'agenda' | 'minute';

export interface SearchQuery {
  /** As it was typed. */
  q: string;
  kind?: SearchKind;
  workflow?: string;
  cursor?: string;
  limit: number;
}

/** What may be found: items as in lists, and agendas and minutes in one edition. */
export interface SearchScope {
  items: ListScope;
  meetings: MeetingSight;
}

interface FoundText {
  id: string;
  /** Of a piece of evidence, an item of the agenda or a minute. */
  no: number | null;
  at: Instant;
  exempt: boolean;
  /** Those parts of it in which words stand; the first part where none can be pointed at. */
  excerpts: (Excerpt & { where: string })[];
}
export interface ItemHit extends FoundText {
  kind: 'item' | 'evidence' | 'comment';
  item: {
    reference: string;
    workflow: string;
    definitionVersion: number;
    title: string;
    state: string;
    closed: boolean;
  };
}
export interface MeetingHit extends FoundText {
  kind: 'agenda' | 'minute';
  /** `title`: of the item of the agenda, or “Minute 23”; `place`: the id of that item, or of the outcome. */
  meeting: { id: string; body: string; heldOn: LocalDate; title: string; place: string };
}
export type SearchHit = ItemHit | MeetingHit;

export interface SearchPage {
  hits: SearchHit[];
  nextCursor: string | null;
}

export interface SearchStore {
  /**
   * One page of what the scope shows and the words find, newest first.
   * @throws CursorFault
   */
  find(authorityId: string, query: SearchQuery, scope: SearchScope): Promise<SearchPage>;
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

type Parts = { parts: readonly [where: string, ...marked: string[]][] };
type ItemRow = Omit<ItemHit, 'item' | 'excerpts'> & ItemHit['item'] & Parts;
type MeetingRow = Omit<MeetingHit, 'meeting' | 'excerpts'> &
  Parts & { meetingId: string; body: string; heldOn: LocalDate; ofId: string };
type SearchRow = ItemRow | MeetingRow;

const isOfMeeting = (row: SearchRow): row is MeetingRow => row.kind === 'agenda' || row.kind === 'minute';

function hitOf(row: SearchRow): SearchHit {
  const { id, no, exempt, parts } = row;
  const excerpts = parts.map(([where, ...marked]) => ({ where, ...excerptOf(marked) }));
  // A minute that was found by its number alone says what it is about.
  const says = (where: string) => row.kind === 'minute' && where === 'outcome';
  const found = excerpts.filter(({ where, highlights }) => highlights.length > 0 || says(where));
  const text = { id, no, exempt, at: instant(row.at), excerpts: found.length > 0 ? found : excerpts.slice(0, 1) };
  if (isOfMeeting(row)) {
    const { meetingId, body, heldOn, ofId, kind } = row;
    const title = excerpts[0]?.text ?? '';
    return { ...text, kind, meeting: { id: meetingId, body, heldOn, title, place: ofId } };
  }
  const { kind, reference, workflow, definitionVersion, title, state, closed } = row;
  return { ...text, kind, item: { reference, workflow, definitionVersion, title, state, closed } };
}
