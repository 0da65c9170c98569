import { addDays, addMonths, scopeOf } from '@kept/domain';
import type { CohortCell, Instant, LocalDate, WorkItem, WorkflowDefinition } from '@kept/domain';
import type { HomeListView } from '@kept/contracts';
import type {
  Database,
  ListPage,
  ListQuery,
  NewestQuery,
  TallyQuery,
  TallyRow,
  ValueQuery,
  ValueRow,
  WaitingQuery,
  WaitingRow,
  WordMonth,
} from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { rowOf } from '../rows/rows-of-page.js';

/** A word about an item beside its row; null where there is nothing to say. */
export type Note = (item: WorkItem, at: { now: Instant; today: LocalDate }) => string | null;

/** What the homes read by: the caller's own sight, or figures that show no item. */
export interface HomeReader {
  caller: Caller;
  /** Open items that the caller may see, counted apart. */
  tally(query: TallyQuery): Promise<TallyRow[]>;
  /** As `tally`, over all of the authority's: for figures alone. */
  figures(query: TallyQuery): Promise<TallyRow[]>;
  /** One short page of open items that the caller may see, as rows of a list; `note` says a word about each. */
  list(query: Partial<ListQuery>, note?: Note): Promise<HomeListView['items']>;
  /** All open items of a workflow that the caller may see, with their records, and the day of the first snapshot. */
  every(query: Partial<ListQuery>): Promise<{ items: WorkItem[]; today: LocalDate }>;
  /** Of all open items of a workflow that the caller may see those about which `note` has something to say. */
  noted(query: Partial<ListQuery>, note: Note): Promise<HomeListView['items']>;
  /** Records that wait for an answer; what they hold is for homes whose people work on the items. */
  waiting(query: WaitingQuery): Promise<WaitingRow[]>;
  newest(query: NewestQuery): Promise<Readonly<Record<string, unknown>>[]>;
  values(query: ValueQuery): Promise<ValueRow[]>;
  /** How many places of a capacity are taken. */
  places(workflow: string, transition: string, range: { from: string; to: string }): Promise<number>;
  /** The newest month of a cohort, counted apart; null where none was imported. */
  cohort(key: string): Promise<CohortCell[] | null>;
  /** How often listed words were used and mended this month in texts for young people, in items that the caller may see. */
  words(): Promise<{ month: string; used: number; mended: number }>;
  definition(workflow: string): WorkflowDefinition | undefined;
  /** What a post is called; its key where it is none of ours. */
  titleOf(post: unknown): string;
}

/** Rows of a short list: what more there is stands behind its link. */
export const shown = 10;
/** A rule that SQL cannot know is asked of every open item, page by page; nobody has more children than this. */
const mostPages = 10;

export function homeReader(database: Database, caller: Caller): HomeReader {
  const { authorityId, reference, actor } = caller;
  const scope = scopeOf(reference.definitions, actor);
  const definition = (workflow: string) => reference.definitions.findLast(({ key }) => key === workflow);
  const page = (query: Partial<ListQuery>) =>
    database.workItems.list({ authorityId }, { sort: 'due', limit: shown, closed: false, ...query }, scope);
  const pages = async (query: Partial<ListQuery>): Promise<ListPage[]> => {
    const found: ListPage[] = [];
    let cursor: string | null | undefined;
    while (found.length < mostPages && cursor !== null) {
      const next = await page({ ...query, limit: 200, ...(cursor !== undefined && { cursor }) });
      found.push(next);
      cursor = next.nextCursor;
    }
    return found;
  };
  const rowsOf = ({ rows, now, today }: ListPage, note: Note) =>
    rows.flatMap((item) => {
      const row = rowOf(item, caller, { now, today });
      return row ? [{ item: row, note: note(item, { now, today }) }] : [];
    });
  return {
    caller,
    definition,
    tally: (query) => database.dashboards.tally(authorityId, query, scope),
    figures: (query) => database.dashboards.tally(authorityId, query, null),
    list: async (query, note = () => null) => rowsOf(await page(query), note),
    every: async (query) => {
      const read = await pages(query);
      return { items: read.flatMap(({ rows }) => rows), today: read[0]?.today ?? caller.today };
    },
    noted: async (query, note) =>
      (await pages(query)).flatMap((each) => rowsOf(each, note)).filter(({ note: said }) => said !== null),
    waiting: (query) => database.dashboards.waiting(authorityId, query, scope),
    newest: (query) => database.dashboards.newest(authorityId, query, scope),
    values: (query) => database.dashboards.values(authorityId, query, scope),
    places: (workflow, transition, { from, to }) => {
      const counted = definition(workflow)?.transitions[transition];
      const states = counted?.to.map(({ state }) => state) ?? [];
      return database.dashboards.places(authorityId, { workflow, leaves: counted?.from ?? [], states, from, to });
    },
    cohort: async (key) => {
      const [newest] = await database.cohorts.snapshots(authorityId, key);
      return newest ? database.cohorts.cells(authorityId, { id: newest.id, trackedOn: null }) : null;
    },
    words: () => wordsOfMonth(database, caller),
    titleOf: (post) => reference.organisation.posts.find(({ key }) => key === post)?.title ?? String(post),
  };
}

async function wordsOfMonth(database: Database, { authorityId, reference, actor, today }: Caller) {
  const month = today.slice(0, 7);
  const from = `${month}-01`;
  const span = { from, to: addDays(addMonths(from, 1), -1) };
  const rows = await database.words.months(authorityId, span, scopeOf(reference.definitions, actor));
  const sum = (of: (row: WordMonth) => number) => rows.reduce((total, row) => total + of(row), 0);
  return { month, used: sum((row) => row.used), mended: sum((row) => row.mended) };
}
