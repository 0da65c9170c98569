import { failpoint } from '@kept/database';
import type { Database, OutboxMessage, OutboxSettlement } from '@kept/database';
import type { Actor, Facts, Instant } from '@kept/domain';
import type { Logger } from 'pino';
import type { Counters } from '../boot/counters.js';
import { faultOf } from '../boot/loop.js';
import { sentThrough, settledByAsking, settledUnanswered } from './after-unclear.js';
import { checkNotice } from './check-notice.js';
import type { NoticeCheck } from './check-notice.js';
import { standardLease } from './lease-rules.js';
import type { LeaseRules } from './lease-rules.js';
import type { MailTransport } from './mail-transport.js';
import { isUrgent, nextWaking } from './quiet-hours.js';
import { writeMail } from './write-mail.js';
import type { Letter, MailSettings } from './write-mail.js';

/** A job sends for so long and then makes room for another authority's. */
const turn = 10_000;
const minute = 60_000;
const hour = 60 * minute;
/** After three days without success a person decides. */
const givingUp = 72 * hour;

const system: Actor = { kind: 'system', name: 'sweep' };

export interface DeliverParts {
  database: Pick<Database, 'outbox' | 'workItems' | 'reference'>;
  transport: MailTransport;
  settings: MailSettings;
  /** The standard ones where it is left out. */
  lease?: LeaseRules;
  counters: Counters;
  log: Logger;
}

/**
 * Sends the messages that wait in an authority's outbox. Each is held under a lease while it is sent, and done when its
 * row says so under that same lease; whoever lost the lease says nothing more.
 */
export class DeliverMessages {
  #stopping = false;

  readonly #lease: LeaseRules;

  constructor(private readonly parts: DeliverParts) {
    this.#lease = parts.lease ?? standardLease;
  }

  /** Claim nothing more. */
  stop(): void {
    this.#stopping = true;
  }

  /** One turn: batches of messages until there are none, or 10 s are over. */
  async deliver(authorityId: string): Promise<void> {
    const until = performance.now() + turn;
    while (!this.#stopping && performance.now() < until) {
      const claimedAt = performance.now();
      const messages = await this.parts.database.outbox.claim(authorityId, this.#lease);
      failpoint('sender.claimed');
      if (messages.length === 0) return;
      await Promise.all(messages.map((message) => this.#handle(authorityId, message, claimedAt)));
    }
  }

  async #handle(authorityId: string, message: OutboxMessage, claimedAt: number): Promise<void> {
    const { database, counters, log } = this.parts;
    try {
      const settlement = await this.#settlementFor(authorityId, message, claimedAt);
      failpoint('sender.beforeMark');
      const kept = await database.outbox.settle(authorityId, message, settlement);
      failpoint('sender.afterMark');
      const outcome = settlement.outcome === 'later' ? 'postponed' : settlement.outcome;
      if (kept) counters.add(outcome);
      log.info({ authorityId, outboxId: message.id, attempt: message.attempt, outcome, kept }, 'message');
    } catch (error) {
      // The lease runs out, and the next one asks before it sends.
      log.warn({ authorityId, outboxId: message.id, error: faultOf(error) }, 'message left to the end of its lease');
    }
  }

  async #settlementFor(authorityId: string, message: OutboxMessage, claimedAt: number): Promise<OutboxSettlement> {
    const { database } = this.parts;
    if (message.askFirst && this.#lease.asksFirst) {
      failpoint('sender.beforeLookup');
      const settled = await settledByAsking(message, this.parts.transport);
      failpoint('sender.afterLookup');
      if (settled !== null) return settled;
    }
    const [found, reference] = await Promise.all([
      database.workItems.read({ authorityId, actor: system }, message.item.id),
      database.reference.load(authorityId),
    ]);
    if (found === null) return { outcome: 'withdrawn', error: 'the item is gone' };
    const check = checkNotice(message.notice, found.item, found.facts, reference.roles);
    failpoint('sender.checked');
    if (check.kind === 'tell') return this.#tell(message, check, { ...found, authorityId, claimedAt });
    if (check.kind === 'nobody') return nobody(message, found.facts);
    if (message.askFirst) return { outcome: 'unknown', error: `it may have been sent; since then ${check.reason}` };
    return { outcome: 'withdrawn', error: check.reason };
  }

  async #tell(
    message: OutboxMessage,
    { recipient, deadline }: Extract<NoticeCheck, { kind: 'tell' }>,
    { item, facts, authorityId, claimedAt }: Pick<Letter, 'authorityId' | 'item' | 'facts'> & { claimedAt: number },
  ): Promise<OutboxSettlement> {
    const { transport, settings } = this.parts;
    const { notice } = message;
    const waking = isUrgent(notice, deadline) ? facts.now : nextWaking(facts.now, facts.calendars);
    if (waking !== facts.now) return { outcome: 'later', at: waking, error: null, attempted: false };
    const outbox = { authorityId, outboxId: message.id, outboxKey: message.uniqueKey };
    const letter = { ...outbox, notice, item, deadline, recipient, facts };
    const mail = await writeMail(letter, settings);
    // A process that was frozen finds its lease gone, and must not send beside its successor.
    const isStillOurs = () => performance.now() - claimedAt <= this.#lease.handOverWithinMs;
    if (!isStillOurs()) return { outcome: 'later', at: facts.now, error: null, attempted: false };
    failpoint('sender.beforePost');
    const delivery = await transport.send(mail, isStillOurs);
    failpoint('sender.afterPost');
    switch (delivery.kind) {
      case 'accepted':
        return sentThrough(transport, delivery.reference);
      case 'rejected':
        return { outcome: 'failed', error: delivery.error };
      case 'unclear':
        return settledUnanswered(message, transport, { now: facts.now, error: delivery.error });
      case 'refused':
        return laterOrNever(message, facts, delivery.error);
    }
  }
}

/** Waits as long again as it has waited, between half a minute and half an hour, with a tenth of chance in it. */
function laterOrNever({ notice }: OutboxMessage, { now }: Facts, error: string): OutboxSettlement {
  const age = Date.parse(now) - Date.parse(notice.createdAt);
  if (age > givingUp) return { outcome: 'failed', error };
  const pause = Math.min(Math.max(age, minute / 2), hour / 2) * (0.95 + Math.random() / 10);
  return { outcome: 'later', at: after(now, pause), error, attempted: false };
}

/** A vacant post without anybody above it: somebody may be named within three days. */
function nobody({ notice }: OutboxMessage, { now }: Facts): OutboxSettlement {
  const error = `nobody holds or acts for the post ${notice.post}`;
  if (Date.parse(now) - Date.parse(notice.createdAt) > givingUp) return { outcome: 'failed', error };
  return { outcome: 'later', at: after(now, hour), error, attempted: false };
}

function after(now: Instant, milliseconds: number): Instant {
  return new Date(Date.parse(now) + Math.round(milliseconds)).toISOString();
}
