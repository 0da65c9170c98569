import type { DeadlineView, WorkItemView } from '@kept/contracts';
import { dayInWords, instantInWords } from '../../../ui/dates.js';
import { standingInWords } from './deadline-words.js';
import { deadlineOf, type RecordEntry } from './record-entries.js';

export type Levels = NonNullable<WorkItemView['levels']>;

/** A level that was raised: when, by whom and why, who took it on, and what came of it. */
export interface Raised {
  no: number;
  on: string;
  by: string;
  reason: string | null;
  acknowledged: string;
  answer: string;
  words: string | null;
}

export interface LevelRow {
  level: number;
  to: string;
  /** Asked more than once, where it answered late or not at all. */
  raised: Raised[];
  standing: string;
}

/** The levels, lowest first, each with what was asked of it. */
export function levelRows(item: WorkItemView, { levels }: Levels): LevelRow[] {
  return levels.map(({ level, to, reached, answerWithin }) => {
    const raised = entriesOf(item, level).map((entry) => raisedOf(entry, deadlineOf(item, 'escalations', entry.no)));
    const within = answerWithin === null ? '' : `; it has ${answerWithin} to answer`;
    return { level, to, raised, standing: reached ? 'Passed over' : `Not raised${within}` };
  });
}

/** The escalations to one level, the latest last. */
export function entriesOf(item: WorkItemView, level: number): RecordEntry[] {
  return (item.records['escalations'] ?? []).filter(({ fields }) => fields['level'] === level);
}

/** The levels that would be passed over by raising it to this one. */
export function passedOver(item: WorkItemView, { levels }: Levels, to: number): Levels['levels'] {
  return levels.filter(({ level }) => level > item.level && level < to);
}

/** What was asked of a level and what came of it, in words. */
export function raisedOf({ no, fields, addedAt, addedBy }: RecordEntry, deadline: DeadlineView | undefined): Raised {
  const text = (key: string) => (typeof fields[key] === 'string' ? fields[key] : null);
  const agenda = text('agenda');
  return {
    no,
    on: instantInWords(addedAt),
    by: addedBy,
    reason: text('reason'),
    acknowledged: acknowledgedInWords(text),
    answer: agenda === null ? answerInWords(text, deadline) : `It goes onto the agenda of ${agenda}`,
    words: text('answer'),
  };
}

function acknowledgedInWords(text: (key: string) => string | null): string {
  const by = text('acknowledgedBy');
  if (by === null) return 'Nobody has acknowledged it yet';
  const on = text('acknowledgedOn');
  return on === null ? `Acknowledged by ${by}` : `Acknowledged by ${by} on ${dayInWords(on)}`;
}

function answerInWords(text: (key: string) => string | null, deadline: DeadlineView | undefined): string {
  const standing = deadline ? `, ${standingInWords(deadline)}` : '';
  const answeredOn = text('answeredOn');
  if (answeredOn !== null) return `Answered on ${dayInWords(answeredOn)}${standing}`;
  const promised = text('answerBy');
  if (promised !== null) return `Answer promised for ${dayInWords(promised)}${standing}`;
  const dueOn = text('answerDueOn');
  return dueOn === null ? 'No day was set for the answer' : `To be answered by ${dayInWords(dueOn)}${standing}`;
}
