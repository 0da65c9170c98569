import type { Actor, Calendar } from '@kept/domain';
import type pg from 'pg';
import { auditRows, type AuditedAct } from '../audit/entry.js';
import { instant } from '../work-item/decode.js';

/** An authority's own image of a calendar; the newest holds. */
export async function saveRevision(client: pg.PoolClient, authorityId: string, calendar: Calendar): Promise<void> {
  const text = 'insert into calendars (authority_id, key, revision, body) values ($1, $2, $3, $4)';
  await client.query(text, [authorityId, calendar.key, calendar.revision, JSON.stringify(calendar)]);
}

/** In the transaction of the act itself: neither stands without the other. */
export async function audit(client: pg.PoolClient, act: AuditedAct): Promise<void> {
  const { entry, salted } = auditRows({ ...act, at: instant(act.at) });
  const effects = { events: [], audit: [entry], ...(salted && { salted: [salted] }) };
  await client.query('select app.write_effects($1, $2)', [act.authorityId, JSON.stringify(effects)]);
}

export const actorKey = (actor: Actor): string => (actor.kind === 'person' ? actor.personId : actor.name);

/** The machine goes by the product's name. */
export const actorName = (actor: Actor): string => (actor.kind === 'person' ? actor.name : 'Kept');
