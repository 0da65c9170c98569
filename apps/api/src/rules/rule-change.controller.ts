import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  idOrReference,
  ruleChangeListView,
  ruleChangesQuery,
  ruleChangeView,
  ruleUndoBody,
  undoneRulesView,
} from '@kept/contracts';
import type {
  RuleChangeListView,
  RuleChangesQuery,
  RuleChangeView,
  RuleUndoBody,
  UndoneRulesView,
} from '@kept/contracts';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { ReadRuleChanges } from './read-rule-changes.js';
import { changesRules, readsRules } from './rule.policy.js';
import { UndoRuleChange } from './undo-rule-change.js';

/** Who put which version in force over open items, and what moved by it. */
@Controller('api/rule-changes')
export class RuleChangeController {
  constructor(
    @Inject(ReadRuleChanges) private readonly reading: ReadRuleChanges,
    @Inject(UndoRuleChange) private readonly undoing: UndoRuleChange,
  ) {}

  @Get()
  @Policed(readsRules)
  @Answers(200, ruleChangeListView, 400, 401)
  list(
    @CurrentCaller() caller: Caller,
    @Query({ schema: ruleChangesQuery }) query: RuleChangesQuery,
  ): Promise<RuleChangeListView> {
    return this.reading.list(caller, query);
  }

  @Get(':id')
  @Policed(readsRules)
  @Answers(200, ruleChangeView, 400, 401, 404)
  read(@CurrentCaller() caller: Caller, @Param('id', { schema: idOrReference }) id: string): Promise<RuleChangeView> {
    return this.reading.one(caller, id);
  }

  @Post(':id/undo')
  @HttpCode(200)
  @Policed(changesRules)
  @Answers(200, undoneRulesView, 400, 401, 403, 404, 409)
  undo(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: idOrReference }) id: string,
    @Body({ schema: ruleUndoBody }) body: RuleUndoBody,
  ): Promise<UndoneRulesView> {
    return this.undoing.run(caller, id, body);
  }
}
