import { londonDay } from '../calendar/zone.js';
import type { Deadline, Firing } from '../deadline/deadline.js';
import { useOf } from './limits-of-item.js';
import { postAbove, postsOfRole } from './posts-of-role.js';
import type { Facts, NoticeDraft, WorkItem } from './work-item.js';

/** Tells a post that an item is now its own; nobody is told what they did themselves. */
export function assignedNotice(item: WorkItem, facts: Facts): NoticeDraft[] {
  if (facts.actor.kind === 'person' && facts.actor.posts.includes(item.ownerPost)) return [];
  return [
    {
      post: item.ownerPost,
      kind: 'assigned',
      deadline: null,
      dueOn: item.nextDueOn,
      uniqueKey: `assigned:${item.ownerPost}:${facts.now}`,
      late: false,
    },
  ];
}

/** Tells the owner of each running deadline whose date moved by somebody else's act: a meeting, a calendar. */
export function movedNotices(item: WorkItem, before: readonly Deadline[]): NoticeDraft[] {
  return movedDeadlines(item.deadlines, before).map(({ deadline, from }) => ({
    post: item.ownerPost,
    kind: 'date-moved',
    deadline: { key: deadline.key, occurrence: deadline.occurrence },
    dueOn: deadline.dueOn,
    uniqueKey: `date-moved:${deadline.key}:${deadline.occurrence}:${from}:${deadline.dueOn}:${item.version}`,
    late: false,
  }));
}

/** Deadlines whose due date is another than before, with the date it was. */
export function movedDeadlines(
  after: readonly Deadline[],
  before: readonly Deadline[],
): { deadline: Deadline; from: string }[] {
  return after.flatMap((deadline) => {
    const old = before.find((each) => each.key === deadline.key && each.occurrence === deadline.occurrence);
    return old && old.dueOn !== deadline.dueOn ? [{ deadline, from: old.dueOn }] : [];
  });
}

/**
 * What a reminder or a date that passed tells, and whom: the owner post, and beside it the posts of the role that the limit
 * `tells`. Where the limit `lists` what is late, a late one is for the weekly list of the owner and of the post above.
 */
export function firingNotices(item: WorkItem, deadline: Deadline, firing: Firing, facts: Facts): NoticeDraft[] {
  const use = useOf(deadline, item.state, facts.definition);
  const isListed = firing.kind === 'due' && use?.lists === 'weekly' && !deadline.ignoresQuietHours;
  const kind = firing.kind === 'reminder' ? 'reminder' : isListed ? 'exception' : 'overdue';
  const beside = isListed ? postAbove(item.ownerPost, facts) : toldBeside(use?.tells, item, facts);
  const posts = [item.ownerPost, ...beside.filter((post) => post !== item.ownerPost)];
  return posts.map((post, index) => noticeOf(post, { kind, deadline, firing, beside: index > 0 }, facts));
}

function toldBeside(role: string | undefined, item: WorkItem, facts: Facts): string[] {
  return role === undefined ? [] : postsOfRole(role, item, facts);
}

interface Telling {
  kind: NoticeDraft['kind'];
  deadline: Deadline;
  firing: Firing;
  /** Told beside the owner. */
  beside: boolean;
}

function noticeOf(post: string, { kind, deadline, firing, beside }: Telling, facts: Facts): NoticeDraft {
  const { key, occurrence } = deadline;
  return {
    post,
    kind,
    deadline: { key, occurrence },
    dueOn: firing.dueOn,
    uniqueKey: [kind, key, occurrence, firing.mark, firing.dueOn, ...(beside ? [post] : [])].join(':'),
    late: isLate(firing, facts),
  };
}

/** It fired on a later day than its own: after an outage. */
export function isLate(firing: Firing, facts: Facts): boolean {
  return facts.today > londonDay(firing.at);
}
