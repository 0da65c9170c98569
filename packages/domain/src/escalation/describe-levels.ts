import { standsIn } from '../work-item/authority.js';
import { mayChange } from '../work-item/change-guard.js';
import { isSet } from '../workflow/field-path.js';
import type { Duration } from '../deadline/rule.js';
import type { Facts, WorkItem } from '../work-item/work-item.js';
import { answerKey } from './answer-key.js';
import { levelPost, levelTarget } from './describe-path.js';
import { isWithinCircle, pathOf, waitsForAnswer } from './escalate-item.js';

/** The levels of an item as its page shows them, and what this actor may do about them now. */
export interface ItemLevels {
  levels: readonly { level: number; to: string; reached: boolean; answerWithin: Duration | null }[];
  /** The levels that this actor may raise it to: the next one, and beyond it by right alone. */
  mayRaiseTo: readonly number[];
  /** The level that waits for this actor to acknowledge it. */
  mayAcknowledge: number | null;
  /** The number of the escalation that waits for this actor's answer. */
  mayAnswer: number | null;
}

/** Null where the workflow has no levels. */
export function describeLevels(item: WorkItem, facts: Facts): ItemLevels | null {
  const path = pathOf(item, facts.definition);
  if (path.length === 0) return null;
  const above = path.filter(({ level }) => level > item.level).map(({ level }) => level);
  const again = path.some(({ level }) => level === item.level) && !waitsForAnswer(item, facts) ? [item.level] : [];
  const skips = standsIn(facts.definition.skipsLevels ?? [], item, facts.definition, facts.actor);
  const raisable = [...again, ...(skips ? above : above.slice(0, 1))].filter((level) =>
    path.some(
      (step) =>
        step.level === level && isWithinCircle(step.to === undefined ? null : levelPost(step, item, facts), item),
    ),
  );
  const waiting = (field: string) => lastOf(item, facts, (entry) => !isSet(entry.fields[field]));
  return {
    levels: path.map((step) => ({
      level: step.level,
      to: levelTarget(step, item, facts),
      reached: step.level <= item.level,
      answerWithin: step.answerWithin ?? null,
    })),
    mayRaiseTo: mayChange(item, facts) ? raisable : [],
    mayAcknowledge: numberIn(waiting('acknowledgedBy')?.fields['level']),
    mayAnswer: waiting('answer')?.no ?? null,
  };
}

/** The last escalation to a post of this actor for which something holds; none once the item is closed. */
function lastOf(item: WorkItem, { actor }: Facts, holds: (entry: Entry) => boolean): Entry | undefined {
  if (actor.kind !== 'person' || item.closed) return undefined;
  const mine = (post: unknown) => typeof post === 'string' && actor.posts.includes(post);
  return item.records['escalations']?.findLast(
    (entry) => mine(entry.fields['post']) && isAsked(entry, item) && holds(entry),
  );
}

/** What time raised is asked no more once its limit is done with. */
function isAsked({ no }: Entry, { deadlines }: WorkItem): boolean {
  return !deadlines.some((each) => each.key === answerKey && each.occurrence === no && each.status === 'cancelled');
}

type Entry = NonNullable<WorkItem['records'][string]>[number];

function numberIn(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
