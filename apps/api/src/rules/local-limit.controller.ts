import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { parseDuration } from '@kept/domain';
import { changedRulesView, idOrReference, localLimitBody, localLimitListView } from '@kept/contracts';
import type { ChangedRulesView, LocalLimitBody, LocalLimitListView } from '@kept/contracts';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { ChangeRules } from './change-rules.js';
import { ReadRules } from './read-rules.js';
import { changesRules, readsRules } from './rule.policy.js';

/** The council's own time limits, with what it agreed and from which day. */
@Controller('api/local-limits')
export class LocalLimitController {
  constructor(
    @Inject(ReadRules) private readonly reading: ReadRules,
    @Inject(ChangeRules) private readonly changing: ChangeRules,
  ) {}

  @Get()
  @Policed(readsRules)
  @Answers(200, localLimitListView, 401)
  list(@CurrentCaller() caller: Caller): Promise<LocalLimitListView> {
    return this.reading.limits(caller);
  }

  @Post(':workflow/:limit')
  @HttpCode(200)
  @Policed(changesRules)
  @Answers(200, changedRulesView, 400, 401, 403, 404, 422)
  change(
    @CurrentCaller() caller: Caller,
    @Param('workflow', { schema: idOrReference }) workflow: string,
    @Param('limit', { schema: idOrReference }) limit: string,
    @Body({ schema: localLimitBody }) { amount, dryRun, ...asked }: LocalLimitBody,
  ): Promise<ChangedRulesView> {
    const duration = parseDuration(amount);
    return this.changing.run(caller, { kind: 'limit', workflow, limit, duration, ...asked }, dryRun);
  }
}
