import {
  actingFor,
  findPost,
  holderOn,
  isGone,
  londonDay,
  maySee,
  personAddress,
  personAt,
  postAbove,
  postHasRole,
  postsOf,
} from '@kept/domain';
import type { Actor, Deadline, Facts, LocalDate, Organisation, Person, Role, WorkItem } from '@kept/domain';
import type { Notice, OutboxMessage } from '@kept/database';

/** Who is told, and as what: their own post, or one that they act for. */
export interface Recipient {
  person: Person;
  /** A post, or the person's own address where they are told as themselves. */
  post: string;
  /** Why somebody who does not hold the post is told; null for its holder. */
  acting: string | null;
}

export type NoticeCheck =
  | { kind: 'tell'; recipient: Recipient; deadline: Deadline | null }
  /** What it says has ceased to be true, or to be theirs to know. */
  | { kind: 'withdraw'; reason: string; endsFollow?: boolean }
  /** Nobody holds, covers or acts for the post today. */
  | { kind: 'nobody' };

type Message = Pick<OutboxMessage, 'notice' | 'uniqueKey'>;

export type RolesByPerson = Readonly<Record<string, readonly Role[]>>;

/**
 * Look again when a message is about to be sent: hours or days may have passed since it was written. It must still be
 * true, and go to whoever answers for the post today and may see the item today.
 */
export function checkNotice(message: Message, item: WorkItem, facts: Facts, roles: RolesByPerson): NoticeCheck {
  const { notice } = message;
  const follower = personAt(notice.post);
  if (follower !== null) return checkFollower(follower, item, facts, roles);
  // What is said of an item that is closed is still said to somebody.
  if (item.closed && notice.kind !== 'mention') return withdraw('the item is closed');
  const deadline = deadlineOf(notice, item);
  if (notice.deadline !== null) {
    const reason = deadline === null ? 'the time limit is gone' : whyNoMore(notice, deadline, facts.today);
    if (reason !== null) return withdraw(reason);
  }
  const post = postToTell(message, item, { ...facts, roles });
  if (post === null) return withdraw('it is no longer for this post');
  const recipient = recipientFor(post, facts);
  if (recipient === null) return { kind: 'nobody' };
  if (!maySee(item, facts.definition, actorFor(recipient.person, facts, roles))) {
    return withdraw('its reader may not see the item');
  }
  return { kind: 'tell', recipient, deadline };
}

/** That something moved stays true, also of an item that is closed; who has left or lost sight of it follows it no longer. */
function checkFollower(personId: string, item: WorkItem, facts: Facts, roles: RolesByPerson): NoticeCheck {
  const { organisation, definition, today } = facts;
  const person = organisation.people.find(({ id }) => id === personId);
  if (person === undefined || isGone(personId, organisation, today)) {
    return { ...withdraw('who followed the item has left'), endsFollow: true };
  }
  if (!maySee(item, definition, actorFor(person, facts, roles))) {
    return { ...withdraw('its reader may not see the item'), endsFollow: true };
  }
  return { kind: 'tell', recipient: { person, post: personAddress(personId), acting: null }, deadline: null };
}

/**
 * Who is told in place of somebody who is away, when it cannot wait: whoever answers for the next post above, is there
 * today and may see the item. Cover goes before: a post that is covered never comes to this.
 *
 * @returns null where nobody is
 */
export function standIn(
  { post, person }: Recipient,
  item: WorkItem,
  facts: Facts,
  { roles, isAway }: { roles: RolesByPerson; isAway: (personId: string) => boolean },
): Recipient | null {
  const seen = new Set([post]);
  let above = findPost(post, facts.organisation)?.reportsTo ?? null;
  while (above !== null && !seen.has(above)) {
    seen.add(above);
    const next = recipientFor(above, facts);
    if (
      next !== null &&
      !isAway(next.person.id) &&
      maySee(item, facts.definition, actorFor(next.person, facts, roles))
    ) {
      return { ...next, acting: `${person.name} is away` };
    }
    above = findPost(above, facts.organisation)?.reportsTo ?? null;
  }
  return null;
}

function withdraw(reason: string) {
  return { kind: 'withdraw', reason } as const;
}

function deadlineOf(notice: Notice, item: WorkItem): Deadline | null {
  const { deadline: wanted } = notice;
  if (wanted === null) return null;
  return item.deadlines.find(({ key, occurrence }) => key === wanted.key && occurrence === wanted.occurrence) ?? null;
}

/** A missed check-in is told as overdue although it runs no more; everything else must still be running to that date. */
function whyNoMore(notice: Notice, deadline: Deadline, today: LocalDate): string | null {
  const missed = (notice.kind === 'overdue' || notice.kind === 'exception') && deadline.status === 'missed';
  if (deadline.status !== 'running' && !missed) return `the time limit is ${deadline.status}`;
  if (notice.dueOn !== null && deadline.dueOn !== notice.dueOn) return `the date moved to ${deadline.dueOn}`;
  if (isOvertaken(notice, today)) return 'its date has passed, and that is told';
  return null;
}

/** A reminder of a day to come that was held beyond it; one that was made for the days after it stands. */
function isOvertaken({ kind, dueOn, createdAt }: Notice, today: LocalDate): boolean {
  return kind === 'reminder' && dueOn !== null && dueOn < today && londonDay(createdAt) <= dueOn;
}

const postsByDay = new WeakMap<Organisation, Map<string, string[]>>();

/** The posts that a person answers for today, worked out once while the organisation stands as it does. */
export function postsToday(personId: string, { organisation, today }: Pick<Facts, 'organisation' | 'today'>): string[] {
  const known = postsByDay.get(organisation) ?? new Map<string, string[]>();
  postsByDay.set(organisation, known);
  const key = `${today} ${personId}`;
  const posts = known.get(key) ?? postsOf(personId, organisation, today);
  known.set(key, posts);
  return posts;
}

/**
 * A message to the owner follows the item to its owner of today, and a late one of many to the post above that one. What
 * was told beside the owner, by role, stays with its post: while it stands vacant whoever acts for it has it, and a
 * holder without the role has not, nor has the owner, who is told already.
 */
function postToTell({ notice, uniqueKey }: Message, item: WorkItem, facts: Facts): string | null {
  const { post, kind } = notice;
  if (kind === 'escalation' || kind === 'mention') return post;
  if (kind === 'assigned') return post === item.ownerPost ? post : null;
  // The key of what is told beside the owner ends with its post.
  if (!uniqueKey.endsWith(`:${post}`)) return item.ownerPost;
  if (kind === 'exception') return postAbove(item.ownerPost, facts)[0] ?? null;
  return post !== item.ownerPost && isToldByRole(post, facts) ? post : null;
}

function isToldByRole(post: string, facts: Facts): boolean {
  if (holderOn(post, facts.organisation, facts.today) === null) return true;
  const limits = Object.values(facts.definition.states).flatMap((state) => [
    ...state.limits,
    ...(state.every ? [state.every] : []),
  ]);
  return limits.some(({ tells }) => tells !== undefined && postHasRole(post, tells, facts));
}

function recipientFor(post: string, { organisation, today }: Facts): Recipient | null {
  const acting = actingFor(post, organisation, today);
  const holder = holderOn(post, organisation, today);
  if (acting === null) return holder === null ? null : { person: holder, post, acting: null };
  const person = organisation.people.find(({ id }) => id === acting.personId);
  return person === undefined ? null : { person, post, acting: acting.because };
}

function actorFor(person: Person, facts: Facts, roles: RolesByPerson): Actor {
  return {
    kind: 'person',
    personId: person.id,
    name: person.name,
    roles: roles[person.id] ?? [],
    posts: postsToday(person.id, facts),
  };
}
