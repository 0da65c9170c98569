import type { OutboxSettlement } from '@kept/database';
import type { Instant } from '@kept/domain';
import { sentThrough, settledUnanswered } from './after-unclear.js';
import type { TriedMessage } from './after-unclear.js';
import { givingUp } from './judge-message.js';
import type { Delivery, MailTransport } from './mail-transport.js';

const minute = 60_000;

/** What a provider's answer makes of a message. */
export function settlementOf(
  delivery: Delivery,
  { message }: { message: TriedMessage },
  { now, way }: { now: Instant; way: MailTransport },
): OutboxSettlement {
  switch (delivery.kind) {
    case 'accepted':
      return sentThrough(way, delivery.reference);
    case 'rejected':
      return { outcome: 'failed', error: delivery.error };
    case 'unclear':
      return settledUnanswered(message, way, { now, error: delivery.error });
    case 'refused':
      return laterOrNever(message, now, delivery.error);
  }
}

/** Waits as long again as it has been tried, between half a minute and half an hour, with a tenth of chance in it. */
function laterOrNever({ firstTriedAt }: TriedMessage, now: Instant, error: string): OutboxSettlement {
  const tried = firstTriedAt === null ? 0 : Date.parse(now) - Date.parse(firstTriedAt);
  if (tried > givingUp) return { outcome: 'quarantined', error: `${error}, for three days` };
  const pause = Math.min(Math.max(tried, minute / 2), 30 * minute) * (0.95 + Math.random() / 10);
  return { outcome: 'later', at: after(now, pause), error, attempted: false };
}

function after(now: Instant, milliseconds: number): Instant {
  return new Date(Date.parse(now) + Math.round(milliseconds)).toISOString();
}
