import type { LocalDate } from '../calendar/calendar.js';
import type { Deadline } from '../deadline/deadline.js';
import type { Duration } from '../deadline/rule.js';
import { escalationDates } from '../deadline/limits.js';
import { findPost } from '../organisation/post-holders.js';
import type { EscalationStep, WorkflowDefinition } from '../workflow/definition.js';
import type { Facts, WorkItem } from '../work-item/work-item.js';

/** One level of an escalation path as the page shows it. */
export interface PathLevel {
  level: number;
  /** Title of the post that the level goes to, or what it goes onto: "the next agenda". */
  to: string;
  /** Key of that post; null for an agenda, and where the item does not name the post yet. */
  post: string | null;
  /** The day on which an unanswered deadline reaches it; null for the agenda of a meeting not known. */
  on: LocalDate | null;
  answerWithin: Duration | null;
}

/** The escalation path of a deadline with the posts and dates as they stand today. Empty where it has none. */
export function describePath(
  item: WorkItem,
  definition: WorkflowDefinition,
  deadline: Deadline,
  facts: Pick<Facts, 'organisation' | 'calendars'>,
): PathLevel[] {
  const path = deadline.escalation === null ? undefined : definition.escalation[deadline.escalation];
  if (!path) return [];
  const dates = escalationDates(path, deadline, facts.calendars);
  return path.map((step) => ({
    level: step.level,
    ...recipient(step, item, definition, facts),
    on: dates.find((each) => each.level === step.level)?.on ?? null,
    answerWithin: step.answerWithin ?? null,
  }));
}

/** The post that a level goes to as things stand; null for an agenda, and where none is named or none exists. */
export function levelPost(step: EscalationStep, item: WorkItem, facts: Facts): string | null {
  return recipient(step, item, facts.definition, facts).post;
}

/** What a level goes to, as the page says it: the title of its post, or the next agenda. */
export function levelTarget(step: EscalationStep, item: WorkItem, facts: Facts): string {
  return recipient(step, item, facts.definition, facts).to;
}

/** A field of type post, `owner.reportsTo`, or a post's own key. */
function recipient(
  step: EscalationStep,
  item: WorkItem,
  definition: WorkflowDefinition,
  facts: Pick<Facts, 'organisation'>,
): { to: string; post: string | null } {
  if (step.to === undefined) return { to: 'the agenda of the next meeting', post: null };
  const post = postOf(step.to, item, definition, facts);
  const found = post === null ? undefined : findPost(post, facts.organisation);
  return found ? { to: found.title, post: found.key } : { to: unnamed(step.to, definition), post: null };
}

function postOf(
  to: string,
  item: WorkItem,
  definition: WorkflowDefinition,
  facts: Pick<Facts, 'organisation'>,
): string | null {
  if (to === 'owner.reportsTo') return findPost(item.ownerPost, facts.organisation)?.reportsTo ?? null;
  if (definition.fields[to]?.type !== 'post') return to;
  const named = item.fields[to];
  return typeof named === 'string' ? named : null;
}

function unnamed(to: string, definition: WorkflowDefinition): string {
  if (to === 'owner.reportsTo') return 'the post above the owner (none is known)';
  return `${definition.fields[to]?.label ?? to} (not named yet)`;
}
