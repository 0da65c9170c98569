import { followNews, type Change, type Facts } from '@kept/domain';
import type { ChangeContext } from './change.js';
import type { StoredItem } from './decode.js';
import { effectsOf } from './effects.js';
import { firingStepsAfter, itemRow } from './rows.js';
import { takingBack, tellingOf } from './taking-back.js';

/** The item's row and all that hangs on it, as `apply_transition` takes them. */
export function changeJson(ctx: ChangeContext, stored: StoredItem | null, change: Change, facts: Facts) {
  const { item } = change;
  const { definition } = facts;
  const before = stored?.item ?? null;
  // Nobody is told that what they were not told of was taken back.
  const news = before === null || ctx.takesBack ? null : followNews(before, change, facts);
  // Exempt items are numbered apart: a gap among the open ones would tell of them.
  const numbered = before === null || before.exempt !== item.exempt;
  return {
    item: itemRow(item, definition, stored === null ? 0 : firingStepsAfter(stored, item)),
    ...(numbered && { numbering: definition.reference + (item.exempt ? 'X' : '') }),
    ...tellingOf(ctx, change),
    ...takingBack(ctx, before, change),
    ...effectsOf({ authorityId: ctx.authorityId, before, change, definition, news, seeded: ctx.seeded ?? false }),
  };
}
