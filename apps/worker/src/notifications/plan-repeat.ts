import type { OutboxBatch, OutboxMessage } from '@kept/database';
import type { Judge, Instead, Verdict } from './judge-message.js';
import type { LetterPlan, LetGo } from './plan-messages.js';

/** Each message of a mail that may have been sent, the one that carries the others first, and what is thought of it now. */
interface Judged {
  message: OutboxMessage;
  verdict: Verdict;
}

type Addressed = Extract<Verdict, { kind: 'go' | 'held' }>;

/**
 * The same mail under the same Message-ID, less what has ceased to be true. Where one line of it may go now the others go
 * along, as they did before. What has come to another reader since is let go, to be planned anew: nobody is sent what
 * they answer for no more, and no line is settled that was not in the mail.
 */
export function repeatOf(message: OutboxMessage, batch: OutboxBatch, judge: Judge): LetterPlan {
  const carried = batch.messages.filter(({ carriedBy }) => carriedBy === message.id);
  const [own, ...others] = [message, ...carried].map((each) => ({
    message: each,
    verdict: judge.verdict(each, batch),
  })) as [Judged, ...Judged[]];
  const reader = readerOf(own, others);
  const mine = [own, ...others].flatMap(({ verdict }) => (isFor(verdict, reader) ? [verdict] : []));
  const goes = mine.some(({ kind }) => kind === 'go');
  return {
    id: message.id,
    channel: mine[0]?.channel ?? 'email',
    carries: carried.map(({ id }) => id),
    message,
    recipient: mine[0]?.recipient ?? null,
    lines: goes ? mine.map(({ told }) => told) : [],
    dropped: others.flatMap((each) => (isFor(each.verdict, reader) ? [] : [letGo(each)])),
    instead: goes ? null : insteadOf(own, mine),
  };
}

/** Whoever the carrying message is for; where it is no longer to be told at all, whoever the next one is for. */
function readerOf({ verdict }: Judged, others: readonly Judged[]): string | null {
  if (verdict.kind !== 'not') return verdict.recipient.person.id;
  const { outcome } = verdict.instead;
  if (outcome === 'later' || outcome === 'quarantined') return null;
  return others.flatMap((each) => (each.verdict.kind === 'not' ? [] : [each.verdict.recipient.person.id]))[0] ?? null;
}

function isFor(verdict: Verdict, reader: string | null): verdict is Addressed {
  return verdict.kind !== 'not' && verdict.recipient.person.id === reader;
}

function letGo({ message: { id }, verdict }: Judged): LetGo {
  if (verdict.kind !== 'not') return { id, fate: 'again', reason: 'it has another reader now' };
  const { outcome, error } = verdict.instead;
  const reason = error ?? 'it waits';
  if (outcome === 'later') return { id, fate: 'again', reason };
  return { id, fate: outcome === 'quarantined' ? 'aside' : 'over', reason };
}

/** What becomes of it where no line goes now. */
function insteadOf({ verdict }: Judged, mine: readonly Addressed[]): Instead {
  const waits = mine.flatMap((each) => (each.kind === 'held' ? [each] : []));
  const [first] = waits.sort((a, b) => a.at.localeCompare(b.at));
  if (first) return { outcome: 'later', at: first.at, error: first.error };
  if (verdict.kind !== 'not') throw new Error('A message that goes has nothing else to become.');
  return verdict.instead;
}
