import { Inject, Injectable } from '@nestjs/common';
import { scopeOf } from '@kept/domain';
import type { PlanCoverageQuery, PlanCoverageView } from '@kept/contracts';
import type { Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { presentCoverage } from './coverage.presenter.js';

const workflow = 'business-plan-target';

/** Which standards a plan answers to, by which targets, and with what evidence: a few dozen targets, one query. */
@Injectable()
export class ReadPlanCoverage {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async run({ authorityId, actor, reference }: Caller, asked: PlanCoverageQuery): Promise<PlanCoverageView> {
    const rows = await this.database.plans.targets(authorityId, workflow, scopeOf(reference.definitions, actor));
    const definitions = reference.definitions.filter(({ key }) => key === workflow);
    return presentCoverage(rows, asked, definitions);
  }
}
