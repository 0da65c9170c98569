import { Inject, Injectable } from '@nestjs/common';
import type { CohortImportsView } from '@kept/contracts';
import type { Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { isUuid } from '../http/ids.js';
import { conflict, notFound } from '../http/problem.js';
import { importsCohorts } from './cohort.policy.js';
import { requireCohort } from './find-cohort.js';

/** What was imported, and taking the last of a month out again. */
@Injectable()
export class ListImports {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async run({ authorityId, actor }: Caller, cohort: string): Promise<CohortImportsView> {
    requireCohort(cohort);
    const snapshots = await this.database.cohorts.snapshots(authorityId, cohort, { all: true });
    const mayUndo = importsCohorts.allows(actor.roles);
    return {
      imports: snapshots.map(({ id, asOn, revision, holds, children, fileName, importedAt, importedBy }) => ({
        id,
        asOn,
        revision,
        holds,
        children,
        fileName,
        importedAt,
        importedBy,
        mayUndo: mayUndo && holds,
      })),
    };
  }

  /** What stood before it stands again: an earlier extract of the month, or the month before. */
  async undo(caller: Caller, cohort: string, id: string): Promise<CohortImportsView> {
    requireCohort(cohort);
    if (!isUuid(id)) throw notFound();
    const outcome = await this.database.cohorts.undo(caller, cohort, id);
    if (outcome === 'unknown') throw notFound();
    if (outcome === 'replaced')
      throw conflict('A later extract of this month stands in its place: undo that one first.');
    return this.run(caller, cohort);
  }
}
