import type { Actor } from '@kept/domain';
import type pg from 'pg';
import { instant } from '../work-item/decode.js';
import { auditRows, type AuditedAct } from './entry.js';

/** In the transaction of the act itself: neither stands without the other. */
export async function audit(client: pg.PoolClient, act: AuditedAct): Promise<void> {
  const { entry, salted } = auditRows({ ...act, at: instant(act.at) });
  const effects = { events: [], audit: [entry], ...(salted && { salted: [salted] }) };
  await client.query('select app.write_effects($1, $2)', [act.authorityId, JSON.stringify(effects)]);
}

export const actorKey = (actor: Actor): string => (actor.kind === 'person' ? actor.personId : actor.name);

/** The machine goes by the product's name. */
export const actorName = (actor: Actor): string => (actor.kind === 'person' ? actor.name : 'Kept');
