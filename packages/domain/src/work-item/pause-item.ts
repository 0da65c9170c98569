import type { Deadline } from '../deadline/deadline.js';
import { cancelDeadline, isOverdue, meetDeadline, missDeadline } from '../deadline/limits.js';
import { liftSuspension, resumeDeadline, suspendDeadline } from '../deadline/suspend-deadline.js';
import { limitKey } from '../workflow/field-path.js';
import { actorName } from './decision.js';
import { isCheckIn, isLive, usesIn } from './limits-of-item.js';
import type { Facts, WorkItem } from './work-item.js';

/** Of an item, what a suspension looks at. */
type Paused = Pick<WorkItem, 'deadlines' | 'records' | 'level'>;

/** The ground on which an item's pause suspends its limits. */
const pausedGround = 'paused';

/**
 * Every limit that runs stands still from today on. One that its law does not let stand still runs on, and so does one
 * that was overdue before: a pause hides no breach.
 */
export function pauseDeadlines({ deadlines, records, level }: Paused, facts: Facts): readonly Deadline[] {
  const suspension = {
    from: facts.today,
    resumes: null,
    ground: pausedGround,
    by: actorName(facts.actor),
    at: facts.now,
  };
  return deadlines.map((deadline) => {
    if (!isLive(deadline)) return deadline;
    const paused = suspendDeadline(deadline, suspension, { ...facts, deadlines, records, level });
    return paused.ok ? paused.deadline : deadline;
  });
}

/**
 * Back to work today: the days out are added to what was left of each limit, and its receipt says so. A check-in that is
 * counted in a length of time moves like any limit. One that goes by a period or a meeting has its day there, which no
 * pause moves: where that day passed in the pause nobody was asked, so it is given up and not missed.
 */
export function resumeDeadlines(
  { deadlines, records, level }: Paused,
  state: string,
  facts: Facts,
): readonly Deadline[] {
  return leavePause(deadlines, state, facts, (deadline) =>
    resumeOne(deadline, { ...facts, deadlines, records, level }),
  );
}

/** The pause ended in a final state: nothing of what stood still is asked any more. What ran on and is late was missed. */
export function endPaused(deadlines: readonly Deadline[], state: string, facts: Facts): readonly Deadline[] {
  const close = (deadline: Deadline) =>
    isOverdue(deadline, facts.today) ? missDeadline(deadline) : cancelDeadline(deadline);
  return leavePause(deadlines, state, facts, close);
}

/** The limits of the pausing state itself, such as its review date, are met by leaving it. */
function leavePause(
  deadlines: readonly Deadline[],
  state: string,
  facts: Facts,
  others: (deadline: Deadline) => Deadline,
): readonly Deadline[] {
  const own = usesIn(state, facts.definition).map(limitKey);
  return deadlines.map((deadline) => {
    if (!isLive(deadline)) return deadline;
    return own.includes(deadline.key) ? meetDeadline(deadline, facts.today) : others(deadline);
  });
}

function resumeOne(deadline: Deadline, facts: Facts & Paused): Deadline {
  const open = deadline.suspensions.find(({ ground, resumes }) => ground === pausedGround && resumes === null);
  if (!open) return deadline;
  const { ground, from } = open;
  const resumed =
    from === facts.today
      ? liftSuspension(deadline, { ground, from }, facts)
      : resumeDeadline(deadline, { ground, from, on: facts.today }, facts);
  const after = resumed.ok ? resumed.deadline : deadline;
  const wasAsked = !isCheckIn(deadline, facts.definition) || !isOverdue(after, facts.today);
  return wasAsked ? after : cancelDeadline(after);
}
