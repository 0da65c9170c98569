import type { Actor } from '@kept/domain';
import type { ChangeContext } from '../work-item/change.js';
import { instant } from '../work-item/decode.js';
import { auditRows } from './entry.js';

/** Who does it, and for which authority. */
export type By = Pick<ChangeContext, 'authorityId' | 'actor'>;

/** An act of administration. `about` is said in clear, `values` under a salted hash. */
export interface Act {
  action: string;
  /** The person it is about, or the row that it made; null where it has no id of that kind. */
  objectId: string | null;
  about: Readonly<Record<string, unknown>>;
  values: Readonly<Record<string, unknown>>;
}

/** Sends a statement within the transaction of the act, whichever driver holds it; gives its rows. */
export type Send = (text: string, values: unknown[]) => Promise<unknown>;

export const actorKey = (actor: Actor): string => (actor.kind === 'person' ? actor.personId : actor.name);

/** Writes the act down in the transaction of the act itself: neither stands without the other. */
export async function auditAct(send: Send, { authorityId, actor }: By, act: Act): Promise<void> {
  const rows = rowsOf(await send('select to_json(app.now()) as now', []));
  const { objectId, ...rest } = act;
  const at = instant((rows[0] as { now: string }).now);
  const made = auditRows({ ...rest, authorityId, actor: actorKey(actor), at, objectId: objectId ?? authorityId });
  const effects = { events: [], audit: [made.entry], ...(made.salted && { salted: [made.salted] }) };
  await send('select app.write_effects($1, $2)', [authorityId, JSON.stringify(effects)]);
}

/** TypeORM gives the rows themselves, `pg` a result that holds them. */
function rowsOf(answer: unknown): unknown[] {
  return Array.isArray(answer) ? answer : (answer as { rows: unknown[] }).rows;
}
