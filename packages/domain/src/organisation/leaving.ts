import type { Instant, LocalDate } from '../calendar/calendar.js';
import { addDays } from '../calendar/local-date.js';
import { londonInstant } from '../calendar/zone.js';
import type { Cover, Holder, Leaving, Organisation } from './organisation.js';

/** Holdings and covers that go beyond somebody's last day, as they stand before it is written down. */
export interface CutShort {
  holders: readonly Holder[];
  covers: readonly Cover[];
}

/**
 * When somebody is gone whose last day is said now. A day to come is worked to its end, by London's clock; today, or a day
 * past, ends at once, since whoever says it then wants it so.
 */
export function leavingOf(lastDay: LocalDate, { now, today }: { now: Instant; today: LocalDate }): Leaving {
  if (lastDay <= today) return { lastDay, endsAt: now, goneFrom: today };
  const goneFrom = addDays(lastDay, 1);
  return { lastDay, endsAt: londonInstant(goneFrom, '00:00'), goneFrom };
}

/** What ends when a person goes: all that they hold and cover beyond their last day, begun or not. */
export function cutShortBy(personId: string, organisation: Organisation, lastDay: LocalDate): CutShort {
  const isCut = (each: Holder | Cover) => each.personId === personId && (each.to === null || each.to > lastDay);
  return { holders: organisation.holders.filter(isCut), covers: organisation.covers.filter(isCut) };
}

/** The organisation as it will be when the person is gone. */
export function organisationAfter(personId: string, leaving: Leaving, organisation: Organisation): Organisation {
  return {
    ...organisation,
    holders: organisation.holders.flatMap((each) => endedOn(each, personId, leaving.lastDay)),
    covers: organisation.covers.flatMap((each) => endedOn(each, personId, leaving.lastDay)),
    people: organisation.people.map((each) => (each.id === personId ? { ...each, leaving } : each)),
  };
}

/** Ends on the last day; one that would begin after it never does. */
function endedOn<Filled extends Holder | Cover>(each: Filled, personId: string, lastDay: LocalDate): Filled[] {
  if (each.personId !== personId || (each.to !== null && each.to <= lastDay)) return [each];
  return each.from > lastDay ? [] : [{ ...each, to: lastDay }];
}
