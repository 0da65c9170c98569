import type { Instant } from '@kept/domain';
import type { Notice } from '../notice/notice.store.js';

/** One message to be sent, held under a lease. */
export interface OutboxMessage {
  /** Also the id of its notice; use it for the Message-ID, so that a repeat carries the same one. */
  id: string;
  uniqueKey: string;
  leaseToken: string;
  leasedUntil: Instant;
  /** 1 on the first claim. */
  attempt: number;
  /** True when an earlier attempt ended without an answer: ask the provider before sending again. */
  askFirst: boolean;
  notice: Notice;
  item: { id: string; reference: string; title: string; workflow: string; state: string; closed: boolean; exempt: boolean; ownerPost: string };
}

export type OutboxSettlement =
  | { outcome: 'sent'; providerReference: string | null }
  | { outcome: 'failed' | 'unknown'; error: string }
  /** Not to be told any more (the deadline was met in the meantime). */
  | { outcome: 'withdrawn'; error: string }
  /** Give it back until `at` (waking hours, or after a failure). */
  | { outcome: 'later'; at: Instant; error: string | null; /** False when nothing was handed to the provider. */ attempted: boolean };

export interface OutboxStore {
  /** Authorities with a message that may be claimed now. */
  dueAuthorities(limit: number): Promise<string[]>;
  /** SKIP LOCKED; takes over leases that have run out. */
  claim(authorityId: string, lease: { limit: number; seconds: number }): Promise<OutboxMessage[]>;
  /** Takes one message by its id, if it may be claimed; null when another holds it or it is settled. */
  claimOne(authorityId: string, id: string, seconds: number): Promise<OutboxMessage | null>;
  /** False when the lease was lost: another worker has it, so this one says nothing more. */
  settle(authorityId: string, message: { id: string; leaseToken: string }, settlement: OutboxSettlement): Promise<boolean>;
}
