import type { CalendarDifference } from '@kept/domain';
import type { CalendarDifferenceView } from '@kept/contracts';

export function presentDifference({
  added,
  removed,
  renamed,
  knownTo,
  ...terms
}: CalendarDifference): CalendarDifferenceView {
  return { added, removed, renamed, ...terms, knownTo };
}
