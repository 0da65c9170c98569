import { londonDay } from '../calendar/zone.js';
import type { Deadline, Firing } from '../deadline/deadline.js';
import { findPost } from '../organisation/post-holders.js';
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

/** What a firing tells, and whom: the owner post, and beside it the post that the limit `tells`. */
export function firingNotices(
  item: WorkItem,
  deadline: Deadline,
  firing: Firing,
  facts: Facts & { tells?: string },
): NoticeDraft[] {
  const beside = facts.tells !== undefined && findPost(facts.tells, facts.organisation) ? [facts.tells] : [];
  const kind = firing.kind === 'reminder' ? 'reminder' : firing.kind === 'due' ? 'overdue' : 'escalation';
  return [item.ownerPost, ...beside].map((post, index) => ({
    post,
    kind,
    deadline: { key: deadline.key, occurrence: deadline.occurrence },
    dueOn: firing.dueOn,
    uniqueKey: [kind, deadline.key, deadline.occurrence, firing.mark, firing.dueOn, ...(index > 0 ? [post] : [])].join(
      ':',
    ),
    late: isLate(firing, facts),
  }));
}

/** It fired on a later day than its own: after an outage. */
function isLate(firing: Firing, facts: Facts): boolean {
  return facts.today > londonDay(firing.at);
}
