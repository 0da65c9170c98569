import { HttpException } from '@nestjs/common';
import { CursorFault, classifyDatabaseError, type DatabaseFault } from '@kept/database';
import { Refused, malformed, notFound, tooLarge, unsupportedMedia } from './problem.js';

const databaseWords: Readonly<Record<number, string>> = {
  400: 'Something in the request cannot be kept as it is written.',
  409: 'Somebody else is changing the same thing. Try again.',
  422: 'The request names something that does not exist.',
  503: 'The database is not available. Try again in a moment.',
  504: 'It took too long. Try again.',
  507: 'There is no room left to keep this.',
};

/**
 * The refusal that an error stands for: our own, the framework's, the database's. Never carries what was sent, nor where
 * in the program it happened.
 * @returns null for an error that nobody foresaw: 500, and a line in the log
 */
export function refusalOf(error: unknown): Refused | null {
  if (error instanceof Refused) return error;
  if (error instanceof CursorFault) return malformed(error.message);
  if (error instanceof HttpException) return refusalOfStatus(error.getStatus());
  const fault = classifyDatabaseError(error);
  if (fault) return refusalOfFault(fault);
  return refusalOfStatus(statusOf(error));
}

function refusalOfFault({ kind, status, retryAfterSeconds }: DatabaseFault): Refused | null {
  if (status === 404) return notFound();
  const detail = databaseWords[status];
  if (detail === undefined) return null;
  const headers = retryAfterSeconds === null ? {} : { 'Retry-After': String(retryAfterSeconds) };
  return new Refused(status, { kind, detail, headers });
}

/** Fastify's own errors carry a status: an address that cannot be read, a body too large or of another type. */
function refusalOfStatus(status: number): Refused | null {
  if (status === 404) return notFound();
  if (status === 413) return tooLarge('The body is larger than 100 kB.');
  if (status === 415) return unsupportedMedia('Send the body as application/json in UTF-8.');
  if (status === 403) return new Refused(403, { kind: 'forbidden', detail: 'This is not yours to do.' });
  return status >= 400 && status < 500 ? malformed('The request cannot be read.') : null;
}

function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return 500;
  return typeof error.statusCode === 'number' ? error.statusCode : 500;
}
