import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { changedRulesView, idOrReference, migrationBody, workflowVersionsView } from '@kept/contracts';
import type { ChangedRulesView, MigrationBody, WorkflowVersionsView } from '@kept/contracts';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { ChangeRules } from './change-rules.js';
import { ReadRules } from './read-rules.js';
import { changesRules, readsRules } from './rule.policy.js';

/** The versions of a workflow that stand, and the move of open items from one to another. */
@Controller('api/workflows/:key')
export class WorkflowVersionController {
  constructor(
    @Inject(ReadRules) private readonly reading: ReadRules,
    @Inject(ChangeRules) private readonly changing: ChangeRules,
  ) {}

  @Get('versions')
  @Policed(readsRules)
  @Answers(200, workflowVersionsView, 400, 401, 404)
  versions(
    @CurrentCaller() caller: Caller,
    @Param('key', { schema: idOrReference }) key: string,
  ): Promise<WorkflowVersionsView> {
    return this.reading.versions(caller, key);
  }

  @Post('migrations')
  @HttpCode(200)
  @Policed(changesRules)
  @Answers(200, changedRulesView, 400, 401, 403, 404, 422)
  migrate(
    @CurrentCaller() caller: Caller,
    @Param('key', { schema: idOrReference }) key: string,
    @Body({ schema: migrationBody }) { dryRun, ...asked }: MigrationBody,
  ): Promise<ChangedRulesView> {
    return this.changing.run(caller, { kind: 'workflow', key, ...asked }, dryRun);
  }
}
