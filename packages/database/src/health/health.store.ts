export interface Readiness {
  ready: boolean;
  /** A sentence where it is not. */
  reason: string | null;
}

/** One invariant; `broken` counts the rows that break it, `example` names one. */
export interface InvariantResult {
  key: string;
  title: string;
  broken: number;
  example: string | null;
}

export interface HealthStore {
  /** Cheap; answers within 2 seconds. */
  ready(): Promise<Readiness>;
  /** For one authority: what must hold after every fault. Empty `broken` everywhere = sound. */
  invariants(authorityId: string): Promise<InvariantResult[]>;
}
