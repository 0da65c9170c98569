import type { Actor } from '@kept/domain';
import type pg from 'pg';
import type { ChangeContext } from '../work-item/change.js';
import { instant } from '../work-item/decode.js';
import { auditRows, type AuditedAct } from './entry.js';

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

/** The machine goes by the product's name. */
export const actorName = (actor: Actor): string => (actor.kind === 'person' ? actor.name : 'Kept');

/** Writes the act down in the transaction of the act itself: neither stands without the other. */
export async function auditAct(send: Send, { authorityId, actor }: By, { objectId, ...rest }: Act): Promise<void> {
  const rows = rowsOf(await send('select to_json(app.now()) as now', []));
  const at = (rows[0] as { now: string }).now;
  await write(send, { ...rest, authorityId, actor: actorKey(actor), at, objectId: objectId ?? authorityId });
}

/** The same for an act whose instant is known already. */
export function audit(client: pg.PoolClient, act: AuditedAct): Promise<void> {
  return write((text, values) => client.query(text, values), act);
}

async function write(send: Send, act: AuditedAct): Promise<void> {
  const { entry, salted } = auditRows({ ...act, at: instant(act.at) });
  const effects = { events: [], audit: [entry], ...(salted && { salted: [salted] }) };
  await send('select app.write_effects($1, $2)', [act.authorityId, JSON.stringify(effects)]);
}

/** TypeORM gives the rows themselves, `pg` a result that holds them. */
function rowsOf(answer: unknown): unknown[] {
  return Array.isArray(answer) ? answer : (answer as { rows: unknown[] }).rows;
}
