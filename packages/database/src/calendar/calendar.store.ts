import type {
  Calendar,
  CalendarDifference,
  ChangedCalendar,
  Decision,
  Facts,
  Instant,
  LocalDate,
  WorkItem,
} from '@kept/domain';
import type { Pools } from '../connection/pools.js';
import type { MovedItem } from '../recalculation/recalculated-items.js';
import type { ReferenceCache } from '../reference/reference-cache.js';
import type { ChangeContext } from '../work-item/change.js';
import { applyChange, previewChange } from './change-calendar.js';
import { readCalendars, readChange, readChanges } from './calendar.read.js';
import { undoChange } from './undo-change.js';

/** A calendar that holds for an authority. */
export interface HeldCalendar {
  calendar: Calendar;
  /** Its own, or the one that ships. */
  isOwn: boolean;
  /** The newest that ships under the same key. */
  library: Calendar | null;
}

/** What a change makes of the calendar as it stands; `fault` is whatever the caller wants to hear of a refusal. */
export type Revise<Fault> = (
  calendar: Calendar,
  today: LocalDate,
) => { ok: true; calendar: Calendar; difference: CalendarDifference } | { ok: false; fault: Fault };

/** The domain's `recalculateOverCalendar`. */
export type RecalculateOver = (item: WorkItem, facts: Facts, why: ChangedCalendar) => Decision;

export interface AskedChange<Fault> {
  key: string;
  origin: 'edit' | 'import';
  reason: string;
  revise: Revise<Fault>;
  /** The revision that the caller read. */
  ifRevision?: number | undefined;
}

/** A calendar as it then stands, and what it took along. */
export interface CalendarMoves {
  calendar: Calendar;
  difference: CalendarDifference;
  /** Asks nothing about who may see them. */
  moved: MovedItem[];
}

export type CalendarOutcome<Fault> =
  /** `change` is null in a preview, and where the calendar says all of it already. */
  | ({ kind: 'changed'; change: string | null } & CalendarMoves)
  | { kind: 'unknown' }
  /** `ifRevision` names another revision than the one that stands. */
  | { kind: 'stale'; revision: number }
  | { kind: 'refused'; fault: Fault };

/** A date that moved and can no longer go back. */
export interface StuckDeadline {
  item: WorkItem;
  definition: MovedItem['definition'];
  deadline: string;
  /** It has been met or closed since; or something else moved it meanwhile. */
  because: 'over' | 'moved-since';
}

export type UndoOutcome =
  | ({ kind: 'undone'; change: StoredChange } & CalendarMoves)
  | { kind: 'unknown' }
  | { kind: 'undone-before' }
  /** A later change of the same calendar stands on it; null where it is none of those that are listed. */
  | { kind: 'stood-on'; by: StoredChange | null }
  | { kind: 'stuck'; deadlines: StuckDeadline[] };

/** One change of a calendar, as it is listed. */
export interface StoredChange {
  id: string;
  calendar: string;
  fromRevision: number;
  toRevision: number;
  origin: 'edit' | 'import';
  difference: CalendarDifference;
  reason: string;
  actorName: string;
  at: Instant;
  /** How many dates moved. */
  movedCount: number;
  undoneAt: Instant | null;
  undoneBy: string | null;
  /** Not undone, and no later change of the same calendar stands on it. */
  isLast: boolean;
}

/** A date that a change moved, with the item as it is called now. */
export interface StoredMove {
  reference: string;
  workflow: string;
  definitionVersion: number;
  deadline: string;
  from: LocalDate;
  to: LocalDate;
}

export interface CalendarStore {
  /** All that hold, by key. */
  list(authorityId: string): Promise<HeldCalendar[]>;
  /** What the change would do, as the database stands at one moment. Locks nothing and writes nothing. */
  preview<Fault>(
    ctx: ChangeContext,
    asked: AskedChange<Fault>,
    recalculate: RecalculateOver,
  ): Promise<CalendarOutcome<Fault>>;
  /** The new revision, every date that moves by it, and the change itself in one transaction under an exclusive lock. */
  apply<Fault>(
    ctx: ChangeContext,
    asked: AskedChange<Fault>,
    recalculate: RecalculateOver,
  ): Promise<CalendarOutcome<Fault>>;
  /** The calendar as it was before the change, under a new revision, and every date back; all of it or nothing. */
  undo(ctx: ChangeContext, asked: { id: string; dryRun?: boolean }, recalculate: RecalculateOver): Promise<UndoOutcome>;
  /** Newest first. */
  changes(
    authorityId: string,
    query: { calendar?: string; cursor?: string; limit: number },
  ): Promise<{ changes: StoredChange[]; nextCursor: string | null }>;
  change(authorityId: string, id: string): Promise<{ change: StoredChange; moved: StoredMove[] } | null>;
}

export function calendarStore(pools: Pools, references: ReferenceCache): CalendarStore {
  const forgetting = <T>(ctx: ChangeContext, writing: Promise<T>): Promise<T> =>
    writing.finally(() => references.forget(ctx.authorityId));
  return {
    list: (authorityId) => readCalendars(pools.read, authorityId),
    preview: (ctx, asked, recalculate) => previewChange(pools.write, { ctx, asked, recalculate }),
    apply: (ctx, asked, recalculate) => forgetting(ctx, applyChange(pools.write, { ctx, asked, recalculate })),
    undo: (ctx, asked, recalculate) => forgetting(ctx, undoChange(pools.write, { ctx, asked, recalculate })),
    changes: (authorityId, query) => readChanges(pools.read, authorityId, query),
    change: (authorityId, id) => readChange(pools.read, authorityId, id),
  };
}
