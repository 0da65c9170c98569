import type { Deadline } from '../deadline/deadline.js';
import { accept, eventOf, refuse } from '../work-item/decision.js';
import { movedDeadlines, movedNotices } from '../work-item/notices.js';
import { recalculateAll } from '../work-item/state-deadlines.js';
import type { Decision, Facts, WorkItem } from '../work-item/work-item.js';

/** Why dates are counted anew: another version of a rule, or another length of a council's own limit. */
export interface NewVersion {
  what: 'rule' | 'limit';
  /** `ehc-advice`, or `challenge-card/triage`. */
  key: string;
  title: string;
  reason: string;
}

/**
 * Counts anew what an item has running by that rule or limit, by the version that is now in force for it, and what hangs
 * on that in its turn. Whatever a version does not reach (by its range, and by which day of the case that goes) keeps the
 * one that it was counted by, and its bytes. `before` still knows a length that the facts know no more, since it was
 * withdrawn. Refused with `state` where nothing is counted otherwise.
 */
export function recountItem(item: WorkItem, facts: Facts, why: NewVersion, before: Facts = facts): Decision {
  if (item.closed) return refuse('state', 'The item is closed.');
  const now = recalculateAll(item, { ...facts, anew: [why.key] });
  const then = recalculateAll(item, before);
  const deadlines = item.deadlines.map((deadline, place) => {
    const [anew, as] = [now[place], then[place]];
    return anew === undefined || isSame(anew, as) ? deadline : anew;
  });
  if (deadlines.every((each, place) => each === item.deadlines[place]))
    return refuse('state', 'Nothing of it is counted otherwise.');
  const after = { ...item, deadlines };
  return accept(after, eventOf(facts, detailOf(after, item, why)), movedNotices(after, item.deadlines));
}

function detailOf(after: WorkItem, before: WorkItem, { what, key, title, reason }: NewVersion) {
  const moved = movesOf(after.deadlines, before.deadlines);
  return { type: 'deadline-recalculated', fields: { moved, [what]: { key, title } }, reason };
}

/** The dates that moved, as history says them. */
export function movesOf(after: readonly Deadline[], before: readonly Deadline[]) {
  return movedDeadlines(after, before).map(({ deadline, from }) => ({
    deadline: deadline.key,
    occurrence: deadline.occurrence,
    from,
    to: deadline.dueOn,
  }));
}

function isSame(one: Deadline, other: Deadline | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
