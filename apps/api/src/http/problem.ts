import { STATUS_CODES } from 'node:http';
import type { Missing, Problem } from '@kept/contracts';

/** What the answer says beside its status. */
export interface RefusedDetail {
  /** The last part of the problem's type: `stale`, `missing`. */
  kind: string;
  detail: string;
  missing?: readonly Missing[];
  headers?: Readonly<Record<string, string>>;
}

/** A request that is refused, with the words for it. Thrown anywhere below a controller; the filter writes it out. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, { kind, detail, missing, headers }: RefusedDetail) {
    super(detail);
    this.problem = {
      type: `urn:kept:problem:${kind}`,
      title: STATUS_CODES[status] ?? 'Refused',
      status,
      detail,
      ...(missing !== undefined &&
        missing.length > 0 && { missing: missing.map(({ field, text }) => ({ field, text })) }),
    };
    this.headers = headers ?? {};
  }
}

export function malformed(detail: string, missing: readonly Missing[] = []): Refused {
  return new Refused(400, { kind: 'malformed', detail, missing });
}

export function signInFirst(): Refused {
  const headers = { 'WWW-Authenticate': 'Bearer realm="kept"' };
  return new Refused(401, { kind: 'sign-in', detail: 'Sign in first.', headers });
}

export function forbidden(detail: string): Refused {
  return new Refused(403, { kind: 'forbidden', detail });
}

/** One text for what does not exist and for what is out of sight, so that nobody learns which. */
export function notFound(): Refused {
  return new Refused(404, { kind: 'not-found', detail: 'There is nothing here, or nothing that you may see.' });
}

export function conflict(detail: string, headers: Readonly<Record<string, string>> = {}): Refused {
  return new Refused(409, { kind: 'conflict', detail, headers });
}

/** One key is one request. */
export function keyReused(): Refused {
  return new Refused(422, { kind: 'key-reused', detail: 'This Idempotency-Key was used before, for something else.' });
}

export function stale(): Refused {
  const detail = 'Somebody else changed it in the meantime. Read it again, then decide.';
  return new Refused(412, { kind: 'stale', detail });
}

export function tooLarge(detail: string): Refused {
  return new Refused(413, { kind: 'too-large', detail });
}

export function unsupportedMedia(detail: string): Refused {
  return new Refused(415, { kind: 'media-type', detail });
}

/** Something is missing or untrue; `missing` names each. */
export function incomplete(missing: readonly Missing[], detail?: string): Refused {
  const words = missing.length === 1 ? 'One thing is missing or untrue.' : 'Some things are missing or untrue.';
  return new Refused(422, { kind: 'missing', detail: detail ?? words, missing });
}

export function unavailable(detail: string, retryAfterSeconds: number): Refused {
  const headers = { 'Retry-After': String(retryAfterSeconds) };
  return new Refused(503, { kind: 'unavailable', detail, headers });
}
