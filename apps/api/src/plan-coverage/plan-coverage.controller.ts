import { Controller, Get, Inject, Query } from '@nestjs/common';
import { planCoverageQuery, planCoverageView } from '@kept/contracts';
import type { PlanCoverageQuery, PlanCoverageView } from '@kept/contracts';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { readsPlanCoverage } from './plan-coverage.policy.js';
import { ReadPlanCoverage } from './read-plan-coverage.js';

@Controller('api/plan-coverage')
export class PlanCoverageController {
  constructor(@Inject(ReadPlanCoverage) private readonly coverage: ReadPlanCoverage) {}

  @Get()
  @Policed(readsPlanCoverage)
  @Answers(200, planCoverageView, 400, 401, 403, 422)
  read(
    @CurrentCaller() caller: Caller,
    @Query({ schema: planCoverageQuery }) query: PlanCoverageQuery,
  ): Promise<PlanCoverageView> {
    return this.coverage.run(caller, query);
  }
}
