import { openCheckIn } from './check-ins.js';
import { accept, eventOf, refuse } from './decision.js';
import { movedDeadlines, movedNotices } from './notices.js';
import { recalculateAll } from './state-deadlines.js';
import type { Decision, Facts, WorkItem } from './work-item.js';

/**
 * Calculates the running deadlines again after a meeting or a calendar moved, tells the owner of each date that moved,
 * and opens a check-in that had no meeting before. Refused with `state` where nothing moved: nothing is to be written.
 */
export function recalculateItem(item: WorkItem, facts: Facts): Decision {
  if (item.closed) return refuse('state', 'The item is closed.');
  const followed = recalculateAll(item, facts);
  const deadlines = openCheckIn(item.state, followed, item.fields, facts);
  const moved = movedDeadlines(deadlines, item.deadlines);
  if (moved.length === 0 && deadlines.length === followed.length) return refuse('state', 'No date moved.');
  const after = { ...item, deadlines };
  const fields = {
    moved: moved.map(({ deadline, from }) => ({
      deadline: deadline.key,
      occurrence: deadline.occurrence,
      from,
      to: deadline.dueOn,
    })),
  };
  return accept(after, eventOf(facts, { type: 'deadline-recalculated', fields }), movedNotices(after, item.deadlines));
}
