import { openCheckIn, openedEvents } from './check-ins.js';
import { accept, eventOf, refuse } from './decision.js';
import { movedDeadlines, movedNotices } from './notices.js';
import { recalculateAll } from './state-deadlines.js';
import type { Decision, EventDraft, Facts, WorkItem } from './work-item.js';

/**
 * Calculates the running deadlines again after a meeting was added or moved or a calendar changed, tells the owner of
 * each date that moved, and opens a check-in that had no meeting before. Refused with `state` where nothing moved:
 * nothing is to be written.
 */
export function recalculateItem(item: WorkItem, facts: Facts): Decision {
  if (item.closed) return refuse('state', 'The item is closed.');
  const followed = recalculateAll(item, facts);
  const deadlines = openCheckIn(item.state, followed, item.fields, facts);
  const events = [...movedEvent(item, followed, facts), ...openedEvents(followed, deadlines, facts)];
  const [first, ...further] = events;
  if (!first) return refuse('state', 'No date moved.');
  const after = { ...item, deadlines };
  return accept(after, { ...first, stepsVersion: true }, movedNotices(after, item.deadlines), further);
}

function movedEvent(item: WorkItem, after: WorkItem['deadlines'], facts: Facts): EventDraft[] {
  const moved = movedDeadlines(after, item.deadlines).map(({ deadline, from }) => ({
    deadline: deadline.key,
    occurrence: deadline.occurrence,
    from,
    to: deadline.dueOn,
  }));
  return moved.length === 0 ? [] : [eventOf(facts, { type: 'deadline-recalculated', fields: { moved } })];
}
