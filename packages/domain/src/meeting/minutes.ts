import type { LocalDate } from '../calendar/calendar.js';
import type { Missing } from '../work-item/work-item.js';

/** What a meeting did with an item: took note, agreed, sent it on, ordered an action, accepted a challenge card. */
export const outcomeKinds = ['note', 'agree', 'refer', 'action', 'challenge-accepted'] as const;
export type OutcomeKind = (typeof outcomeKinds)[number];

/** The minute under which an outcome stands. Numbers begin again, so it always goes with its meeting. */
export interface MinutePlace {
  minute: number;
  /** Null where the minutes name no item of the agenda for it. */
  agendaItemId: string | null;
}

/** Why an outcome cannot stand under this minute: one minute is about one item of the agenda. `others` are those that stand. */
export function minuteFaults({ minute, agendaItemId }: MinutePlace, others: readonly MinutePlace[]): Missing[] {
  const taken = others.some((other) => other.minute === minute && other.agendaItemId !== agendaItemId);
  return taken ? [{ field: 'minute', text: `Minute ${minute} of this meeting is about another item.` }] : [];
}

/** A meeting of the body, with its highest minute. */
export interface Numbered {
  heldOn: LocalDate;
  highest: number;
}

/**
 * The next number, as a proposal: numbers go on from meeting to meeting and begin again with the year. Minute 71 opened
 * the panel of 1 June 2018. Whoever writes the minutes may enter another.
 */
export function nextMinute(heldOn: LocalDate, earlierAndThis: readonly Numbered[]): number {
  const year = heldOn.slice(0, 4);
  const sameYear = earlierAndThis.filter((each) => each.heldOn.startsWith(year) && each.heldOn <= heldOn);
  return Math.max(0, ...sameYear.map(({ highest }) => highest)) + 1;
}
