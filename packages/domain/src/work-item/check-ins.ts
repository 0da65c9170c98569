import { addDays } from '../calendar/local-date.js';
import { londonInstant } from '../calendar/zone.js';
import type { Instant } from '../calendar/calendar.js';
import type { Deadline } from '../deadline/deadline.js';
import { startDeadline } from '../deadline/limits.js';
import { periods, type WorkflowDefinition } from '../workflow/definition.js';
import { limitKey, readField } from '../workflow/field-path.js';
import { eventOf } from './decision.js';
import { latestDeadline, liveDeadline, nextOccurrence, servedMeetings } from './limits-of-item.js';
import type { EventDraft, Facts, Fields, WorkItem } from './work-item.js';

/**
 * Opens the next check-in of a state (`every`) where none is open. Periods follow each other without a gap: the next
 * begins on the day after the last one was due, so that an update given early does not open the same meeting twice.
 * Where no further meeting or term is known nothing opens; its being added opens it (`recalculateItem`).
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
  const occurrence = nextOccurrence(deadlines, key);
  const started = startDeadline({
    definition: facts.definition,
    use,
    occurrence,
    servedMeetings: servedMeetings(deadlines, key, occurrence),
    startedAt: beginningOfPeriod(latestDeadline(deadlines, key), facts),
    fields,
    facts,
    deadlines,
  });
  return started.ok ? [...deadlines, started.deadline] : deadlines;
}

/**
 * Does the item stand where a check-in is asked, and none is open because what it goes by is not known yet: a meeting that
 * nobody called, a term that was not loaded? Its being added opens it.
 */
export function awaitsCheckIn({ state, closed, deadlines, fields }: WorkItem, definition: WorkflowDefinition): boolean {
  const use = definition.states[state]?.every;
  if (use === undefined || closed || liveDeadline(deadlines, limitKey(use))) return false;
  const eachOf = definition.local[use.local ?? '']?.eachOf;
  // One that goes by a period which the item does not name is not asked.
  return eachOf === undefined || periods.some((each) => each === readField(fields, eachOf));
}

/** What history says of the check-ins that were opened since `before`. */
export function openedEvents(before: readonly Deadline[], after: readonly Deadline[], facts: Facts): EventDraft[] {
  return after.slice(before.length).map((deadline) => {
    const fields = { deadline: deadline.key, occurrence: deadline.occurrence, dueOn: deadline.dueOn };
    return { ...eventOf(facts, { type: 'check-in-opened', fields }), stepsVersion: false };
  });
}

function beginningOfPeriod(last: Deadline | undefined, facts: Facts): Instant {
  if (!last || last.status === 'cancelled') return facts.now;
  const dayAfter = londonInstant(addDays(last.dueOn, 1), '00:00');
  // A lapsed period is followed at once, so that after an outage each missed one is on record.
  return last.status === 'missed' || dayAfter > facts.now ? dayAfter : facts.now;
}
