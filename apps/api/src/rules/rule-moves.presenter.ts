import { deadlineTitle, maySee } from '@kept/domain';
import type { ChangedRulesView } from '@kept/contracts';
import type { BlockedItem, ChangedItem, RuleMoves } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { presentMoves } from '../rows/moves.presenter.js';

type Moves = Omit<ChangedRulesView, 'title' | 'change'>;

/** What the caller may not see is counted, and no more. */
export function presentRuleMoves({ changed, blocked }: RuleMoves, caller: Caller): Moves {
  const { actor } = caller;
  const seen = changed.filter(({ before, definition }) => maySee(before, definition, actor)).sort(byReference);
  const { moved, late, unseen } = presentMoves(seen, caller);
  const stays = presentBlocked(blocked, caller);
  return {
    moved,
    late,
    unseen: unseen + changed.length - seen.length + blocked.length - stays.length,
    items: changed.length,
    began: seen.flatMap((item) => limitsOf(item, item.began, caller)),
    ended: seen.flatMap((item) => limitsOf(item, item.ended, caller)),
    blocked: stays,
  };
}

/** Why what the caller may see stays as it is. */
export function presentBlocked(blocked: readonly BlockedItem[], { actor }: Caller): Moves['blocked'] {
  return blocked
    .filter(({ item, definition }) => maySee(item, definition, actor))
    .sort(byReference)
    .map(({ item, missing }) => ({ reference: item.reference, reasons: missing.map(({ text }) => text) }));
}

function limitsOf(
  { item, definition }: ChangedItem,
  limits: ChangedItem['began'],
  { reference: { rules } }: Caller,
): Moves['began'] {
  return limits.map(({ deadline, dueOn }) => {
    const title = deadlineTitle(deadline, definition, rules);
    return { reference: item.reference, deadline, title, dueOn };
  });
}

function byReference(one: { item: { reference: string } }, other: { item: { reference: string } }): number {
  return one.item.reference.localeCompare(other.item.reference, 'en', { numeric: true });
}
