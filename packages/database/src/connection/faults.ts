/** What went wrong, in terms the edge can answer with. */
export type DatabaseFaultKind =
  /** 400 */
  | 'malformed'
  /** 409 */
  | 'duplicate'
  /** 409 */
  | 'locked'
  /** 422 */
  | 'missing-reference'
  /** 404: row-level security hid or refused the row. */
  | 'out-of-scope'
  /** 500 and an alarm: a query ran without an authority, or under two. */
  | 'no-authority'
  /** Try again (serialisation, deadlock), then 503. */
  | 'retry'
  /** 507 */
  | 'disk-full'
  /** 503 with Retry-After */
  | 'unavailable'
  /** 504 */
  | 'timeout'
  /** 500 */
  | 'fault';

export interface DatabaseFault {
  kind: DatabaseFaultKind;
  status: 400 | 404 | 409 | 422 | 500 | 503 | 504 | 507;
  retryAfterSeconds: number | null;
}

const faults: Readonly<Record<DatabaseFaultKind, DatabaseFault['status']>> = {
  malformed: 400,
  duplicate: 409,
  locked: 409,
  'missing-reference': 422,
  'out-of-scope': 404,
  'no-authority': 500,
  retry: 503,
  'disk-full': 507,
  unavailable: 503,
  timeout: 504,
  fault: 500,
};

const kinds: Readonly<Record<string, DatabaseFaultKind>> = {
  '22021': 'malformed',
  '22P02': 'malformed',
  '22003': 'malformed',
  '22P05': 'malformed',
  '22008': 'malformed',
  '22007': 'malformed',
  '23505': 'duplicate',
  '23503': 'missing-reference',
  '40001': 'retry',
  '40P01': 'retry',
  '55P03': 'locked',
  '53100': 'disk-full',
  '53300': 'unavailable',
  '57P01': 'unavailable',
  '57P02': 'unavailable',
  '57P03': 'unavailable',
  '57014': 'timeout',
};

const connectionFaults = /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT)$/;
const connectionWords =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/;

function kindOf(code: string, message: string): DatabaseFaultKind | null {
  if (code === '42501') return message.includes('app.authority') ? 'no-authority' : 'out-of-scope';
  if (code.startsWith('08') || connectionFaults.test(code) || connectionWords.test(message)) return 'unavailable';
  if (message === 'Query read timeout') return 'timeout';
  return kinds[code] ?? (/^[0-9A-Z]{5}$/.test(code) ? 'fault' : null);
}

/**
 * Tells an error of PostgreSQL or of its driver from any other. Never carries the offending value.
 * @returns null when the error does not come from the database
 */
export function classifyDatabaseError(error: unknown): DatabaseFault | null {
  if (!(error instanceof Error)) return null;
  const { code } = error as { code?: unknown };
  const kind = kindOf(typeof code === 'string' ? code : '', error.message);
  if (kind === null) return null;
  return { kind, status: faults[kind], retryAfterSeconds: kind === 'unavailable' || kind === 'retry' ? 2 : null };
}

/** A cursor that was not given out for this query: 400. */
export class CursorFault extends Error {
  override readonly name = 'CursorFault';
  constructor() {
    super('This cursor does not belong to this list. Start again from its first page.');
  }
}

/** The database is not one that Kept may serve from: the sentence says why. Exit, do not retry. */
export class DatabaseRefusal extends Error {
  override readonly name = 'DatabaseRefusal';
}

/** A body differs under a version that was published before: raise the version instead. */
export class VersionChanged extends Error {
  override readonly name = 'VersionChanged';
  constructor(
    readonly what: 'workflow' | 'rule' | 'calendar' | 'eligibility' | 'words',
    readonly key: string,
    readonly version: number,
  ) {
    super(
      `The ${what} ${key} was changed, but its version ${version} is already published. Give it version ${version + 1}.`,
    );
  }
}
