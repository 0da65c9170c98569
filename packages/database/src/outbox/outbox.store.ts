import type { Instant, LocalDate, WorkItem } from '@kept/domain';
import type { Pools } from '../connection/pools.js';
import { inAuthority } from '../connection/transaction.js';
import type { Notice } from '../notice/notice.store.js';
import type { ReferenceCache } from '../reference/reference-cache.js';
import type { Reference } from '../reference/reference.store.js';
import type { TellingChannel, TellingPreference } from '../telling/telling.store.js';
import { auditSetAside } from './audit-message.js';
import { claimMessages } from './claim-messages.js';
import { renew, settle } from './outbox.sql.js';

/** One message as it stands when a plan is made, its row locked. */
export interface OutboxMessage {
  /** Also the id of its notice; use it for the Message-ID, so that a repeat carries the same one. */
  id: string;
  uniqueKey: string;
  /** 1 on the first claim. */
  attempt: number;
  /** Attempts that ended with their lease, the process being dead or frozen. */
  lapses: number;
  /** True when an earlier attempt ended without an answer: ask the provider before sending again. */
  askFirst: boolean;
  /** As it was before this claim; another instant than the notice's own says that it was held or put off. */
  availableAt: Instant;
  firstTriedAt: Instant | null;
  /** The message that carries this one. */
  carriedBy: string | null;
  /** An earlier message of the same item and post is tried again then, and goes first. */
  waitsFor: Instant | null;
  notice: Notice;
}

/** What a plan is made from, of one moment. */
export interface OutboxBatch {
  now: Instant;
  today: LocalDate;
  /** A deadline has come that the sweep has not written yet: more is to be told in a moment. */
  firing: boolean;
  reference: Reference;
  /** In the order of their making, carried ones among them. */
  messages: readonly OutboxMessage[];
  /** By id; with deadlines and receipts where a message is of one, without title, fields, records, evidence and links. */
  items: ReadonlyMap<string, WorkItem>;
  /** By person; who is not in it is told as by default. Only of the people that were asked for. */
  preferences: ReadonlyMap<string, TellingPreference>;
}

/** What is to be sent now, under a lease, and what it carries. */
export interface PlannedLetter {
  id: string;
  channel: Exclude<TellingChannel, 'none'>;
  carries: readonly string[];
}

/** A decision for each message that it names; the others stay as they are, to be claimed again. */
export interface OutboxPlan<Letter extends PlannedLetter = PlannedLetter> {
  letters: readonly Letter[];
  settled: readonly {
    id: string;
    outcome: 'withdrawn' | 'failed' | 'shown' | 'quarantined';
    error: string;
    /** Its reader, who follows the item, may not be told of it any more: they follow it no longer. */
    endsFollow?: boolean;
  }[];
  later: readonly { id: string; at: Instant; error: string | null }[];
}

/** How a batch is planned: pure, since its rows are locked meanwhile. */
export interface Planner<Letter extends PlannedLetter> {
  /** Who is told, and of whom everything that waits is wanted beside what is due: a list of posts for each of these. */
  asks(batch: Omit<OutboxBatch, 'preferences'>): { people: readonly string[]; posts: readonly (readonly string[])[] };
  plan(batch: OutboxBatch): OutboxPlan<Letter>;
}

export interface ClaimOptions {
  /** Messages looked at. */
  limit: number;
  /** Of the lease, unless it is renewed. */
  seconds: number;
  /**
   * Those whose lease ran out: `once` so many together, since the process may have died of anything; `again` one alone, so
   * that one that kills its process takes no other with it. `no` = the others.
   */
  suspects: 'no' | 'once' | 'again';
  /** Messages of one person that go together at most. */
  together: number;
  /** Messages a minute over all processes, by channel; null = as many as there are. */
  perMinute: number | null;
}

export interface Claim<Letter> {
  leaseToken: string;
  batch: OutboxBatch;
  /** Leased: those for which the transport had room. */
  letters: readonly Letter[];
  /** How many were decided on without being sent. */
  counts: Readonly<Record<'withdrawn' | 'failed' | 'shown' | 'quarantined' | 'later' | 'carried', number>>;
}

/** What became of a letter. */
export type OutboxSettlement =
  | { outcome: 'sent'; providerReference: string | null }
  | { outcome: 'failed' | 'unknown' | 'withdrawn' | 'quarantined'; error: string }
  /** Give it back until `at`. */
  | {
      outcome: 'later';
      at: Instant;
      error: string | null;
      /** False when nothing was handed to the provider. */ attempted: boolean;
    };

export interface Answered {
  id: string;
  leaseToken: string;
  settlement: OutboxSettlement;
  /** By which way it was sent. */
  channel?: 'email' | 'teams';
  /** What it carried and no longer does; without an outcome it waits again, to be planned anew. */
  dropped?: readonly { id: string; outcome: 'withdrawn' | 'unknown' | 'quarantined' | null; error: string }[];
}

export interface OutboxStore {
  /** Authorities with a message that may be claimed now; none while sending is stopped. */
  dueAuthorities(limit: number): Promise<string[]>;
  /** SKIP LOCKED; takes over leases that have run out. In one transaction: gather, plan, write. Null when nothing is due. */
  claim<Letter extends PlannedLetter>(
    authorityId: string,
    options: ClaimOptions,
    planner: Planner<Letter>,
  ): Promise<Claim<Letter> | null>;
  /** The holder lives, and goes on holding these for so many seconds from now. Gives the ids that it does still hold. */
  renew(authorityId: string, lease: { token: string; seconds: number }, ids: readonly string[]): Promise<string[]>;
  /** One statement for all of them. Gives the ids whose lease still stood; about the others this worker says nothing more. */
  settle(authorityId: string, answers: readonly Answered[]): Promise<ReadonlySet<string>>;
}

function answerRow({ id, leaseToken: token, settlement, channel }: Answered) {
  if (settlement.outcome === 'later') {
    const { at, error, attempted } = settlement;
    return { id, token, outcome: null, reference: null, error, at, attempted, channel };
  }
  const sent = settlement.outcome === 'sent';
  const reference = sent ? settlement.providerReference : null;
  const error = sent ? null : settlement.error;
  return { id, token, outcome: settlement.outcome, reference, error, at: null, attempted: true, channel };
}

/** What an answer sets aside for a person. */
const asideOf = ({ id, settlement }: Answered): { id: string; error: string }[] =>
  settlement.outcome === 'quarantined' ? [{ id, error: settlement.error }] : [];

/** The harness switches the check of the lease off, to see that something breaks without it. */
const unchecked = settle.replace('o.lease_token = a.token', 'a.token is not null');

export function outboxStore(
  pools: Pools,
  references: ReferenceCache,
  { leaseChecked }: { leaseChecked: boolean },
): OutboxStore {
  const settling = leaseChecked ? settle : unchecked;
  return {
    dueAuthorities: async (limit) => {
      const text = 'select app.outbox_authorities($1) as id';
      const { rows } = await pools.write.query<{ id: string }>({ name: 'outbox-authorities', text, values: [limit] });
      return rows.map((row) => row.id);
    },
    claim: (authorityId, options, planner) =>
      inAuthority(pools.write, authorityId, (client) =>
        claimMessages({ client, references, authorityId, options }, planner),
      ),
    renew: (authorityId, { token, seconds }, ids) =>
      inAuthority(pools.write, authorityId, async (client) => {
        const values = [authorityId, token, ids, seconds];
        const { rows } = await client.query<{ id: string }>({ name: 'renew-lease', text: renew, values });
        return rows.map(({ id }) => id);
      }),
    settle: (authorityId, answers) =>
      inAuthority(pools.write, authorityId, async (client) => {
        const dropped = answers.flatMap((each) => (each.dropped ?? []).map((one) => ({ ...one, carrier: each.id })));
        const values = [authorityId, JSON.stringify(answers.map(answerRow)), JSON.stringify(dropped)];
        const { rows } = await client.query<{ id: string }>({ name: 'settle-outbox', text: settling, values });
        const held = new Set(rows.map(({ id }) => id));
        await auditSetAside(
          client,
          authorityId,
          answers.flatMap(asideOf).filter(({ id }) => held.has(id)),
        );
        return held;
      }),
  };
}
