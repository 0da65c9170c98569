import { Controller, Get, Inject, Query } from '@nestjs/common';
import { workProgrammeQuery, workProgrammeView } from '@kept/contracts';
import type { WorkProgrammeQuery, WorkProgrammeView } from '@kept/contracts';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { ReadWorkProgramme } from './read-work-programme.js';
import { readsWorkProgramme } from './work-programme.policy.js';

@Controller('api/work-programme')
export class WorkProgrammeController {
  constructor(@Inject(ReadWorkProgramme) private readonly programme: ReadWorkProgramme) {}

  @Get()
  @Policed(readsWorkProgramme)
  @Answers(200, workProgrammeView, 400, 401, 403)
  read(
    @CurrentCaller() caller: Caller,
    @Query({ schema: workProgrammeQuery }) query: WorkProgrammeQuery,
  ): Promise<WorkProgrammeView> {
    return this.programme.run(caller, query);
  }
}
