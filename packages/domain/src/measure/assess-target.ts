import type { LocalDate } from '../calendar/calendar.js';
import type { PartState, WorkItem } from '../work-item/work-item.js';

/** How a target stands, worked out from its measures and its actions; `unknown` while neither says anything. */
export type Assessment = 'on-track' | 'at-risk' | 'off-track' | 'unknown';

/** The worse of what its measures forecast and what its actions show. */
export function assessTarget(
  _item: Pick<WorkItem, 'records'>,
  parts: readonly PartState[],
  _today: LocalDate,
): Assessment {
  const open = parts.filter((part) => !part.closed);
  if (parts.length === 0) return 'unknown';
  return open.some((part) => part.overdue) ? 'at-risk' : 'on-track';
}
