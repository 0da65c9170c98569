import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { changedRulesView, idOrReference, ruleApplyBody, ruleListView, ruleView } from '@kept/contracts';
import type { ChangedRulesView, RuleApplyBody, RuleListView, RuleView } from '@kept/contracts';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { ChangeRules } from './change-rules.js';
import { ReadRules } from './read-rules.js';
import { changesRules, readsRules } from './rule.policy.js';

/** The rules of the library: each with its law, whether its text was seen, and how many open dates go by it. */
@Controller('api/rules')
export class RuleController {
  constructor(
    @Inject(ReadRules) private readonly reading: ReadRules,
    @Inject(ChangeRules) private readonly changing: ChangeRules,
  ) {}

  @Get()
  @Policed(readsRules)
  @Answers(200, ruleListView, 401)
  list(@CurrentCaller() caller: Caller): Promise<RuleListView> {
    return this.reading.list(caller);
  }

  @Get(':key')
  @Policed(readsRules)
  @Answers(200, ruleView, 400, 401, 404)
  read(@CurrentCaller() caller: Caller, @Param('key', { schema: idOrReference }) key: string): Promise<RuleView> {
    return this.reading.one(caller, key);
  }

  @Post(':key/apply')
  @HttpCode(200)
  @Policed(changesRules)
  @Answers(200, changedRulesView, 400, 401, 403, 404, 422)
  apply(
    @CurrentCaller() caller: Caller,
    @Param('key', { schema: idOrReference }) key: string,
    @Body({ schema: ruleApplyBody }) { reason, dryRun }: RuleApplyBody,
  ): Promise<ChangedRulesView> {
    return this.changing.run(caller, { kind: 'rule', key, reason }, dryRun);
  }
}
