import { formatDay } from '../calendar/local-date.js';
import type { LocalDate } from '../calendar/calendar.js';
import type { Organisation } from './organisation.js';
import { holderOn, isGone } from './post-holders.js';

/**
 * Why nobody acts in a post on a day, in words that follow its title: it is vacant, or its holder is away, and nobody
 * covers it. Null where somebody is there. Whoever is asked must act themselves: the post above does not stand in.
 */
export function whyNobody(post: string, organisation: Organisation, on: LocalDate): string | null {
  if (isCovered(post, organisation, on)) return null;
  const holder = holderOn(post, organisation, on);
  if (holder === null) return 'is vacant';
  const until = awayUntil(holder.id, organisation, on);
  return until === null ? null : `is away until ${formatDay(until)}, without cover`;
}

/** Somebody covers the post who works here still, and is there themselves. */
function isCovered(post: string, organisation: Organisation, on: LocalDate): boolean {
  return organisation.covers.some(
    (cover) =>
      cover.post === post &&
      cover.from <= on &&
      on <= cover.to &&
      !isGone(cover.personId, organisation, on) &&
      awayUntil(cover.personId, organisation, on) === null,
  );
}

/** The last day of an absence that holds on that day; null for somebody who is there. */
export function awayUntil(personId: string, { absences }: Organisation, on: LocalDate): LocalDate | null {
  const days = absences.filter((each) => each.personId === personId && each.from <= on && on <= each.to);
  return (
    days
      .map(({ to }) => to)
      .sort()
      .at(-1) ?? null
  );
}
