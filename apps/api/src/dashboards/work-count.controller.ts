import { Controller, Get, Inject } from '@nestjs/common';
import { workCountsView, type WorkCountsView } from '@kept/contracts';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { CountWork } from './count-work.js';
import { readsDashboards } from './dashboard.policy.js';

@Controller('api/work-counts')
export class WorkCountController {
  constructor(@Inject(CountWork) private readonly counting: CountWork) {}

  @Get()
  @Policed(readsDashboards)
  @Answers(200, workCountsView, 401)
  read(@CurrentCaller() caller: Caller): Promise<WorkCountsView> {
    return this.counting.run(caller);
  }
}
