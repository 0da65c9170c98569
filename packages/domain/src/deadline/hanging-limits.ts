import { isLive } from '../work-item/limits-of-item.js';
import type { Deadline } from './deadline.js';
import { recalculateDeadline, type LimitContext } from './limits.js';
import { limitSources } from './limit-origin.js';

/** The limit that a deadline was started by, on its item; nothing for one that is to be left as it is. */
export type ContextOf = (deadline: Deadline) => Omit<LimitContext, 'deadlines'> | undefined;

/**
 * Dates again what hangs on other deadlines of the item that moved, came or ended since `before`: what counts from one
 * (`deadline:KEY`) or shares its time (`noLaterThan`), and in its turn what hangs on that. Everything else stays as it
 * was told. A limit that can no longer be worked out stays as it is.
 */
export function redateHanging(
  after: readonly Deadline[],
  before: readonly Deadline[],
  contextOf: ContextOf,
): readonly Deadline[] {
  let [known, current] = [before, after];
  // A circle of limits that count from each other comes to its end here.
  for (let round = 0; round < after.length; round += 1) {
    const moved = movedKeys(current, known);
    if (moved.length === 0) break;
    const deadlines = current;
    const next = deadlines.map((deadline) => redateOne(deadline, moved, { deadlines, contextOf }));
    [known, current] = [current, next];
  }
  return current;
}

function redateOne(
  deadline: Deadline,
  moved: readonly string[],
  { deadlines, contextOf }: { deadlines: readonly Deadline[]; contextOf: ContextOf },
): Deadline {
  const context = contextOf(deadline);
  if (context === undefined) return deadline;
  const hangs = limitSources(context.use, context.definition).deadlines.some((key) => moved.includes(key));
  return hangs ? recalculateDeadline(deadline, { ...context, deadlines }) : deadline;
}

function movedKeys(after: readonly Deadline[], before: readonly Deadline[]): string[] {
  const keys = [...new Set(after.map(({ key }) => key))];
  return keys.filter((key) => standing(key, after) !== standing(key, before));
}

/** All of the occurrences of a deadline that another may hang on, as one text. */
function standing(key: string, deadlines: readonly Deadline[]): string {
  return deadlines
    .filter((each) => each.key === key)
    .map((each) => [each.occurrence, each.dueOn, each.dueAt, isLive(each) || each.status].join(' '))
    .sort()
    .join();
}
