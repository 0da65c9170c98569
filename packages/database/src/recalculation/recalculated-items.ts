import { followNews } from '@kept/domain';
import type { Change, Decision, Facts, LocalDate, WorkItem, WorkflowDefinition } from '@kept/domain';
import type { Reference } from '../reference/reference.store.js';
import { batchRow, factsFor, type Claimed, type Written } from '../work-item/batch.js';
import type { ChangeContext, Decide } from '../work-item/change.js';
import { decodeItem, type StoredItem } from '../work-item/decode.js';
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

/** One item with what was decided on it; `written` is null where it stays as it is. */
export interface DecidedItem {
  before: WorkItem;
  facts: Facts;
  decision: Decision;
  written: RecalculatedItem | null;
}

/** Decides on items that the transaction has read. Those that the decision leaves as they are are left out. */
export function recalculatedItems(asked: Recalculation, claimed: Claimed): RecalculatedItem[] {
  return decidedItems(asked, claimed).flatMap(({ written }) => written ?? []);
}

/** As `recalculatedItems`, with those that stay as they are and why. */
export function decidedItems({ ctx, reference, recalculate }: Recalculation, claimed: Claimed): DecidedItem[] {
  return claimed.items.map((each) => {
    const stored = decodeItem(each.item);
    const { item } = stored;
    const facts = factsFor(ctx, claimed, reference, item);
    if (facts === null) throw new Error(`Version ${item.definitionVersion} of ${item.workflow} is not published.`);
    const decision = recalculate(item, facts);
    const written = decision.allowed
      ? recalculated({ ctx, stored, today: claimed.today }, decision.change, facts)
      : null;
    return { before: item, facts, decision, written };
  });
}

function recalculated(
  { ctx, stored, today }: { ctx: ChangeContext; stored: StoredItem; today: LocalDate },
  change: Change,
  facts: Facts,
): RecalculatedItem {
  const { definition: before, definitions = [] } = facts;
  const { item } = change;
  // A change of version writes the item under the version that it goes to.
  const definition =
    definitions.find(({ key, version }) => key === item.workflow && version === item.definitionVersion) ?? before;
  const deadlines = movedDeadlines(stored.item, item);
  const { authorityId, seeded = false } = ctx;
  const news = followNews(stored.item, change, facts);
  const written = {
    item: batchRow(stored, item, definition),
    effects: effectsOf({ authorityId, before: stored.item, change, definition, news, seeded }),
    firings: [],
  };
  return { written, moved: { item, definition, deadlines, late: deadlines.some(({ to }) => to < today) } };
}

function movedDeadlines(before: WorkItem, after: WorkItem): MovedDeadline[] {
  return after.deadlines.flatMap(({ key, occurrence, dueOn }) => {
    const old = before.deadlines.find((each) => each.key === key && each.occurrence === occurrence);
    if (old === undefined || old.dueOn === dueOn) return [];
    return [{ deadline: key, occurrence, from: old.dueOn, to: dueOn }];
  });
}
