import { formatDay } from '../calendar/local-date.js';
import type { Deadline, Firing } from '../deadline/deadline.js';
import { whyNobody } from '../organisation/presence.js';
import type { EscalationStep } from '../workflow/definition.js';
import { isSet } from '../workflow/field-path.js';
import { isLive } from '../work-item/limits-of-item.js';
import { postsOfRole } from '../work-item/posts-of-role.js';
import type { Facts, Fields, NoticeDraft, RecordEntry, WorkItem } from '../work-item/work-item.js';
import { answerKey } from './answer-key.js';
import { levelPost, levelTarget } from './describe-path.js';
import { isWithinCircle, pathOf } from './escalate-item.js';
import { limitOf } from './moot-answers.js';
import { raiseLevel, runningPath } from './raise-level.js';

/** What a firing came to: the item where it stands now, and what its history says. */
export interface Climbed {
  item: WorkItem;
  /** What was raised; empty where the item stays. */
  fields: Fields;
  reason: string | undefined;
  notices: NoticeDraft[];
}

/** The limit whose time is over, and whether the firing is told after its own day. */
export interface Occasion {
  deadline: Deadline;
  firing: Firing;
  late: boolean;
}

/**
 * The day of a level of a limit's path has come. The item is raised to it, or where nobody is there to the next level
 * above. It stays where it stands at that level already, and while the level where it stands has promised an answer that
 * is not due yet, unless the limit is an alert.
 */
export function reachLevel(item: WorkItem, occasion: Occasion, facts: Facts): Climbed {
  const { deadline, firing } = occasion;
  const level = Number(firing.mark);
  const path = facts.definition.escalation[deadline.escalation ?? ''] ?? [];
  if (item.level >= level) return stays(item, `It stands at level ${item.level} already.`);
  const promised = deadline.ignoresQuietHours ? null : promisedAnswer(item, facts);
  if (promised !== null) return stays(item, promised);
  const above = path.filter((step) => step.level >= level);
  return climb(item, { above, because: [], limit: deadline, occasion }, facts);
}

/**
 * The answer of a level is due and was not given: the item climbs to the next level of its path, acknowledged or not. It
 * stays where it stands higher by now, where no level is left, and where what it was raised for has been done meanwhile.
 */
export function climbUnanswered(item: WorkItem, occasion: Occasion, facts: Facts): Climbed {
  const entry = item.records['escalations']?.find(({ no }) => no === occasion.deadline.occurrence);
  if (!entry || isSet(entry.fields['answer'])) return stays(item, undefined);
  const limit = limitOf(entry, item);
  if (limit !== undefined && !isLive(limit)) return stays(item, 'What it was raised for has been done meanwhile.');
  const level = Number(entry.fields['level']);
  const because = unanswered(entry, level);
  const above = pathFor(limit, item, facts).filter((step) => step.level > level);
  const [next] = above;
  if (next === undefined) return stays(item, `${because} There is no level above it.`);
  if (item.level >= next.level) return stays(item, `${because} It stands at level ${item.level} already.`);
  const raisedFor = limit ?? runningPath(item) ?? occasion.deadline;
  return climb(item, { above, because: [because], limit: raisedFor, occasion }, facts);
}

/** The path of the limit that a level was reached for; of one that somebody raised, the item's own. */
function pathFor(limit: Deadline | undefined, item: WorkItem, { definition }: Facts): readonly EscalationStep[] {
  if (!limit?.escalation) return pathOf(item, definition);
  return definition.escalation[limit.escalation] ?? [];
}

function stays(item: WorkItem, reason: string | undefined): Climbed {
  return { item, fields: {}, reason, notices: [] };
}

function unanswered({ fields }: RecordEntry, level: number): string {
  const { answerBy, answerDueOn } = fields;
  if (isSet(fields['acknowledgedBy']) && typeof answerBy === 'string')
    return `Level ${level} promised an answer for ${formatDay(answerBy)} and has not given it.`;
  const by = typeof answerDueOn === 'string' ? ` by ${formatDay(answerDueOn)}` : '';
  return `Level ${level} did not answer${by}.`;
}

/** Somebody has taken the level on by name, and says by when: it waits for that, and climbs when the day is over. */
function promisedAnswer(item: WorkItem, { today }: Facts): string | null {
  const entry = item.records['escalations']?.findLast(({ fields }) => fields['level'] === item.level);
  const by = entry?.fields['answerBy'];
  if (!entry || typeof by !== 'string' || by < today || isSet(entry.fields['answer'])) return null;
  const waits = item.deadlines.some(
    (each) => each.key === answerKey && each.occurrence === entry.no && each.status === 'running',
  );
  return waits ? `Level ${item.level} is acknowledged and promises an answer for ${formatDay(by)}.` : null;
}

interface Climb {
  /** The levels that may be taken, lowest first. */
  above: readonly EscalationStep[];
  because: readonly string[];
  limit: Deadline;
  occasion: Occasion;
}

function climb(item: WorkItem, { above, because, limit, occasion }: Climb, facts: Facts): Climbed {
  const passed = [...because];
  for (const step of above) {
    const post = step.to === undefined ? null : levelPost(step, item, facts);
    const why = whyNot(step, post, { item, facts });
    if (why === null) {
      const reason = passed.length === 0 ? undefined : [...passed, `So it goes to level ${step.level}.`].join(' ');
      const raised = raiseLevel(item, { step, post, reason, limit, late: occasion.late }, facts);
      return { ...raised, reason };
    }
    passed.push(why);
  }
  return leftAlone(item, { passed: [...passed, 'Nobody is there above.'], limit, occasion }, facts);
}

/** Why a level cannot be taken, as a sentence; null where it can. */
function whyNot(
  step: EscalationStep,
  post: string | null,
  { item, facts }: { item: WorkItem; facts: Facts },
): string | null {
  if (step.to === undefined) return whyNoAgenda(step, item, facts);
  const title = `Level ${step.level}, ${levelTarget(step, item, facts)},`;
  if (post === null) return `${title} has no post.`;
  if (!isWithinCircle(post, item)) return `${title} is outside the few who see it.`;
  const nobody = whyNobody(post, facts.organisation, facts.today);
  return nobody === null ? null : `${title} ${nobody}.`;
}

/** A child's case never reaches the panel, and what is not public comes onto an agenda by the proper officer alone. */
function whyNoAgenda({ level }: EscalationStep, item: WorkItem, { definition }: Facts): string | null {
  const kept = item.exempt || item.restrictedTo !== null || definition.classification !== 'unrestricted';
  if (!kept && definition.about !== 'child') return null;
  const what = item.exempt ? 'an exempt item' : 'an item that is kept to some';
  return `Level ${level} is the agenda of a meeting, and ${what} does not go onto one by itself.`;
}

/** Nobody is left: whoever owns it and whoever administers the posts are told. */
function leftAlone(
  item: WorkItem,
  { passed, limit, occasion }: { passed: readonly string[]; limit: Deadline; occasion: Occasion },
  facts: Facts,
): Climbed {
  const { firing, deadline, late } = occasion;
  const posts = new Set([item.ownerPost, ...postsOfRole('administrator', item, facts)]);
  const notices = [...posts].map((post): NoticeDraft => ({
    post,
    kind: 'escalation',
    deadline: { key: limit.key, occurrence: limit.occurrence },
    dueOn: limit.dueOn,
    uniqueKey: ['nobody', deadline.key, deadline.occurrence, firing.mark, firing.dueOn, post].join(':'),
    late,
  }));
  return { item, fields: {}, reason: passed.join(' '), notices };
}
