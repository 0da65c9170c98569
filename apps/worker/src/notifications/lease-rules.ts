/** How messages are held while they are sent: briefly, and anew for as long as the process lives. */
export interface LeaseRules {
  /** From the claim, and again from each renewal: so long after a process ended another takes over. */
  seconds: number;
  renewEveryMs: number;
  /** Nothing is handed to the provider later than this after the claim or the last renewal. */
  handOverWithinMs: number;
  /** Whether the provider is asked before a message is sent again. */
  asksFirst: boolean;
}

export const standardLease: LeaseRules = { seconds: 5, renewEveryMs: 1_250, handOverWithinMs: 3_000, asksFirst: true };

/** What the harness changes of a worker that it started with NODE_ENV=test. */
export interface ChaosWish {
  /** A shorter lease, so that what a killed worker held is free sooner. */
  leaseSeconds: number | null;
  /** A guard switched off, to see that something breaks without it. */
  without: 'reconcile' | 'lease' | null;
}

/** The standard rules where nothing is wished. */
export function leaseRulesFor(wish: ChaosWish | null): LeaseRules {
  if (wish === null) return standardLease;
  const seconds = wish.leaseSeconds ?? standardLease.seconds;
  const share = seconds / standardLease.seconds;
  return {
    seconds,
    renewEveryMs: standardLease.renewEveryMs * share,
    handOverWithinMs: wish.without === 'lease' ? Infinity : standardLease.handOverWithinMs * share,
    asksFirst: wish.without !== 'reconcile',
  };
}
