import { addDays } from '../calendar/local-date.js';
import { londonInstant } from '../calendar/zone.js';
import type { Instant } from '../calendar/calendar.js';
import type { Deadline } from '../deadline/deadline.js';
import { startDeadline } from '../deadline/limits.js';
import { limitKey } from '../workflow/field-path.js';
import { latestDeadline, liveDeadline, nextOccurrence } from './limits-of-item.js';
import type { Facts, Fields } from './work-item.js';

/**
 * Opens the next check-in of a state (`every`) where none is open. Periods follow each other without a gap: the next
 * begins on the day after the last one was due, so that an update given early does not open the same meeting twice.
 * Where no further meeting is known nothing opens; the meeting's being added opens it (`recalculateItem`).
 */
export function openCheckIn(
  state: string,
  deadlines: readonly Deadline[],
  fields: Fields,
  facts: Facts,
): readonly Deadline[] {
  const use = facts.definition.states[state]?.every;
  if (!use || liveDeadline(deadlines, limitKey(use))) return deadlines;
  const key = limitKey(use);
  const started = startDeadline({
    definition: facts.definition,
    use,
    occurrence: nextOccurrence(deadlines, key),
    startedAt: beginningOfPeriod(latestDeadline(deadlines, key), facts),
    fields,
    facts,
  });
  return started.ok ? [...deadlines, started.deadline] : deadlines;
}

function beginningOfPeriod(last: Deadline | undefined, facts: Facts): Instant {
  if (!last || last.status === 'cancelled') return facts.now;
  const dayAfter = londonInstant(addDays(last.dueOn, 1), '00:00');
  // A lapsed period is followed at once, so that after an outage each missed one is on record.
  return last.status === 'missed' || dayAfter > facts.now ? dayAfter : facts.now;
}
