import { failpoint, itemsOfView } from '@kept/database';
import type { Database, OutboxSettlement, ViewMessage, ViewMessageClaim, ViewMessageVerdict } from '@kept/database';
import type { Logger } from 'pino';
import type { Counters } from '../../boot/counters.js';
import { faultOf } from '../../boot/loop.js';
import { settledByAsking } from '../after-unclear.js';
import { postsToday } from '../check-notice.js';
import { HeldLease } from '../held-lease.js';
import { inTurn } from '../in-turn.js';
import { standardLease } from '../lease-rules.js';
import type { LeaseRules } from '../lease-rules.js';
import type { MailTransport } from '../mail-transport.js';
import { settlementOf } from '../settlement.js';
import type { MailSettings } from '../write-mail.js';
import { judgeViewMessage } from './when-digests-go.js';
import { writeViewDigest } from './write-view-digest.js';

/** Messages of a batch, leased together. */
const batch = 8;
/** Each reads a list, by connections that others wait for as well. */
const atOnce = 2;
/** Where a list could not be read. */
const pause = 30_000;
/** A job sends for so long and then makes room for another authority's. */
const turn = 10_000;

export interface DeliverViewDigestsParts {
  database: Pick<Database, 'viewDigests' | 'outbox' | 'sending' | 'savedViews' | 'workItems'>;
  /** Mail alone: a channel of a team has other readers. */
  transport: MailTransport;
  settings: MailSettings;
  /** The standard ones where it is left out. */
  lease?: LeaseRules;
  counters: Counters;
  log: Logger;
  /** Messages a minute, over all processes and authorities; left out = no limit. */
  perMinute?: number | null;
}

interface Round {
  authorityId: string;
  claim: ViewMessageClaim;
  lease: HeldLease;
  /** How many the way out took, and how many it refused. */
  met: { taken: number; refused: number };
}

type Leased = ViewMessageClaim['messages'][number];

/**
 * Sends the messages that are of a view: under the same leases, by the same way out and with the same care for an answer that did
 * not come as those of items. What its reader sees of the view is asked when the message is written, and not before.
 */
export class DeliverViewDigests {
  #stopping = false;
  readonly #lease: LeaseRules;

  constructor(private readonly parts: DeliverViewDigestsParts) {
    this.#lease = parts.lease ?? standardLease;
  }

  /** Claim nothing more. */
  stop(): void {
    this.#stopping = true;
  }

  /** One turn: batches of messages until there are none, or 10 s are over. */
  async deliver(authorityId: string): Promise<void> {
    const until = performance.now() + turn;
    let isMore = true;
    while (isMore && !this.#stopping && performance.now() < until) {
      const fresh = await this.#round(authorityId, false);
      const lapsed = await this.#round(authorityId, true);
      isMore = fresh || lapsed;
    }
  }

  /** @returns false when nothing was due */
  async #round(authorityId: string, lapsed: boolean): Promise<boolean> {
    const { database, perMinute } = this.parts;
    const claimedAt = performance.now();
    const options = { limit: batch, seconds: this.#lease.seconds, lapsed, perMinute: perMinute ?? null };
    const claim = await database.viewDigests.claim(authorityId, options, (message, moment) =>
      this.#afterRest(judgeViewMessage(message, moment), lapsed, moment.now),
    );
    if (claim === null) return false;
    this.#count(authorityId, claim);
    const ids = claim.messages.map(({ message }) => message.id);
    const held = { authorityId, leaseToken: claim.leaseToken, ids, claimedAt };
    const round = {
      authorityId,
      claim,
      lease: new HeldLease(database.outbox, held, this.#lease),
      met: { taken: 0, refused: 0 },
    };
    round.lease.begin();
    await inTurn(claim.messages, atOnce, (leased) => this.#handle(leased, round)).finally(() => round.lease.end());
    const { taken, refused } = round.met;
    if (taken + refused > 0) await database.sending.note('email', taken, refused);
    return true;
  }

  /** A provider that lists late is asked a while after the process died that may have handed it the message. */
  #afterRest(verdict: ViewMessageVerdict, lapsed: boolean, now: string): ViewMessageVerdict {
    const rest = this.parts.transport.listsLateMs ?? 0;
    if (!lapsed || rest === 0 || verdict.kind === 'settled') return verdict;
    return { kind: 'later', at: new Date(Date.parse(now) + rest).toISOString(), error: null };
  }

  #count(authorityId: string, { counts }: ViewMessageClaim): void {
    const { counters, log } = this.parts;
    counters.add('withdrawn', counts.withdrawn);
    counters.add('failed', counts.failed);
    counters.add('postponed', counts.later);
    if (counts.withdrawn + counts.failed + counts.later > 0) log.info({ authorityId, ...counts }, 'lists judged');
  }

  /** Where it goes wrong on our side the lease runs out, and the next one asks before it sends. */
  async #handle({ message, verdict }: Leased, round: Round): Promise<void> {
    const { authorityId, claim, lease } = round;
    const { database, counters, log } = this.parts;
    const { id } = message;
    try {
      const settlement = await this.#settlementFor({ message, verdict }, round);
      const answer = { id, leaseToken: claim.leaseToken, settlement, channel: 'email' as const };
      failpoint('sender.beforeMark');
      const kept = (await database.outbox.settle(authorityId, [answer])).has(id);
      const outcome = settlement.outcome === 'later' ? 'postponed' : settlement.outcome;
      if (kept) counters.add(outcome);
      log.info({ authorityId, outboxId: id, attempt: message.attempt, outcome, kept }, 'list by e-mail');
    } catch (error) {
      log.warn({ authorityId, outboxId: id, error: faultOf(error) }, 'list by e-mail left to the end of its lease');
    } finally {
      lease.letGo(id);
    }
  }

  async #settlementFor({ message, verdict }: Leased, round: Round): Promise<OutboxSettlement> {
    const tried = { ...message, notice: { createdAt: message.createdAt } };
    const { now } = round.claim;
    const asks = message.askFirst && this.#lease.asksFirst;
    const asked = asks ? await settledByAsking(tried, this.parts.transport, now) : 'absent';
    if (typeof asked !== 'string') return asked;
    const mayHaveIt = asked === 'repeat';
    if (verdict.kind === 'ask') return nothingToSend(verdict.instead, mayHaveIt);
    const written = await this.#write(message, round).catch((error: unknown) => {
      // It may have been sent already: the next one asks again.
      if (mayHaveIt) throw error;
      return this.#unwritten(error, message, round);
    });
    if (typeof written === 'string') return nothingToSend(written, mayHaveIt);
    if ('outcome' in written) return written;
    const isStillOurs = () => round.lease.isOurs(message.id);
    if (!isStillOurs()) return { outcome: 'later', at: now, error: null, attempted: false };
    failpoint('sender.beforePost');
    const delivery = await this.parts.transport.send(written, isStillOurs);
    failpoint('sender.afterPost');
    round.met[delivery.kind === 'accepted' || delivery.kind === 'rejected' ? 'taken' : 'refused'] += 1;
    return endingInFailure(settlementOf(delivery, { message: tried }, { now, way: this.parts.transport }));
  }

  /** Nothing was handed over, so it goes soon, while its day lasts. Left to its lease it would count as one that may have been sent. */
  #unwritten(error: unknown, { id }: ViewMessage, { authorityId, claim }: Round): OutboxSettlement {
    this.parts.log.warn({ authorityId, outboxId: id, error: faultOf(error) }, 'list by e-mail not written');
    const at = new Date(Date.parse(claim.now) + pause).toISOString();
    return { outcome: 'later', at, error: 'its list could not be read', attempted: false };
  }

  /** @returns the mail; or why there is none, and then whoever lost the view loses the list by e-mail too */
  async #write(message: ViewMessage, { authorityId, claim }: Round) {
    const { database, settings } = this.parts;
    const { personId, viewId, every } = message;
    const { reference, now, today } = claim;
    const person = reference.organisation.people.find(({ id }) => id === personId);
    if (person === undefined) throw new Error('Its reader is not there.');
    const posts = postsToday(personId, { organisation: reference.organisation, today });
    const actor = {
      kind: 'person' as const,
      personId,
      name: person.name,
      roles: reference.roles[personId] ?? [],
      posts,
    };
    const found = await itemsOfView(database, { authorityId, viewId }, { actor, reference });
    if (found.kind === 'gone') {
      await database.viewDigests.end({ authorityId, personId, viewId });
      return 'its reader does not find the view any more';
    }
    // Silence would say that nothing is open, also daily.
    const { items, more } = found.kind === 'items' ? found : { items: null, more: false };
    if (items?.length === 0 && every === 'day') return 'nothing of the view is open';
    const { workflow } = found;
    const prefix = reference.definitions.findLast(({ key }) => key === workflow)?.reference ?? workflow;
    const outbox = { outboxId: message.id, outboxKey: message.uniqueKey };
    return writeViewDigest({ ...outbox, viewId, every, person, prefix, items, more, now, today }, settings);
  }
}

function nothingToSend(error: string, mayHaveIt: boolean): OutboxSettlement {
  return mayHaveIt
    ? { outcome: 'unknown', error: `it may have been sent; since then ${error}` }
    : { outcome: 'withdrawn', error };
}

/** Nobody decides on the list of a day that is over: it is not set aside for a person. */
const endingInFailure = (settlement: OutboxSettlement): OutboxSettlement =>
  settlement.outcome === 'quarantined' ? { outcome: 'failed', error: settlement.error } : settlement;
