import { Inject, Injectable } from '@nestjs/common';
import type { CohortQuery, CohortView } from '@kept/contracts';
import type { Database, Snapshot } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { ShownCohort, type Edition } from './cohort-figures.js';
import { importsCohorts, readsCohortChildren } from './cohort.policy.js';
import { presentComparison, presentFigures, presentReasons, presentSnapshot } from './cohort.presenter.js';
import { requireCohort, snapshotOn, viewOf } from './find-cohort.js';

const nothing = {
  sentences: [],
  planSentence: null,
  phases: [],
  untracked: { definition: '', rows: [] },
  pair: null,
  comparison: null,
};

/** A month's figures, in the edition that the caller may see. */
@Injectable()
export class ReadCohort {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async run({ authorityId, actor }: Caller, key: string, query: CohortQuery): Promise<CohortView> {
    const found = requireCohort(key);
    const snapshots = await this.database.cohorts.snapshots(authorityId, key);
    const snapshot = snapshotOn(snapshots, query.on);
    const edition: Edition = readsCohortChildren.allows(actor.roles) ? 'full' : 'suppressed';
    const head = {
      ...found,
      edition,
      snapshot: snapshot === undefined ? null : presentSnapshot(snapshot),
      months: snapshots.map(({ asOn }) => asOn),
      reasons: presentReasons(),
      mayImport: importsCohorts.allows(actor.roles),
      maySeeChildren: edition === 'full',
    };
    if (snapshot === undefined) return { ...head, ...nothing };
    const show = (each: Snapshot) => this.show(authorityId, { snapshots, snapshot: each, edition });
    const cohort = await show(snapshot);
    const other = query.with === undefined ? undefined : snapshotOn(snapshots, query.with);
    if (other === undefined || other.id === snapshot.id) {
      return { ...head, ...presentFigures(cohort), comparison: null };
    }
    const [before, flow] = await Promise.all([
      show(other),
      edition === 'full' ? this.database.cohorts.flow(authorityId, other.id, snapshot.id) : null,
    ]);
    const comparison = presentComparison({ snapshot: other, cohort: before }, cohort, flow);
    return { ...head, ...presentFigures(cohort), comparison };
  }

  private async show(
    authorityId: string,
    { snapshots, snapshot, edition }: { snapshots: readonly Snapshot[]; snapshot: Snapshot; edition: Edition },
  ): Promise<ShownCohort> {
    const { cohorts } = this.database;
    const [cells, sizes] = await Promise.all([
      cohorts.cells(authorityId, viewOf(snapshots, snapshot)),
      cohorts.sizes(authorityId, snapshot.id),
    ]);
    return new ShownCohort(cells, sizes, edition);
  }
}
