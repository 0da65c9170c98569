import type { Facts, WorkItem, WorkflowDefinition } from '@kept/domain';
import type pg from 'pg';
import { definitionOf } from '../reference/reference-cache.js';
import type { Reference } from '../reference/reference.store.js';
import type { ChangeContext } from './change.js';
import type { ItemJson, StoredItem } from './decode.js';
import { mergeEffects, type Effects } from './effects.js';
import { factsOf } from './facts-of.js';
import { firingStepsAfter, itemRow, type Row } from './rows.js';

/** Items that this transaction holds locked, and the facts of the same moment. */
export interface Claimed {
  now: string;
  today: string;
  revision: number;
  items: { item: ItemJson; fired: FiredJson[] }[];
}

/** A firing that a deadline has behind it. */
export interface FiredJson {
  key: string;
  occurrence: number;
  kind: 'reminder' | 'due' | 'level';
  mark: string;
  dueOn: string;
}

export interface Written {
  item: Row;
  effects: Effects;
  firings: readonly Row[];
}

/** The item's own row in a batch. */
export const batchRow = (stored: StoredItem, after: WorkItem, definition: WorkflowDefinition): Row =>
  itemRow(after, definition, firingStepsAfter(stored, after));

/** Writes all of them in one call. Returns how many firings are late. */
export async function writeBatch(
  client: pg.PoolClient,
  authorityId: string,
  written: readonly Written[],
): Promise<number> {
  if (written.length === 0) return 0;
  const firings = written.flatMap((each) => each.firings);
  const batch = {
    items: written.map((each) => each.item),
    ...mergeEffects(written.map((each) => each.effects)),
    ...(firings.length > 0 && { firings }),
  };
  const { rows } = await client.query<{ late: number }>({
    name: 'apply-firings',
    text: 'select app.apply_firings($1, $2) as late',
    values: [authorityId, JSON.stringify(batch)],
  });
  return rows[0]?.late ?? 0;
}

/** The facts for one claimed item; null when its definition was never published here. */
export function factsFor(
  ctx: Pick<ChangeContext, 'actor'>,
  claimed: Claimed,
  reference: Reference,
  item: WorkItem,
): Facts | null {
  const definition = definitionOf(reference, item.workflow, item.definitionVersion);
  return definition === undefined ? null : factsOf(ctx, claimed, reference, definition);
}
