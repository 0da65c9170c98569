import type { Actor, Decision, Facts, Instant, Refusal, WorkItem } from '@kept/domain';

/** Who acts, for which authority, and under which idempotency key. */
export interface ChangeContext {
  authorityId: string;
  actor: Actor;
  /** `bodyHash` covers the body; the route belongs to it, so that a key used on another route is a reused key. */
  idempotency?: { key: string; bodyHash: string; route: string };
  /** True while history is replayed by the seeder: nobody is told, so no notices and no outbox rows are written. */
  seeded?: boolean;
  /** For so many minutes nobody is told of it outside Kept, since it may be taken back so long. */
  tellAfterMinutes?: number;
  /** Takes back what gave the item to this post since then: what the post was to be told of it is withdrawn, or it is `told`. */
  takesBack?: {
    since: Instant;
    /** Without one, the post that owns it now. */ post?: string;
    /** A step, with what began by it. */ step?: true;
  };
  /** What the item was before is kept with this bulk change, where it may be taken back. */
  keepsFor?: string;
}

/** A pure decision about one item; it may be asked again with newer facts, so it must have no effect of its own. */
export type Decide = (item: WorkItem, facts: Facts) => Decision;
/** As {@link Decide} for an item that does not exist yet. */
export type Build = (facts: Facts) => Decision;

export type ChangeOutcome =
  /** `replayed`: the key was used before with the same body; `item` is the item as it now stands. */
  | { kind: 'changed'; item: WorkItem; facts: Facts; created: boolean; replayed: boolean }
  | { kind: 'refused'; refusal: Refusal }
  /** No such item in this authority (or, creating, no such workflow). */
  | { kind: 'unknown' }
  /** `ifMatch` names another version than the one that stands. */
  | { kind: 'stale'; version: number }
  /** It was to be taken back, and somebody was told of it already. */
  | { kind: 'told' }
  /** Somebody else changed it, twice in a row; or the reference data kept moving. */
  | { kind: 'conflict' }
  /** The key was used before with another body. */
  | { kind: 'key-reused' }
  /** Another request with this key has held it for 5 seconds. */
  | { kind: 'in-progress' };
