import { createHash } from 'node:crypto';
import type { PlainTexts, PublishedVerdict } from '@kept/domain';
import type pg from 'pg';
import { actorKey, actorName, auditAct, type By } from '../audit/audit-act.js';
import { canonicalJson } from '../audit/entry.js';
import type { ApproveOutcome } from './publication.store.js';

interface Words {
  texts: PlainTexts;
  askedBy: string;
  verdict: PublishedVerdict | null;
}

const find = `select texts, asked_by as "askedBy", verdict from publications where authority_id = $1 and id = $2`;
const decide = 'select outcome, replaced from app.approve_publication($1, $2, $3, $4)';

/**
 * The second person's act, and the words onto the page, in the caller's transaction. The database does it, and lets nobody
 * write there in another way; what took the place of what, and the digest of what was approved, is written down.
 */
export async function approve(client: pg.PoolClient, by: By, id: string): Promise<ApproveOutcome> {
  const { authorityId, actor } = by;
  const values = [authorityId, id, actorKey(actor), actorName(actor)];
  const decided = (await client.query<{ outcome: ApproveOutcome; replaced: string | null }>(decide, values)).rows[0];
  if (decided === undefined || decided.outcome !== 'published') return decided?.outcome ?? 'unknown';
  const words = (await client.query<Words>(find, [authorityId, id])).rows[0];
  await note(client, by, { action: 'publication-approved', id, about: { digest: digestOf(words) } });
  if (decided.replaced !== null)
    await note(client, by, { action: 'publication-replaced', id: decided.replaced, about: { replacedBy: id } });
  return 'published';
}

/** An act on a publication, in the audit: never its words. */
export function note(
  client: pg.PoolClient,
  by: By,
  { action, id, about = {} }: { action: string; id: string; about?: Readonly<Record<string, unknown>> },
): Promise<void> {
  return auditAct((text, values) => client.query(text, values), by, { action, objectId: id, about, values: {} });
}

/** SHA-256, in hexadecimal, of the canonical JSON of what stands on the page: nobody changes it later without a trace. */
const digestOf = (words: Words | undefined): string => createHash('sha256').update(canonicalJson(words)).digest('hex');
