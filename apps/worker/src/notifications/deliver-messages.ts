import { failpoint } from '@kept/database';
import type { Answered, Claim, ClaimOptions, Database, OutboxSettlement } from '@kept/database';
import type { Instant } from '@kept/domain';
import type { Logger } from 'pino';
import type { Counters } from '../boot/counters.js';
import { faultOf } from '../boot/loop.js';
import { settledByAsking } from './after-unclear.js';
import { HeldLease } from './held-lease.js';
import { inTurn } from './in-turn.js';
import { standardLease } from './lease-rules.js';
import type { LeaseRules } from './lease-rules.js';
import type { Mail, MailTransport } from './mail-transport.js';
import { messagePlanner } from './plan-messages.js';
import type { LetterPlan, PlanLimits } from './plan-messages.js';
import { settlementOf } from './settlement.js';
import { SettleTogether } from './settle-together.js';
import { writeDigest } from './write-digest.js';
import { writeMail } from './write-mail.js';
import type { MailSettings } from './write-mail.js';

/** Messages in one mail. */
const together = 200;
/** Mails of a batch: few at first, more while they go fast. A process that dies leaves no more than these in doubt. */
const fewest = 16;
const most = 128;
const fast = 1_000;
/** Conversations with the provider at once. */
const atOnce = 16;
/** A job sends for so long and then makes room for another authority's. */
const turn = 10_000;

export interface DeliverParts {
  database: Pick<Database, 'outbox' | 'sending' | 'webhooks'>;
  /** Mail, and whatever nobody chose another way for. */
  transport: MailTransport;
  /** Cards, for readers who chose Teams; left out where no webhook can be opened. */
  teams?: MailTransport | undefined;
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
  claim: Claim<LetterPlan>;
  lease: HeldLease;
  settling: SettleTogether;
  met: Map<LetterPlan['channel'], { taken: number; refused: number }>;
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

  /** One turn: batches of messages until there are none, or 10 s are over. Those in doubt go beside them. */
  async deliver(authorityId: string): Promise<void> {
    const until = performance.now() + turn;
    const teams = await this.#teams(authorityId);
    let letters = fewest;
    let lapsed = true;
    while (!this.#stopping && performance.now() < until) {
      const startedAt = performance.now();
      const healthy = await this.#round(authorityId, { letters, together, teams }, 'no');
      letters = performance.now() - startedAt < fast ? Math.min(letters * 2, most) : fewest;
      if (lapsed) lapsed = await this.#lapsedRound(authorityId, teams);
      if (!healthy && !lapsed) return;
    }
  }

  /** Those whose lease ran out; what did so twice goes alone. @returns false when there was none */
  async #lapsedRound(authorityId: string, teams: PlanLimits['teams']): Promise<boolean> {
    const limits = { together, teams, restMs: this.parts.transport.listsLateMs ?? 0 };
    const once = await this.#round(authorityId, { ...limits, letters: fewest }, 'once');
    const again = await this.#round(authorityId, { ...limits, letters: 1 }, 'again');
    return once || again;
  }

  /** @returns false when nothing was due */
  async #round(authorityId: string, limits: PlanLimits, suspects: Suspects): Promise<boolean> {
    const { database, perMinute, log } = this.parts;
    const claimedAt = performance.now();
    const planner = messagePlanner(limits, (outboxId, error) =>
      log.error({ authorityId, outboxId, error: faultOf(error) }, 'message not judged'),
    );
    const options = {
      limit: limits.letters,
      seconds: this.#lease.seconds,
      suspects,
      together,
      perMinute: perMinute ?? null,
    };
    const claim = await database.outbox.claim(authorityId, options, planner);
    failpoint('sender.claimed');
    if (claim === null) return false;
    this.#count(authorityId, claim);
    const settling = new SettleTogether(database.outbox, authorityId);
    const { leaseToken, letters } = claim;
    const held = { authorityId, leaseToken, ids: letters.map(({ id }) => id), claimedAt };
    const lease = new HeldLease(database.outbox, held, this.#lease);
    const round = { authorityId, claim, lease, settling, met: new Map() };
    lease.begin();
    await this.#sendAll(round).finally(() => lease.end());
    await this.#note(round);
    return true;
  }

  /** The next is sent while the answer to one is written down. */
  async #sendAll(round: Round): Promise<void> {
    const settled: Promise<void>[] = [];
    await inTurn(round.claim.letters, atOnce, async (letter) => {
      settled.push(this.#settle(letter, await this.#answerFor(letter, round), round));
    });
    await Promise.all(settled);
  }

  /** Teams whose channel can be reached. */
  async #teams(authorityId: string): Promise<PlanLimits['teams']> {
    const { teams, database } = this.parts;
    return teams === undefined ? new Set() : database.webhooks.teams(authorityId);
  }

  #count(authorityId: string, { counts }: Claim<LetterPlan>): void {
    const { counters, log } = this.parts;
    const { later, ...settled } = counts;
    counters.add('postponed', later);
    for (const outcome of Object.keys(settled) as (keyof typeof settled)[]) counters.add(outcome, settled[outcome]);
    if (Object.values(counts).some((count) => count > 0)) log.info({ authorityId, ...counts }, 'messages judged');
  }

  /** Null where it went wrong on our side: the lease runs out, and the next one asks before it sends. */
  async #answerFor(letter: LetterPlan, round: Round): Promise<Settled | null> {
    try {
      return await this.#settlementFor(letter, round);
    } catch (error) {
      this.#leave(letter, round, error);
      return null;
    }
  }

  async #settle(letter: LetterPlan, answer: Settled | null, round: Round): Promise<void> {
    if (answer === null) return;
    const { authorityId, claim, settling } = round;
    const { counters, log } = this.parts;
    const { id, message, channel, carries } = letter;
    const { settlement, dropped = [] } = answer;
    try {
      failpoint('sender.beforeMark');
      const kept = await settling.settle({ id, leaseToken: claim.leaseToken, settlement, channel, dropped });
      round.lease.letGo(id);
      failpoint('sender.afterMark');
      const outcome = settlement.outcome === 'later' ? 'postponed' : settlement.outcome;
      if (kept) counters.add(outcome);
      log.info(
        { authorityId, outboxId: id, attempt: message.attempt, outcome, carried: carries.length, kept },
        'message',
      );
    } catch (error) {
      this.#leave(letter, round, error);
    }
  }

  #leave({ id }: LetterPlan, { authorityId, lease }: Round, error: unknown): void {
    lease.letGo(id);
    this.parts.log.warn({ authorityId, outboxId: id, error: faultOf(error) }, 'message left to the end of its lease');
  }

  async #settlementFor(letter: LetterPlan, round: Round): Promise<Settled> {
    const { message } = letter;
    const { now } = round.claim.batch;
    const asked = message.askFirst && this.#lease.asksFirst ? await this.#ask(letter, now) : 'absent';
    if (typeof asked !== 'string') return { settlement: asked };
    const mayHaveIt = asked === 'repeat';
    if (letter.recipient === null || letter.lines.length === 0) {
      // What is over shares what becomes of the message that carries it.
      const elsewhere = letter.dropped.filter(({ fate }) => fate !== 'over');
      return { settlement: nothingLeft(letter, round, mayHaveIt), dropped: droppedOf(elsewhere, mayHaveIt) };
    }
    return { settlement: await this.#send(letter, round), dropped: droppedOf(letter.dropped, mayHaveIt) };
  }

  async #ask(letter: LetterPlan, now: Instant) {
    failpoint('sender.beforeLookup');
    const answer = await settledByAsking(letter.message, this.#transportOf(letter), now);
    failpoint('sender.afterLookup');
    return answer;
  }

  async #send(letter: LetterPlan, { authorityId, claim, lease, met }: Round): Promise<OutboxSettlement> {
    const { now } = claim.batch;
    failpoint('sender.checked');
    const mail = await this.#write(letter, authorityId);
    // A process that was frozen finds its lease gone, and must not send beside its successor.
    const isStillOurs = () => lease.isOurs(letter.id);
    if (!isStillOurs()) return { outcome: 'later', at: now, error: null, attempted: false };
    failpoint('sender.beforePost');
    const delivery = await this.#transportOf(letter).send(mail, isStillOurs);
    failpoint('sender.afterPost');
    const taken = delivery.kind === 'accepted' || delivery.kind === 'rejected';
    const counted = met.get(letter.channel) ?? { taken: 0, refused: 0 };
    counted[taken ? 'taken' : 'refused'] += 1;
    met.set(letter.channel, counted);
    return settlementOf(delivery, letter, { now, way: this.#transportOf(letter) });
  }

  #transportOf({ channel }: LetterPlan): MailTransport {
    const { transport, teams } = this.parts;
    return channel === 'teams' ? (teams ?? transport) : transport;
  }

  #write({ message, recipient, lines, carries }: LetterPlan, authorityId: string): Promise<Mail> {
    const [first] = lines;
    if (recipient === null || first === undefined) throw new Error('There is nothing to write.');
    const outbox = { authorityId, outboxId: message.id, outboxKey: message.uniqueKey, recipient };
    const { settings } = this.parts;
    if (carries.length === 0) return writeMail({ ...outbox, ...lineOf(first) }, settings);
    const { reference } = message.notice;
    const carried = lines.map((line) => line.message.id).filter((id) => id !== message.id);
    return writeDigest({ ...outbox, reference, lines: lines.map(lineOf), carried }, settings);
  }

  /** Only what went wrong, or right again, is written down for the others. */
  async #note({ met, authorityId }: Round): Promise<void> {
    const { database, log } = this.parts;
    for (const [channel, { taken, refused }] of met) {
      await database.sending.note(channel, taken, refused);
      if (taken === 0 && refused > 0) log.warn({ authorityId, channel, refused }, 'nothing was taken');
    }
  }
}

type Suspects = ClaimOptions['suspects'];

interface Settled {
  settlement: OutboxSettlement;
  dropped?: Dropped[];
}

type Dropped = NonNullable<Answered['dropped']>[number];

function droppedOf(letGo: LetterPlan['dropped'], mayHaveIt: boolean): Dropped[] {
  const outcomes = { over: mayHaveIt ? 'unknown' : 'withdrawn', aside: 'quarantined', again: null } as const;
  return letGo.map(({ id, fate, reason }) => ({ id, outcome: outcomes[fate], error: reason }));
}

const lineOf = ({ message, item, deadline, facts }: LetterPlan['lines'][number]) => ({
  notice: message.notice,
  item,
  deadline,
  facts,
});

/** It may have been sent, or was not; what it said is no longer to be told, or not now. */
function nothingLeft({ instead }: LetterPlan, { claim }: Round, mayHaveIt: boolean): OutboxSettlement {
  if (instead === null) return { outcome: 'withdrawn', error: 'nothing of it is left to tell' };
  if (instead.outcome === 'later')
    return { outcome: 'later', at: later(instead.at, claim.batch.now), error: instead.error, attempted: false };
  if (mayHaveIt) return { outcome: 'unknown', error: `it may have been sent; since then ${instead.error}` };
  return { outcome: instead.outcome === 'shown' ? 'withdrawn' : instead.outcome, error: instead.error };
}

const later = (one: Instant, other: Instant): Instant => (one > other ? one : other);
