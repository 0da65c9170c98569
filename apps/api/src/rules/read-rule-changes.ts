import { Inject, Injectable } from '@nestjs/common';
import { deadlineTitle, scopeOf } from '@kept/domain';
import type { RuleChangeListView, RuleChangesQuery, RuleChangeView } from '@kept/contracts';
import type { Database, StoredRuleMove } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { isUuid } from '../http/ids.js';
import { notFound } from '../http/problem.js';
import { presentRuleChange } from './rule-change.presenter.js';

/** Who put which version in force, and what moved by it. */
@Injectable()
export class ReadRuleChanges {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async list(caller: Caller, { subject, cursor, limit }: RuleChangesQuery): Promise<RuleChangeListView> {
    const { changes, nextCursor } = await this.database.ruleChanges.changes(caller.authorityId, {
      limit,
      ...(subject !== undefined && { subject }),
      ...(cursor !== undefined && { cursor }),
    });
    return { changes: changes.map((each) => presentRuleChange(each, caller)), nextCursor };
  }

  async one(caller: Caller, id: string): Promise<RuleChangeView> {
    const found = isUuid(id) ? await this.database.ruleChanges.change(caller.authorityId, id) : null;
    if (found === null) throw notFound();
    const { authorityId, actor, reference } = caller;
    const references = found.items.map((each) => each.reference);
    const seen = await this.database.workItems.seenAmong(
      { authorityId },
      references,
      scopeOf(reference.definitions, actor),
    );
    return {
      ...presentRuleChange(found.change, caller),
      moved: found.items.filter((each) => seen.has(each.reference)).flatMap((each) => presentMoves(each, caller)),
      unseen: references.filter((each) => !seen.has(each)).length,
    };
  }
}

function presentMoves(
  { reference, workflow, definitionVersion, moves }: StoredRuleMove,
  { reference: { definitions, rules } }: Caller,
): RuleChangeView['moved'] {
  const definition = definitions.find(({ key, version }) => key === workflow && version === definitionVersion);
  return moves.map(({ deadline, from, to }) => {
    const title = definition ? deadlineTitle(deadline, definition, rules) : deadline;
    return { reference, deadline, title, from, to };
  });
}
