import { createHash, randomBytes } from 'node:crypto';
import type { EventDraft, WorkItem } from '@kept/domain';
import { v7 as uuid } from 'uuid';
import type { Row } from '../work-item/rows.js';

/**
 * One row of the tamper layer. Its canonical form (RFC 8785: keys sorted, no white space) is hashed by the database into
 * the leaf. Values that people typed are in it as sha256(salt || value) only; salt and value stand apart, so that they
 * can lawfully be deleted and every leaf still verifies.
 */
export interface AuditRows {
  entry: Row;
  salted: Row | null;
}

/** JSON as RFC 8785 writes it; JavaScript's own numbers and strings are already in its form. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`;
}

interface Salted {
  salt: string;
  value: unknown;
}

function salt(values: Readonly<Record<string, unknown>>): Record<string, Salted> {
  const entries = Object.entries(values).map(([name, value]) => [
    name,
    { salt: randomBytes(16).toString('hex'), value },
  ]);
  return Object.fromEntries(entries) as Record<string, Salted>;
}

const hashed = ({ salt: grains, value }: Salted): string =>
  createHash('sha256').update(Buffer.from(grains, 'hex')).update(canonicalJson(value)).digest('hex');

export function auditRows(authorityId: string, item: WorkItem, event: EventDraft): AuditRows {
  const typed = { ...event.fields, ...(event.reason !== undefined && { reason: event.reason }) };
  const salted = salt(typed);
  const id = uuid();
  const actor = event.actorId ?? event.actorName;
  const canonical = canonicalJson({
    id,
    action: event.type,
    actor,
    at: event.at,
    authority: authorityId,
    from: event.from,
    item: item.id,
    occurredOn: event.occurredOn,
    to: event.to,
    values: Object.fromEntries(Object.entries(salted).map(([name, each]) => [name, hashed(each)])),
    version: item.version,
  });
  return {
    entry: { id, action: event.type, actor, object_id: item.id, canonical },
    salted: Object.keys(salted).length > 0 ? { entry_id: id, salted } : null,
  };
}
