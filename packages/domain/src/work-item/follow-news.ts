import { answersFor } from '../organisation/post-holders.js';
import type { Deadline } from '../deadline/deadline.js';
import type { Change, Facts, WorkItem } from './work-item.js';

/** That something moved which whoever follows the item is told of. It says nothing of what it was. */
export interface FollowNews {
  /** Unique with the item and its reader: `followed:4`, the version after the change. */
  uniqueKey: string;
  /** Ids of people who are not told: whoever did it, and whoever the change tells by their post. */
  except: readonly string[];
}

/** Whom a notice is for where somebody is told as themselves, not by a post: `person:ID`. No key of a post has a colon. */
export const personAddress = (personId: string): string => `person:${personId}`;

/** The id of the person that a notice is for; null where it is for a post. */
export const personAt = (address: string): string | null =>
  address.startsWith('person:') ? address.slice('person:'.length) : null;

/**
 * What a change tells whoever follows the item: that its state or owner changed, that it closed, or that a date moved, stood
 * still or went on. What time itself does, a comment, evidence and fields without a date tell them nothing.
 *
 * @returns null where there is nothing to tell
 */
export function followNews(
  before: WorkItem,
  { item, notices }: Pick<Change, 'item' | 'notices'>,
  { actor, organisation, today }: Pick<Facts, 'actor' | 'organisation' | 'today'>,
): FollowNews | null {
  if (!isNews(before, item)) return null;
  const own = actor.kind === 'person' ? [actor.personId] : [];
  const byPost = notices.map(({ post }) => answersFor(post, organisation, today)).filter((person) => person !== null);
  return { uniqueKey: `followed:${item.version}`, except: [...new Set([...own, ...byPost])] };
}

function isNews(before: WorkItem, after: WorkItem): boolean {
  const moved = before.state !== after.state || before.closed !== after.closed || before.ownerPost !== after.ownerPost;
  return moved || after.deadlines.some((each) => isMoved(each, before.deadlines));
}

/** A date that begins is no news by itself: it comes with a state, or with a record that its followers do not wait for. */
function isMoved(after: Deadline, all: readonly Deadline[]): boolean {
  const before = all.find(({ key, occurrence }) => key === after.key && occurrence === after.occurrence);
  if (before === undefined || before === after) return false;
  const paused = (before.status === 'suspended') !== (after.status === 'suspended');
  return (
    paused || before.dueOn !== after.dueOn || before.dueAt !== after.dueAt || before.scheduledOn !== after.scheduledOn
  );
}
