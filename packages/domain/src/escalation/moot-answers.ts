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
 * for has been done since, or the date that had passed was put off. A level that somebody raised or acknowledged answers
 * all the same.
 */
export function withoutMootAnswers(item: Pick<WorkItem, 'deadlines' | 'records'>): readonly Deadline[] {
  const entries = item.records['escalations'] ?? [];
  if (entries.length === 0) return item.deadlines;
  return item.deadlines.map((each) => {
    const entry = each.key === answerKey && isLive(each) ? entries.find(({ no }) => no === each.occurrence) : undefined;
    return entry && isMoot(entry, each, item) ? cancelDeadline(each) : each;
  });
}

function isMoot(entry: RecordEntry, answer: Deadline, item: Pick<WorkItem, 'deadlines'>): boolean {
  const limit = isSet(entry.fields['acknowledgedBy']) ? undefined : limitOf(entry, item);
  if (limit === undefined) return false;
  const passed = entry.fields['limitDueOn'];
  const isPutOff = typeof passed === 'string' && answer.startedOn >= passed && limit.dueOn > passed;
  return isPutOff || !isLive(limit);
}
