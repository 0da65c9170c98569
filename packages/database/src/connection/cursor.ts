import { CursorFault } from './faults.js';

/** Where a page ended: the sort it belongs to, the last row's sort value, and its id to break ties. */
export interface CursorPlace {
  sort: string;
  value: string;
  id: string;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const writeCursor = ({ sort, value, id }: CursorPlace): string =>
  Buffer.from(JSON.stringify([sort, value, id])).toString('base64url');

/**
 * Reads a cursor back. It is untrusted: nothing but what {@link writeCursor} made for this sort is let through.
 * @throws CursorFault
 */
export function readCursor(cursor: string, sort: string, value: RegExp): CursorPlace {
  const parts = parse(cursor);
  if (!Array.isArray(parts) || parts.length !== 3 || parts[0] !== sort) throw new CursorFault();
  const [, place, id] = parts as unknown[];
  if (typeof place !== 'string' || !value.test(place) || typeof id !== 'string' || !uuid.test(id))
    throw new CursorFault();
  return { sort, value: place, id };
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new CursorFault();
  }
}

export const dayValue = /^(\d{4}-(0[1-9]|1[0-2])-([0-2]\d|3[01])|infinity)$/;
export const instantValue = /^\d{4}-(0[1-9]|1[0-2])-([0-2]\d|3[01])T([01]\d|2[0-3])(:[0-5]\d){2}\.\d{3}Z$/;
export const referenceValue = /^[A-Z]{1,6}(-\d{4})?-?\d{0,12}$/;
export const countValue = /^\d{1,9}$/;
export const sequenceValue = /^\d{1,15}$/;
