/** How messages are held while they are sent. */
export interface LeaseRules {
  seconds: number;
  /** Nothing is handed to the provider later than this after the claim: an answer takes up to 10 s. */
  handOverWithinMs: number;
  /** Whether the provider is asked before a message is sent again. */
  asksFirst: boolean;
}

export const standardLease: LeaseRules = { seconds: 30, handOverWithinMs: 18_000, asksFirst: true };

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
  const share = standardLease.handOverWithinMs / (standardLease.seconds * 1_000);
  return {
    ...standardLease,
    seconds,
    handOverWithinMs: wish.without === 'lease' ? Infinity : seconds * 1_000 * share,
    asksFirst: wish.without !== 'reconcile',
  };
}
