import type pg from 'pg';
import { auditAct, type By } from '../audit/audit-act.js';

/** A message that was taken out of sending, and what was said of why. */
export interface MessageAct {
  /** Also the id of its notice. */
  id: string;
  action: 'message-set-aside' | 'message-released' | 'message-given-up';
  /** Under a salted hash: a provider may name an address in its refusal. */
  why: string;
}

/**
 * Writes down, in the transaction of the act itself, that a message waits for a person or that a person decided on it:
 * somebody is not told of a date by it, and must be able to see when that was so and by whom.
 */
export function auditMessage(client: pg.PoolClient, by: By, { id, action, why }: MessageAct): Promise<void> {
  const send = (text: string, values: unknown[]) => client.query(text, values);
  return auditAct(send, by, { action, objectId: id, about: {}, values: { why } });
}

/** What the machine set aside by itself. */
export async function auditSetAside(
  client: pg.PoolClient,
  authorityId: string,
  messages: readonly { id: string; error: string }[],
): Promise<void> {
  const by: By = { authorityId, actor: { kind: 'system', name: 'outbox' } };
  for (const { id, error } of messages) {
    await auditMessage(client, by, { id, action: 'message-set-aside', why: error });
  }
}
