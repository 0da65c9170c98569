import { Inject, Injectable } from '@nestjs/common';
import { formatDay, londonDay } from '@kept/domain';
import type { RuleUndoBody, UndoneRulesView } from '@kept/contracts';
import type { BlockedItem, Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { isUuid } from '../http/ids.js';
import { Refused, conflict, notFound } from '../http/problem.js';
import { presentRuleChange } from './rule-change.presenter.js';
import { presentBlocked, presentRuleMoves } from './rule-moves.presenter.js';

/** Takes a change back: every item as it was, or nothing; of a change of version also what can go back, where that is asked. */
@Injectable()
export class UndoRuleChange {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async run(caller: Caller, id: string, { dryRun, partly }: RuleUndoBody): Promise<UndoneRulesView> {
    if (!isUuid(id)) throw notFound();
    const { authorityId, actor } = caller;
    const outcome = await this.database.ruleChanges.undo({ authorityId, actor }, { id, dryRun, partly });
    switch (outcome.kind) {
      case 'unknown':
        throw notFound();
      case 'undone-before':
        throw conflict('This change has been taken back already.');
      case 'stood-on': {
        const on = formatDay(londonDay(outcome.by.at));
        throw conflict(`A later change of the same, of ${on}, stands on this one. Take that back first.`);
      }
      case 'stuck':
        throw stuckRefusal(outcome.blocked, caller);
      case 'undone':
        return { change: presentRuleChange(outcome.change, caller), ...presentRuleMoves(outcome, caller) };
    }
  }
}

/** Each item, as far as the caller may see it. */
function stuckRefusal(blocked: readonly BlockedItem[], caller: Caller): Refused {
  const seen = presentBlocked(blocked, caller);
  const lines = seen.map(({ reference, reasons }) => ({ field: '_', text: `${reference} ${reasons.join('; ')}.` }));
  const unseen = blocked.length - seen.length;
  const rest = unseen > 0 ? [{ field: '_', text: `${unseen} that you may not see.` }] : [];
  const detail =
    'Not every item can go back to what it was. Change the rule anew instead: that moves what is still open.';
  return new Refused(409, { kind: 'conflict', detail, missing: [...lines, ...rest] });
}
