import { cancelDeadline } from '../deadline/limits.js';
import type { Deadline } from '../deadline/deadline.js';
import { isSet } from '../workflow/field-path.js';
import { isLive } from '../work-item/limits-of-item.js';
import type { RecordEntry, WorkItem } from '../work-item/work-item.js';
import { answerKey } from './answer-key.js';

/** The limit for which a level was reached by itself; undefined for one that somebody raised. */
export function limitOf({ fields }: RecordEntry, { deadlines }: Pick<WorkItem, 'deadlines'>): Deadline | undefined {
  return deadlines.find(({ key, occurrence }) => key === fields['limit'] && occurrence === fields['limitNo']);
}

/**
 * The deadlines without the answers that are no longer asked: the item came to a level by itself, and what it came there
 * for has been done since. A level that somebody raised or acknowledged answers all the same.
 */
export function withoutMootAnswers(item: Pick<WorkItem, 'deadlines' | 'records'>): readonly Deadline[] {
  const moot = (item.records['escalations'] ?? []).filter((entry) => isMoot(entry, item)).map(({ no }) => no);
  if (moot.length === 0) return item.deadlines;
  return item.deadlines.map((each) =>
    each.key === answerKey && isLive(each) && moot.includes(each.occurrence) ? cancelDeadline(each) : each,
  );
}

function isMoot(entry: RecordEntry, item: Pick<WorkItem, 'deadlines'>): boolean {
  if (isSet(entry.fields['acknowledgedBy'])) return false;
  const limit = limitOf(entry, item);
  return limit !== undefined && !isLive(limit);
}
