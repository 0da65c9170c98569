import type { LocalDate } from '../calendar/calendar.js';
import type { Effective } from './rule.js';

/**
 * Does a range hold for a case? By the day that it counts from, by its due date, or by any day from the one to the
 * other, as the range says. `dueOn` is asked only where it matters: to know it takes a count.
 */
export function isInForce({ from, to, applies }: Effective, startedOn: LocalDate, dueOn: () => LocalDate): boolean {
  const [first = startedOn, last = startedOn] = daysThatCount(applies, startedOn, dueOn);
  return (from === null || from <= last) && (to === null || first <= to);
}

/** The first and last day of the case of which one must lie in the range. A count back ends before it begins. */
function daysThatCount(applies: Effective['applies'], startedOn: LocalDate, dueOn: () => LocalDate): LocalDate[] {
  if (applies === 'due') return [dueOn(), dueOn()];
  return applies === 'any-day' ? [startedOn, dueOn()].sort() : [startedOn, startedOn];
}
