import type { Notice, OutboxMessage, OutboxSettlement } from '@kept/database';
import type { Instant } from '@kept/domain';
import type { MailTransport } from './mail-transport.js';
import { messageIdOf } from './write-mail.js';

const minute = 60_000;
const hour = 60 * minute;
/** After three days without an answer a person decides. */
const askingEnds = 72 * hour;

/** What is asked of a message that was tried, whatever it is of. */
export type TriedMessage = Pick<OutboxMessage, 'id' | 'attempt' | 'askFirst' | 'firstTriedAt'> & {
  notice: Pick<Notice, 'createdAt'>;
};

type Way = Pick<MailTransport, 'find' | 'unanswered' | 'receiptsFrom'>;

/**
 * A message that may have been taken already: ask before anything is sent again.
 * @returns `absent` where it was not taken, `repeat` where nobody knows and one repeat is allowed: send it
 */
export async function settledByAsking(
  message: TriedMessage,
  way: Way,
  now: Instant,
): Promise<OutboxSettlement | 'absent' | 'repeat'> {
  const answer = await way.find(messageIdOf(message.id));
  if (answer === 'found') return sentThrough(way, null);
  if (answer === 'absent') return 'absent';
  switch (way.unanswered) {
    // One repeat, with the same Message-ID; after it nobody knows, and the page says so.
    case 'repeat-once':
      return message.attempt > 2 ? unknown('the mail server never said whether it took the message') : 'repeat';
    case 'never-repeat':
      return unknown('it was handed over, and no answer came');
    case 'ask-again':
      return askLater(message, now);
  }
}

/** The message was handed over just now, and no answer came. */
export function settledUnanswered(
  message: TriedMessage,
  { unanswered }: Way,
  { now, error }: { now: Instant; error: string },
): OutboxSettlement {
  const repeated = unanswered === 'repeat-once' && message.attempt > 1 && message.askFirst;
  if (repeated || unanswered === 'never-repeat') return unknown(error);
  return { outcome: 'later', at: after(now, minute / 2), error, attempted: true };
}

/** The provider has it. `notify:ID` says of whom more is to be heard. */
export function sentThrough({ receiptsFrom }: Way, reference: string | null): OutboxSettlement {
  const providerReference = receiptsFrom === undefined ? reference : `${receiptsFrom}:${reference ?? ''}`;
  return { outcome: 'sent', providerReference };
}

function askLater({ firstTriedAt, notice }: TriedMessage, now: Instant): OutboxSettlement {
  const error = 'it may have been sent, and the provider cannot be asked';
  const tried = Date.parse(now) - Date.parse(firstTriedAt ?? notice.createdAt);
  if (tried > askingEnds) return unknown(error);
  const pause = Math.min(Math.max(tried, minute / 2), hour / 2);
  return { outcome: 'later', at: after(now, pause), error, attempted: false };
}

function unknown(error: string): OutboxSettlement {
  return { outcome: 'unknown', error };
}

function after(instant: Instant, milliseconds: number): Instant {
  return new Date(Date.parse(instant) + Math.round(milliseconds)).toISOString();
}
