import type { Decision, LocalDate, WorkItem, WorkflowDefinition } from '@kept/domain';
import type { Reference } from '../reference/reference.store.js';
import { batchRow, factsFor, type Claimed, type Written } from '../work-item/batch.js';
import type { ChangeContext, Decide } from '../work-item/change.js';
import { decodeItem } from '../work-item/decode.js';
import { effectsOf } from '../work-item/effects.js';

/** An item of which dates moved because a meeting or a calendar did. */
export interface MovedItem {
  item: WorkItem;
  definition: WorkflowDefinition;
  deadlines: MovedDeadline[];
  /** Late by its new date. */
  late: boolean;
}

export interface MovedDeadline {
  deadline: string;
  occurrence: number;
  from: LocalDate;
  to: LocalDate;
}

/** What is written of an item, and what is told of it; it may have moved nothing and opened a check-in. */
export interface RecalculatedItem {
  written: Written;
  moved: MovedItem;
}

/** Who works what out again, and how. */
export interface Recalculation {
  ctx: ChangeContext;
  /** The meetings and calendars as they now are. */
  reference: Reference;
  recalculate: Decide;
}

/** Decides on items that the transaction has read. Those that the decision leaves as they are are left out. */
export function recalculatedItems(asked: Recalculation, claimed: Claimed): RecalculatedItem[] {
  return claimed.items.flatMap(({ item }) => recalculated(asked, claimed, item));
}

function recalculated(
  { ctx, reference, recalculate }: Recalculation,
  claimed: Claimed,
  json: Claimed['items'][number]['item'],
): RecalculatedItem[] {
  const stored = decodeItem(json);
  const facts = factsFor(ctx, claimed, reference, stored.item);
  if (facts === null)
    throw new Error(`Version ${stored.item.definitionVersion} of ${stored.item.workflow} is not published.`);
  const decision: Decision = recalculate(stored.item, facts);
  if (!decision.allowed) return [];
  const { change } = decision;
  const { definition } = facts;
  const deadlines = movedDeadlines(stored.item, change.item);
  const written = {
    item: batchRow(stored, change.item, definition),
    effects: effectsOf({
      authorityId: ctx.authorityId,
      before: stored.item,
      change,
      definition,
      seeded: ctx.seeded ?? false,
    }),
    firings: [],
  };
  const late = deadlines.some((each) => each.to < claimed.today);
  return [{ written, moved: { item: change.item, definition, deadlines, late } }];
}

function movedDeadlines(before: WorkItem, after: WorkItem): MovedDeadline[] {
  return after.deadlines.flatMap(({ key, occurrence, dueOn }) => {
    const old = before.deadlines.find((each) => each.key === key && each.occurrence === occurrence);
    if (old === undefined || old.dueOn === dueOn) return [];
    return [{ deadline: key, occurrence, from: old.dueOn, to: dueOn }];
  });
}
