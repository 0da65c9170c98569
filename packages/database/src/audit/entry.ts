import { createHash, randomBytes } from 'node:crypto';
import type { EventDraft, Instant, WorkItem } from '@kept/domain';
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

/** Where ids and salts come from: by chance, and for generated data from a seed. */
export interface AuditDraw {
  /** A UUID of version 7, for an act of that instant. */
  id(at: Instant): string;
  /** 16 bytes in hexadecimal. */
  salt(): string;
}

const byChance: AuditDraw = { id: () => uuid(), salt: () => randomBytes(16).toString('hex') };

function salt(values: Readonly<Record<string, unknown>>, draw: AuditDraw): Record<string, Salted> {
  const entries = Object.entries(values).map(([name, value]) => [name, { salt: draw.salt(), value }]);
  return Object.fromEntries(entries) as Record<string, Salted>;
}

const hashed = ({ salt: grains, value }: Salted): string =>
  createHash('sha256').update(Buffer.from(grains, 'hex')).update(canonicalJson(value)).digest('hex');

/** Something that somebody did, and with what. */
export interface AuditedAct {
  authorityId: string;
  action: string;
  /** Id of the person, or the name of the machine. */
  actor: string;
  at: Instant;
  objectId: string;
  /** What the canonical form says in clear, beside the above. */
  about: Readonly<Record<string, unknown>>;
  /** What it holds under a salted hash only. */
  values: Readonly<Record<string, unknown>>;
}

/** The rows of one act, as `app.write_effects` takes them. */
export function auditRows(act: AuditedAct, draw: AuditDraw = byChance): AuditRows {
  const { authorityId, action, actor, at, objectId, about, values } = act;
  const salted = salt(values, draw);
  const id = draw.id(at);
  const hashes = Object.fromEntries(Object.entries(salted).map(([name, each]) => [name, hashed(each)]));
  const canonical = canonicalJson({ ...about, id, action, actor, at, authority: authorityId, values: hashes });
  return {
    entry: { id, action, actor, object_id: objectId, canonical },
    salted: Object.keys(salted).length > 0 ? { entry_id: id, salted } : null,
  };
}

/** The rows of an item's event. */
export function eventAuditRows(authorityId: string, item: WorkItem, event: EventDraft, draw?: AuditDraw): AuditRows {
  const { type, at, from, to, occurredOn, reason } = event;
  const act = {
    authorityId,
    action: type,
    actor: event.actorId ?? event.actorName,
    at,
    objectId: item.id,
    about: { from, item: item.id, occurredOn, to, version: item.version },
    values: { ...event.fields, ...(reason !== undefined && { reason }) },
  };
  return auditRows(act, draw);
}
