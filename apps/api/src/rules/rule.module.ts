import { Module } from '@nestjs/common';
import { ChangeRules } from './change-rules.js';
import { LocalLimitController } from './local-limit.controller.js';
import { ReadRuleChanges } from './read-rule-changes.js';
import { ReadRules } from './read-rules.js';
import { RuleChangeController } from './rule-change.controller.js';
import { RuleController } from './rule.controller.js';
import { UndoRuleChange } from './undo-rule-change.js';
import { WorkflowVersionController } from './workflow-version.controller.js';

@Module({
  controllers: [RuleController, LocalLimitController, RuleChangeController, WorkflowVersionController],
  providers: [ReadRules, ReadRuleChanges, ChangeRules, UndoRuleChange],
})
export class RuleModule {}
