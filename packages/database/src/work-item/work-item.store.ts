import type { Facts, Instant, LocalDate, SightThen, WorkItem } from '@kept/domain';
import type { Pools } from '../connection/pools.js';
import type { ReferenceCache } from '../reference/reference-cache.js';
import type { Build, ChangeContext, ChangeOutcome, Decide } from './change.js';
import { readFlight } from '../connection/flight.js';
import { countStatement } from './count-statement.js';
import { readComments, type CommentPage, type CommentQuery } from './comment.store.js';
import { everything, readHistory, readPath } from './history.read.js';
import { readList, readPages, readSeen } from './work-item.read.js';
import { WritePath } from './write-path.js';

export type ListSort = 'due' | '-due' | 'reference' | '-reference' | 'created' | '-created';

/** What a list is narrowed by; every filter left out means all. */
export interface ListFilters {
  workflow?: string;
  /** Stands in one of these. */
  states?: readonly string[];
  /** Owner post is one of these. An empty list finds nothing. */
  ownerPosts?: readonly string[];
  /** Owner post belongs to this team. */
  team?: string;
  /** With a running deadline past its day or, where it is counted in hours, past its instant. */
  overdue?: boolean;
  closed?: boolean;
  /** Followed by this person. */
  followedBy?: string;
  dueBefore?: LocalDate;
  /** The next date is this day or a later one; what has no date is left out. */
  dueFrom?: LocalDate;
  /** Part of the item with this reference. */
  partOf?: string;
  /** Stands at this level of escalation. */
  level?: number;
  /** A field holds one of these, as text. */
  field?: {
    key: string;
    values: readonly string[];
    /** Versions of the workflow in which everybody sees the field; left out = all. Items of others are not found by it. */
    versions?: readonly number[];
  };
  /** Part of the title, or of the reference, without regard to case. */
  q?: string;
}

export interface ListQuery extends ListFilters {
  sort: ListSort;
  /** Opaque; one that was not given out for this sort throws {@link CursorFault}. */
  cursor?: string;
  /** 1 to 200. */
  limit: number;
}

/** The choices above a list that are counted; of an empty list of choices nothing. */
export interface ListChoices {
  states: readonly string[];
  levels: readonly number[];
  /** The posts that `me` stands for. */
  mine: readonly string[];
}

/** So many items would be listed, were this chosen beside the other filters; never more than a hundred. */
export interface ChoiceCount {
  facet: 'state' | 'level' | 'owner' | 'show';
  choice: string;
  items: number;
}

/** What the actor may see, from the domain's `scopeOf`. */
export interface ListScope {
  workflows: readonly string[];
  /** The roles by which each version opens: sight goes by an item's own version. */
  openings: readonly { workflow: string; version: number; role: string }[];
  posts: readonly string[];
  personId: string;
  exempt: boolean;
}

/** `rows` carry fields, records and deadlines; receipts, evidence and links are left out (empty arrays). */
export interface ListPage {
  rows: WorkItem[];
  nextCursor: string | null;
  /** The clock of the same snapshot, for days left. */
  now: Instant;
  today: LocalDate;
}

export interface HistoryEvent {
  at: Instant;
  occurredOn: LocalDate;
  actorId: string | null;
  actorName: string;
  type: string;
  from: string | null;
  to: string | null;
  reason: string | null;
  fields: Readonly<Record<string, unknown>> | null;
  /** The item's version after the event. */
  version: number;
  /** What said who may see the item, as it stood after the event. */
  sight: Pick<WorkItem, 'exempt' | 'restrictedTo' | 'hiddenFrom'>;
}

/** A state that an item came into, and on which local day. */
export type PathEntry = Pick<HistoryEvent, 'occurredOn'> & { state: string };

export interface HistoryQuery {
  cursor?: string;
  limit: number;
  /** Whose eyes read it. */
  sight: SightThen;
}

export interface HistoryPage {
  events: HistoryEvent[];
  nextCursor: string | null;
}

export interface WorkItemStore {
  /** `workflow` names the definition (its newest version) that `build` finds in its facts. */
  create(ctx: ChangeContext, workflow: string, build: Build): Promise<ChangeOutcome>;
  /**
   * The one write path: read, decide, write in one call. With `ifMatch` a moved version is `stale` and nothing is
   * tried again; without, one more reading and decision, then `conflict`.
   */
  change(
    ctx: ChangeContext,
    idOrReference: string,
    decide: Decide,
    options?: { ifMatch?: number },
  ): Promise<ChangeOutcome>;
  /** The item with the facts of the same snapshot. Asks nothing about who may see it. */
  read(ctx: ChangeContext, idOrReference: string): Promise<{ item: WorkItem; facts: Facts } | null>;
  list(ctx: { authorityId: string }, query: ListQuery, scope: ListScope): Promise<ListPage>;
  /**
   * The pages of a list as they stood at one moment. They hold a connection of the pool, so `visit` waits for no reader.
   * @returns whether it goes on behind the last of so many
   */
  pages(
    ctx: { authorityId: string },
    asked: { query: ListQuery; scope: ListScope; mostPages: number; visit: (page: ListPage) => void | Promise<void> },
  ): Promise<boolean>;
  /** How many items each choice would list: counted to a hundred, no further. */
  count(
    ctx: { authorityId: string },
    asked: { filters: ListFilters; choices: ListChoices },
    scope: ListScope,
  ): Promise<ChoiceCount[]>;
  /** Of these references, those that the scope shows: the list's own condition, for what an item points at. */
  seenAmong(
    ctx: { authorityId: string },
    references: readonly string[],
    scope: ListScope,
  ): Promise<ReadonlySet<string>>;
  /** All of it, for the service itself: oldest first. `id` is the item's id, as `read` gives it. */
  history(ctx: { authorityId: string }, id: string, page: Omit<HistoryQuery, 'sight'>): Promise<HistoryPage>;
  /** What its reader might see when it happened, oldest first. Asks nothing about who may see the item now. */
  seenHistory(ctx: { authorityId: string }, id: string, page: HistoryQuery): Promise<HistoryPage>;
  /** The states that it came through, as far as its reader might see it then, oldest first. */
  path(ctx: { authorityId: string }, id: string, sight: SightThen): Promise<PathEntry[]>;
  /** Newest first. `id` is the item's id, as `read` gives it. */
  comments(ctx: { authorityId: string }, id: string, page: CommentQuery): Promise<CommentPage>;
}

export function workItemStore(pools: Pools, references: ReferenceCache): WorkItemStore {
  const path = new WritePath(pools.write, references);
  return {
    create: (ctx, workflow, build) => path.run({ ctx, subject: { workflow }, decide: (_none, facts) => build(facts) }),
    change: (ctx, which, decide, options) =>
      path.run({
        ctx,
        subject: { which },
        decide: (item, facts) => decide(item as WorkItem, facts),
        ifMatch: options?.ifMatch,
      }),
    read: async (ctx, which) => {
      const read = await path.read(ctx, which);
      return read === null ? null : { item: read.stored.item, facts: read.facts };
    },
    list: ({ authorityId }, query, scope) => readList(pools.read, authorityId, { query, scope }),
    pages: ({ authorityId }, asked) => readPages(pools.read, authorityId, asked),
    count: ({ authorityId }, { filters, choices }, scope) =>
      readFlight(pools.read, authorityId, countStatement(authorityId, { filters, choices }, scope)),
    seenAmong: ({ authorityId }, references, scope) => readSeen(pools.read, authorityId, references, scope),
    history: ({ authorityId }, id, page) => readHistory(pools.read, authorityId, id, { ...page, sight: everything }),
    seenHistory: ({ authorityId }, id, page) => readHistory(pools.read, authorityId, id, page),
    path: ({ authorityId }, id, sight) => readPath(pools.read, authorityId, id, sight),
    comments: ({ authorityId }, id, page) => readComments(pools.read, authorityId, id, page),
  };
}
