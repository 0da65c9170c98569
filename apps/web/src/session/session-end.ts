import type { SessionView } from '@kept/contracts';

/** How long before the end somebody is warned: time to finish a sentence and save it. */
export const warnedBefore = 5 * 60_000;

export interface SessionEnd {
  /** By this machine's clock, in milliseconds. */
  at: number;
  /** May a request put it off? Not the absolute end. */
  canStay: boolean;
}

/** When a session ends if nobody asks anything more: after its idle time, or at its own end, whichever comes first. */
export function sessionEnd(
  ends: SessionView['ends'],
  { clockAhead, answeredAt }: { clockAhead: number; answeredAt: number },
): SessionEnd {
  const last = Date.parse(ends.at) - clockAhead;
  // The server notes a request to the minute.
  const idle = ends.idleMinutes === null ? Infinity : answeredAt + (ends.idleMinutes - 1) * 60_000;
  return idle < last ? { at: idle, canStay: true } : { at: last, canStay: false };
}
