import { personAddress } from '@kept/domain';
import type { OutboxBatch, OutboxMessage, OutboxPlan, PlannedLetter, Planner } from '@kept/database';
import { postsToday } from './check-notice.js';
import type { Recipient } from './check-notice.js';
import { Judge, teamOf } from './judge-message.js';
import type { Instead, Told, Verdict, WayOut } from './judge-message.js';
import { isGathering } from './when-to-tell.js';
import { repeatOf } from './plan-repeat.js';

/** A message older than that was delayed, and goes with what else was. */
const freshFor = 2 * 60_000;
/** Attempts that ended with the process: the third is the last. */
const mostLapses = 3;
const crashed: Instead = { outcome: 'quarantined', error: `its handling ended its process ${mostLapses} times` };

export interface PlanLimits {
  /** Mails of one batch, and readers whose waiting messages are gathered beside what is due. */
  letters: number;
  /** Messages in one mail. */
  together: number;
  /** Teams with a channel in Teams. */
  teams: ReadonlySet<string>;
  /** Milliseconds that one whose lease ran out waits before the provider is asked; left out = none. */
  restMs?: number;
}

/** What a mail carries no more: it is over and not to be told, or cannot be judged, or is to be planned anew. */
export interface LetGo {
  id: string;
  fate: 'over' | 'aside' | 'again';
  reason: string;
}

/** A mail to be written. */
export interface LetterPlan extends PlannedLetter {
  message: OutboxMessage;
  recipient: Recipient | null;
  lines: readonly Told[];
  /** Of what it carried, what does not go with it any more. */
  dropped: readonly LetGo[];
  /** Only of one that may have been sent already: what to do when it was not, and there is nothing left to tell. */
  instead: Instead | null;
}

/**
 * Decides on one batch of messages whose rows are locked: who is told what, in how many mails, and what is held. One
 * planner for each batch.
 */
export function messagePlanner(limits: PlanLimits, onFault: (id: string, error: unknown) => void): Planner<LetterPlan> {
  const judge = new Judge(limits.teams, onFault);
  const gathered = new Set<string>();
  const rest = limits.restMs ?? 0;
  return {
    asks(moment) {
      const people = new Set<string>();
      for (const message of moment.messages) {
        for (const { person } of judge.readers(message, moment)) {
          people.add(person.id);
          const isListed = isGathering(moment.now) || mayBeCarried(message, moment);
          if (isListed && gathered.size < limits.letters) gathered.add(person.id);
        }
      }
      const facts = { organisation: moment.reference.organisation, today: moment.today };
      return { people: [...people], posts: [...gathered].map((id) => [...postsToday(id, facts), personAddress(id)]) };
    },
    plan(batch) {
      const draft = new PlanDraft(limits, gathered, batch.reference);
      const byId = new Map(batch.messages.map((message) => [message.id, message]));
      for (const message of batch.messages) {
        const carrier = message.carriedBy === null ? null : (byId.get(message.carriedBy) ?? null);
        // What may have been sent goes again as it was, or not at all: what it carries stays with it.
        if (carrier !== null && (carrier.askFirst || carrier.lapses >= mostLapses)) continue;
        if (message.lapses >= mostLapses) draft.put(message, crashed);
        else if (rest > 0) draft.put(message, { outcome: 'later', at: after(batch.now, rest), error: null });
        else if (message.askFirst) draft.repeat(repeatOf(message, batch, judge));
        else draft.add(message, judge.verdict(message, batch), mayBeCarried(message, batch));
      }
      return draft.finish();
    },
  };
}

const after = (now: string, milliseconds: number) => new Date(Date.parse(now) + milliseconds).toISOString();

/** Whether it was held, put off or late: one fresh from the firing goes by itself. */
function mayBeCarried(message: OutboxMessage, { now }: Pick<OutboxBatch, 'now'>): boolean {
  if (message.askFirst) return false;
  const { createdAt, late } = message.notice;
  return late || message.availableAt !== createdAt || Date.parse(now) - Date.parse(createdAt) > freshFor;
}

interface Group {
  recipient: Recipient;
  channel: WayOut;
  told: Told[];
}

/** The plan while it is made: single letters as they come, and for each reader what goes together. */
class PlanDraft {
  readonly #letters: LetterPlan[] = [];
  readonly #groups = new Map<string, Group>();
  readonly #settled: OutboxPlan['settled'][number][] = [];
  readonly #later: OutboxPlan['later'][number][] = [];
  /** Reader and item of each single letter: a second one waits for the next batch, so that their order is kept. */
  readonly #addressed = new Set<string>();

  constructor(
    private readonly limits: PlanLimits,
    private readonly gathered: ReadonlySet<string>,
    private readonly reference: OutboxBatch['reference'],
  ) {}

  put({ id }: OutboxMessage, instead: Instead): void {
    if (instead.outcome === 'later') this.#later.push({ id, at: instead.at, error: instead.error });
    else this.#settled.push({ id, ...instead });
  }

  repeat(letter: LetterPlan): void {
    if (this.#letters.length < this.limits.letters) this.#letters.push(letter);
  }

  add(message: OutboxMessage, verdict: Verdict, carriable: boolean): void {
    if (verdict.kind === 'not') return this.put(message, verdict.instead);
    if (verdict.kind === 'held') return this.put(message, { outcome: 'later', at: verdict.at, error: verdict.error });
    const { recipient, channel, told } = verdict;
    if (carriable || verdict.listed || message.carriedBy !== null) return this.#addToGroup(verdict);
    const address = `${recipient.person.id} ${told.item.id}`;
    if (this.#letters.length >= this.limits.letters || this.#addressed.has(address)) return;
    this.#addressed.add(address);
    this.#letters.push(letterOf(recipient, channel, [told]));
  }

  finish(): OutboxPlan<LetterPlan> {
    const letters = [...this.#letters];
    for (const { recipient, channel, told } of this.#groups.values()) {
      for (let from = 0; from < told.length; from += this.limits.together) {
        const together = told.slice(from, from + this.limits.together);
        // What was carried before is never left half undone. The rest is claimed again, and told whole.
        const whole = this.gathered.has(recipient.person.id) && letters.length < this.limits.letters;
        const wasCarried = together.some(({ message }) => message.carriedBy !== null);
        if (whole || wasCarried) letters.push(letterOf(recipient, channel, together));
      }
    }
    return { letters, settled: this.#settled, later: this.#later };
  }

  /** A card goes to a team's channel, so that one holds what is of that team alone. */
  #addToGroup({ recipient, channel, told }: Extract<Verdict, { kind: 'go' }>): void {
    const team = channel === 'teams' ? teamOf(recipient, this.reference) : null;
    const key = `${channel} ${team ?? ''} ${recipient.person.id}`;
    const group = this.#groups.get(key) ?? { recipient, channel, told: [] };
    group.told.push(told);
    this.#groups.set(key, group);
  }
}

function letterOf(recipient: Recipient, channel: WayOut, lines: readonly Told[]): LetterPlan {
  const [first, ...rest] = lines;
  const { message } = first!;
  const carries = rest.map((each) => each.message.id);
  return { id: message.id, channel, carries, message, recipient, lines, dropped: [], instead: null };
}
