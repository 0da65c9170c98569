import { Inject, Injectable } from '@nestjs/common';
import type { AskedRuleChange } from '@kept/domain';
import type { ChangedRulesView } from '@kept/contracts';
import type { Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { incomplete, notFound } from '../http/problem.js';
import { presentRuleMoves } from './rule-moves.presenter.js';

/** Puts a version in force over open items, with every date that moves by it; a dry run says what would. */
@Injectable()
export class ChangeRules {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** @throws Refused 404, 422 */
  async run(caller: Caller, asked: AskedRuleChange, dryRun: boolean): Promise<ChangedRulesView> {
    const { ruleChanges } = this.database;
    const ctx = { authorityId: caller.authorityId, actor: caller.actor };
    const outcome = dryRun ? await ruleChanges.preview(ctx, asked) : await ruleChanges.apply(ctx, asked);
    if (outcome.kind === 'unknown') throw notFound();
    if (outcome.kind === 'refused') throw incomplete(outcome.missing);
    const { title, change } = outcome;
    return { title, ...presentRuleMoves(outcome, caller), change };
  }
}
