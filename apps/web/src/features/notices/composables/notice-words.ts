import type { NoticeView } from '@kept/contracts';
import { dayInWords } from '../../../ui/dates.js';

type News = Pick<NoticeView, 'kind' | 'dueOn' | 'late'>;

/** What a message says, as the mail does: what changed and by when, never what the item is about. */
export function newsInWords({ kind, dueOn, late }: News): string {
  const day = dueOn === null ? null : dayInWords(dueOn);
  const words: Record<NoticeView['kind'], string> = {
    reminder: day === null ? 'A date is near' : `Due on ${day}`,
    overdue: day === null ? 'Overdue' : `Overdue, it was due on ${day}`,
    assigned: day === null ? 'Now with your post' : `Now with your post, next date ${day}`,
    'date-moved': day === null ? 'Its date has moved' : `Its date has moved to ${day}`,
    escalation: day === null ? 'Escalated to you' : `Escalated to you, it was due on ${day}`,
    exception: day === null ? 'On your weekly list' : `On your weekly list, due on ${day}`,
    mention: 'You are mentioned in a comment',
    followed: 'Its state, owner or a date has changed',
  };
  return late ? `${words[kind]} (told late)` : words[kind];
}

/** How far the message has come. */
export function statusInWords({ status, channel }: Pick<NoticeView, 'status' | 'channel'>): string {
  const way = channel === 'teams' ? 'in Teams' : 'by e-mail';
  const words: Record<NoticeView['status'], string> = {
    waiting: 'Waiting to be sent',
    sending: 'Being sent',
    quarantined: 'Could not be sent: waits for an administrator',
    unknown: `Sent ${way}, but nobody knows whether it arrived`,
    sent: `Sent ${way}`,
    delivered: `Delivered ${way}`,
    failed: 'Could not be sent',
    withdrawn: 'Not sent: no longer true when its time came',
    shown: 'Told here alone, as you chose',
  };
  return words[status];
}
