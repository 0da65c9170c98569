import type { EscalationStep } from '../workflow/definition.js';
import { isSet } from '../workflow/field-path.js';
import { actorName } from '../work-item/decision.js';
import { postsOfRole } from '../work-item/posts-of-role.js';
import type { Facts, Fields, NoticeDraft, WorkItem } from '../work-item/work-item.js';
import type { Deadline } from '../deadline/deadline.js';
import { nextAgenda } from './next-agenda.js';
import { answerDeadline } from './answer-deadline.js';
import { answerKey } from './answer-key.js';

/** A level that is reached, by hand or by itself. */
export interface Raise {
  step: EscalationStep;
  /** Null for a level that goes onto an agenda. */
  post: string | null;
  reason: string | undefined;
  /** The limit for which it is reached, where it is reached by itself. */
  limit?: Deadline;
  late?: boolean;
}

export interface Raised {
  item: WorkItem;
  /** What the history says of it. */
  fields: Fields;
  notices: NoticeDraft[];
}

/**
 * The item at that level: the escalation is on record, its post contributes from now on, is told, and has a day to answer
 * by. One that goes onto an agenda says of which meeting, and its owner and democratic services are told.
 */
export function raiseLevel(item: WorkItem, raise: Raise, facts: Facts): Raised {
  const before = item.records['escalations'] ?? [];
  const no = before.length + 1;
  const { step, post } = raise;
  const answer = post === null ? null : answerOf(item, { ...raise, no }, facts);
  const fields = raisedFields(raise, answer?.dueOn ?? null, facts);
  const addedBy = actorName(facts.actor);
  const entry = { no, fields: { ...fields, ...raisedFor(raise) }, addedAt: facts.now, addedBy };
  const raised: WorkItem = {
    ...item,
    level: step.level,
    contributors: post === null ? item.contributors : [...new Set([...item.contributors, post])],
    records: { ...item.records, escalations: [...before, entry] },
    deadlines: answer === null ? item.deadlines : [...item.deadlines, answer],
  };
  return { item: raised, fields, notices: raisedNotices(raised, { ...raise, no, answer }, facts) };
}

function answerOf(item: WorkItem, { step, limit, no }: Raise & { no: number }, facts: Facts): Deadline | null {
  const ignoresQuietHours = (limit ?? runningPath(item))?.ignoresQuietHours ?? false;
  const { level, answerWithin } = step;
  return answerDeadline({ level, within: answerWithin, occurrence: no, ignoresQuietHours }, facts);
}

function raisedFor({ limit }: Raise): Fields {
  return limit === undefined ? {} : { limit: limit.key, limitNo: limit.occurrence, limitDueOn: limit.dueOn };
}

/** The limit that runs and has a path: what a level is raised for by hand. */
export function runningPath({ deadlines }: WorkItem): Deadline | undefined {
  return deadlines.find(({ status, escalation }) => status === 'running' && escalation !== null);
}

function raisedFields({ step, post, reason }: Raise, answerDueOn: string | null, facts: Facts): Fields {
  const agenda = step.agenda === undefined ? { agenda: null, meeting: null } : nextAgenda(facts);
  const fields: Fields = { level: step.level, post, ...agenda, reason: reason ?? null, answerDueOn };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => isSet(value)));
}

function raisedNotices(
  item: WorkItem,
  { step, post, limit, late = false, no, answer }: Raise & { no: number; answer: Deadline | null },
  facts: Facts,
): NoticeDraft[] {
  const kind = 'escalation';
  const uniqueKey = `escalation:${step.level}:${no}`;
  if (post !== null) {
    const deadline = answer && { key: answerKey, occurrence: no };
    return [{ post, kind, deadline, dueOn: answer?.dueOn ?? null, uniqueKey, late }];
  }
  const deadline = limit === undefined ? null : { key: limit.key, occurrence: limit.occurrence };
  const told = new Set([item.ownerPost, ...postsOfRole('democratic-services', item, facts)]);
  return [...told].map((each) => ({
    post: each,
    kind,
    deadline,
    dueOn: limit?.dueOn ?? null,
    uniqueKey: `${uniqueKey}:${each}`,
    late,
  }));
}
