import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { Refused, malformed } from './problem.js';

/** What a request says of when it may be carried out. */
export interface Conditions {
  /** The version that the caller read; a version that never was, for an entity tag that is not ours. */
  ifMatch?: number;
  /** Whether If-Match was sent at all: `*` stands for any version. */
  isConditional: boolean;
  idempotency?: { key: string; bodyHash: string; route: string };
}

const neverAVersion = -1;

/** The entity tag of an item's version: `"3"`. */
export function entityTag(version: number): string {
  return `"${version}"`;
}

/** @throws Refused 400 for a header that cannot be read */
export function conditionsOf(request: FastifyRequest): Conditions {
  const ifMatch = readIfMatch(request.headers['if-match']);
  const key = readIdempotencyKey(request.headers['idempotency-key']);
  return {
    isConditional: request.headers['if-match'] !== undefined,
    ...(ifMatch !== null && { ifMatch }),
    ...(key !== null && { idempotency: { key, bodyHash: hashOf(request.body), route: routeOf(request) } }),
  };
}

/** @throws Refused 428 without an If-Match */
export function requireIfMatch(conditions: Conditions): void {
  if (conditions.isConditional) return;
  const detail = 'Send the ETag that you read as If-Match, so that nobody is overwritten.';
  throw new Refused(428, { kind: 'if-match-needed', detail });
}

/** Bodies that say the same have the same hash, in whatever order their properties stand. */
export function hashOf(body: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(body, inOrder) ?? '')
    .digest('hex');
}

function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function routeOf(request: FastifyRequest): string {
  return `${request.method} ${request.url.split('?', 1)[0]}`;
}

function readIfMatch(header: string | undefined): number | null {
  if (header === undefined || header.trim() === '*') return null;
  const version = /^\s*"?(\d{1,9})"?\s*$/.exec(header)?.[1];
  if (version !== undefined) return Number(version);
  if (/^\s*(W\/)?"[^"]*"(\s*,\s*(W\/)?"[^"]*")*\s*$/.test(header)) return neverAVersion;
  throw malformed('If-Match must be an ETag as it was given.');
}

function readIdempotencyKey(header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  if (typeof header === 'string' && /^[\x21-\x7E]{1,200}$/.test(header)) return header;
  throw malformed('Idempotency-Key must be 1 to 200 visible ASCII characters.');
}
