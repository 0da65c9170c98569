import { beganAndEnded, imageOf, type Deadline, type ItemImage } from '@kept/domain';
import type pg from 'pg';
import { writeBatch, type Claimed, type Written } from '../work-item/batch.js';
import type { MovedDeadline, DecidedItem, Recalculation } from '../recalculation/recalculated-items.js';
import { decidedItems } from '../recalculation/recalculated-items.js';
import type { BlockedItem, ChangedItem, RuleMoves } from './rule-change.store.js';

/** One item as a change of rules leaves it: changed, with what is to be kept so that it can be taken back, or blocked. */
export type DecidedChange =
  | { kind: 'changed'; changed: ChangedItem; written: Written; image: ItemImage }
  | { kind: 'blocked'; blocked: BlockedItem };

/** Decides on items that the transaction has read; what has nothing to change is left out. */
export function decidedChanges(asked: Recalculation, claimed: Claimed): Map<string, DecidedChange> {
  return new Map(
    decidedItems(asked, claimed).flatMap((each) => {
      const decided = decidedChange(each);
      return decided === null ? [] : [[each.before.id, decided] as const];
    }),
  );
}

function decidedChange({ before, facts, decision, written }: DecidedItem): DecidedChange | null {
  if (written !== null) {
    const { item } = written.moved;
    const { began, ended } = beganAndEnded(item, before);
    const changed = { ...written.moved, before, began: began.map(named), ended: ended.map(named) };
    return { kind: 'changed', changed, written: written.written, image: imageOf(before, item) };
  }
  if (decision.allowed || decision.refusal.kind !== 'missing') return null;
  const { missing } = decision.refusal;
  return { kind: 'blocked', blocked: { item: before, definition: facts.definition, missing } };
}

const named = ({ key, dueOn }: Deadline) => ({ deadline: key, dueOn });

/** Parted into what is taken along and what stays. */
export function movesOf(results: readonly DecidedChange[]): RuleMoves {
  return {
    changed: results.flatMap((each) => (each.kind === 'changed' ? [each.changed] : [])),
    blocked: results.flatMap((each) => (each.kind === 'blocked' ? [each.blocked] : [])),
  };
}

/** Writes what was decided, and returns what a change keeps of each item. */
export async function writeDecided(
  client: pg.PoolClient,
  authorityId: string,
  results: readonly DecidedChange[],
): Promise<KeptItem[]> {
  const made = results.filter((each) => each.kind === 'changed');
  await writeBatch(
    client,
    authorityId,
    made.map(({ written }) => written),
  );
  return made.map(({ changed, image }) => ({ work_item_id: changed.item.id, image, moved: changed.deadlines }));
}

/** A row of `rule_change_items`. */
export interface KeptItem {
  work_item_id: string;
  image: ItemImage;
  moved: MovedDeadline[];
}
