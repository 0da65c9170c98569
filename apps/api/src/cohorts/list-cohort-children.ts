import { Inject, Injectable } from '@nestjs/common';
import {
  cohortTracking,
  countsIn,
  filterInWords,
  mayCreate,
  phaseOf,
  reasonWords,
  reasonsOf,
  scopeOf,
  type CohortFilter,
} from '@kept/domain';
import type { CohortChildView, CohortChildrenQuery, CohortChildrenView } from '@kept/contracts';
import type { CohortChildRow, Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { requireCohort, snapshotOn, viewOf } from './find-cohort.js';

/** The children behind a figure, a page at a time; each page that is read stands in the audit. */
@Injectable()
export class ListCohortChildren {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async run(caller: Caller, key: string, query: CohortChildrenQuery): Promise<CohortChildrenView> {
    requireCohort(key);
    const { cohorts } = this.database;
    const { authorityId, actor } = caller;
    const snapshots = await cohorts.snapshots(authorityId, key);
    const snapshot = snapshotOn(snapshots, query.on);
    const filter = filterOf(query);
    const title = filterInWords(filter);
    if (snapshot === undefined) return { asOn: null, title, total: 0, children: [], nextCursor: null };
    const view = viewOf(snapshots, snapshot);
    const { limit, cursor } = query;
    const cells = await cohorts.cells(authorityId, view);
    const page = await cohorts.children({ authorityId, actor }, view, {
      filter,
      limit,
      ...(cursor !== undefined && { cursor }),
    });
    return {
      asOn: snapshot.asOn,
      title,
      total: cells.filter((cell) => countsIn(cell, filter)).reduce((sum, { children }) => sum + children, 0),
      children: await this.present(caller, page.children),
      nextCursor: page.nextCursor,
    };
  }

  /** The item that tracks a child is named to those alone who may see it. */
  private async present(
    { authorityId, actor, reference }: Caller,
    rows: readonly CohortChildRow[],
  ): Promise<CohortChildView[]> {
    const items = rows.flatMap(({ trackedBy }) => trackedBy ?? []);
    const scope = scopeOf(reference.definitions, actor);
    const seen = await this.database.workItems.seenAmong({ authorityId }, items, scope);
    const [workflow] = cohortTracking.workflows;
    const definition = reference.definitions.findLast((each) => each.key === workflow);
    const mayTrack = definition !== undefined && mayCreate(definition, actor);
    return rows.map((row) => presentChild(row, { seen, mayTrack }));
  }
}

function presentChild(
  row: CohortChildRow,
  { seen, mayTrack }: { seen: ReadonlySet<string>; mayTrack: boolean },
): CohortChildView {
  const { reference, yearGroup, area, hasPlan, reducedHours, fixedExclusions, permanentExclusion, attendance } = row;
  const reasons = reasonsOf(row);
  const tracked = row.trackedBy !== null;
  const cell = { yearGroup, hasPlan, reasons, tracked };
  return {
    reference,
    yearGroup,
    phase: phaseOf(yearGroup),
    area,
    hasPlan,
    reasons: reasons.map((key) => ({ key, label: reasonWords[key].label })),
    reducedHours,
    fixedExclusions,
    permanentExclusion,
    attendance,
    tracked,
    trackedBy: row.trackedBy !== null && seen.has(row.trackedBy) ? row.trackedBy : null,
    mayTrack: mayTrack && countsIn(cell, { reason: 'without-suitable-education', plan: 'with', tracked: false }),
  };
}

function filterOf({ phase, reason, plan, tracked }: CohortChildrenQuery): CohortFilter {
  return {
    ...(phase !== undefined && { phase }),
    ...(reason !== undefined && { reason }),
    ...(plan !== undefined && { plan }),
    ...(tracked !== undefined && { tracked: tracked === 'true' }),
  };
}
