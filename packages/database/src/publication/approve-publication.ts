import type pg from 'pg';
import { actorKey, actorName, auditAct, type By } from '../audit/audit-act.js';
import type { ApproveOutcome } from './publication.store.js';

const decide = 'select outcome from app.approve_publication($1, $2, $3, $4)';

/**
 * The second person's act, and the words onto the page, in the caller's transaction. The database does it, and lets nobody
 * write there in another way; it writes down itself what took the place of what, and the digest of what was approved:
 * SHA-256, in hexadecimal, of the canonical JSON of the words, so that nobody changes them later without a trace.
 */
export async function approve(client: pg.PoolClient, { authorityId, actor }: By, id: string): Promise<ApproveOutcome> {
  const values = [authorityId, id, actorKey(actor), actorName(actor)];
  return (await client.query<{ outcome: ApproveOutcome }>(decide, values)).rows[0]?.outcome ?? 'unknown';
}

/** An act on a publication, in the audit: never its words. */
export function note(client: pg.PoolClient, by: By, { action, id }: { action: string; id: string }): Promise<void> {
  return auditAct((text, values) => client.query(text, values), by, { action, objectId: id, about: {}, values: {} });
}
