import type {
  Actor,
  CohortCell,
  CohortChild,
  CohortFilter,
  CohortSize,
  Instant,
  LocalDate,
  ReasonWithoutSchool,
} from '@kept/domain';
import type { Pools } from '../connection/pools.js';
import { readFlight } from '../connection/flight.js';
import { listChildren } from './children.read.js';
import { cellsStatement, flowStatement, sizesStatement, type CellRow, type FlowRow } from './cohort-statements.js';
import { foreseeImport, importSnapshot, undoImport } from './import-snapshot.js';
import { readSnapshots } from './snapshot.read.js';

/** One extract of one month. */
export interface Snapshot {
  id: string;
  asOn: LocalDate;
  /** From 1; of several extracts of a month, the last holds. */
  revision: number;
  holds: boolean;
  /** Rows, that is children with a reason. */
  children: number;
  fileName: string | null;
  note: string | null;
  importedAt: Instant;
  importedBy: string;
}

export interface NewSnapshot {
  cohort: string;
  asOn: LocalDate;
  children: readonly CohortChild[];
  /** Null where the extract does not say how many there are in all. */
  sizes: readonly CohortSize[] | null;
  fileName: string | null;
  note: string | null;
}

/** `unchanged`: this very extract of the month holds already. */
export type ImportOutcome = { kind: 'imported' | 'unchanged'; id: string };
/** `replaced`: a later extract of the month stands in its place. */
export type UndoOutcome = 'undone' | 'unknown' | 'replaced';

/** A child as a list shows it, with the open item that tracks the child. */
export interface CohortChildRow extends CohortChild {
  trackedBy: string | null;
}

/** Who came to have a reason between two snapshots, and who has it no longer; `any` is any reason at all. Without the
 * reasons that nobody has in either. */
export type CohortFlow = ReadonlyMap<ReasonWithoutSchool | 'any', Flow>;
interface Flow {
  joined: number;
  left: number;
}

/** A snapshot, and the day on whose evening it is looked at; null is now. */
export interface SnapshotView {
  id: string;
  trackedOn: LocalDate | null;
}

interface By {
  authorityId: string;
  actor: Actor;
}

export interface CohortStore {
  /** The snapshots that hold, one a month, newest first; with `all`, those that were replaced too. */
  snapshots(authorityId: string, cohort: string, options?: { all: boolean }): Promise<Snapshot[]>;
  cells(authorityId: string, view: SnapshotView): Promise<CohortCell[]>;
  /** By year group; empty where the extract did not say. */
  sizes(authorityId: string, snapshotId: string): Promise<CohortSize[]>;
  flow(authorityId: string, from: string, to: string): Promise<CohortFlow>;
  /**
   * A page of children by their reference. Who looked at whom is audited in the same transaction.
   * @throws CursorFault for a cursor of another snapshot
   */
  children(
    by: By,
    view: SnapshotView,
    query: { filter: CohortFilter; cursor?: string; limit: number },
  ): Promise<{ children: CohortChildRow[]; nextCursor: string | null }>;
  /** What an import would do to its month. */
  foresee(authorityId: string, snapshot: NewSnapshot): Promise<'new' | 'replaces' | 'unchanged'>;
  /** All of it or nothing, audited. */
  import(by: By, snapshot: NewSnapshot): Promise<ImportOutcome>;
  /** Deletes the snapshot that holds, with its rows; what stood before it stands again. */
  undo(by: By, cohort: string, id: string): Promise<UndoOutcome>;
}

export function cohortStore(pools: Pools): CohortStore {
  return {
    snapshots: (authorityId, cohort, options) => readSnapshots(pools.read, authorityId, cohort, options?.all ?? false),
    cells: async (authorityId, view) => {
      const rows = await readFlight<CellRow>(pools.read, authorityId, cellsStatement(authorityId, view));
      return rows.map(({ reasons, ...row }) => ({ ...row, reasons: reasons.filter((reason) => reason !== null) }));
    },
    sizes: (authorityId, id) => readFlight<CohortSize>(pools.read, authorityId, sizesStatement(authorityId, id)),
    flow: async (authorityId, from, to) => {
      const rows = await readFlight<FlowRow>(pools.read, authorityId, flowStatement(authorityId, from, to));
      return new Map(rows.map(({ reason, ...flow }) => [reason, flow]));
    },
    children: (by, view, query) => listChildren(pools.write, by, view, query),
    foresee: (authorityId, snapshot) => foreseeImport(pools.read, authorityId, snapshot),
    import: (by, snapshot) => importSnapshot(pools.write, by, snapshot),
    undo: (by, cohort, id) => undoImport(pools.write, by, cohort, id),
  };
}
