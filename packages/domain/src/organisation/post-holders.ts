import type { LocalDate } from '../calendar/calendar.js';
import type { Cover, Organisation, Person, Post } from './organisation.js';

/** Who acts in a post in place of its holder, and why, in words for the page. */
export interface Acting {
  personId: string;
  because: string;
}

/** The person who holds a post on a day, or null while it stands vacant. With two holders the later to start counts. */
export function holderOn(post: string, organisation: Organisation, on: LocalDate): Person | null {
  const held = organisation.holders
    .filter((holder) => holder.post === post && holder.from <= on && (holder.to === null || on <= holder.to))
    .sort((a, b) => b.from.localeCompare(a.from))[0];
  return organisation.people.find((person) => person.id === held?.personId) ?? null;
}

/**
 * Who acts in a post on a day: somebody who covers it; else, while it stands vacant, whoever answers for the post that
 * it reports to (and so on upwards). Null when its own holder acts, or nobody does.
 */
export function actingFor(post: string, organisation: Organisation, on: LocalDate): Acting | null {
  const cover = coverOn(post, organisation, on);
  if (cover) return { personId: cover.personId, because: `covers this post until ${cover.to}` };
  if (holderOn(post, organisation, on)) return null;
  return actingAbove(post, organisation, on);
}

/** The posts that a person answers for on a day: held, covered, and vacant ones that report to one of these. */
export function postsOf(personId: string, organisation: Organisation, on: LocalDate): string[] {
  return organisation.posts
    .map((post) => post.key)
    .filter(
      (post) => holdsOn(personId, post, organisation, on) || actingFor(post, organisation, on)?.personId === personId,
    );
}

/** The person to turn to for a post on a day: its holder, else whoever acts; null when nobody does. */
export function answersFor(post: string, organisation: Organisation, on: LocalDate): string | null {
  return actingFor(post, organisation, on)?.personId ?? holderOn(post, organisation, on)?.id ?? null;
}

export function findPost(key: string, organisation: Organisation): Post | undefined {
  return organisation.posts.find((post) => post.key === key);
}

function holdsOn(personId: string, post: string, organisation: Organisation, on: LocalDate): boolean {
  return organisation.holders.some(
    (holder) =>
      holder.post === post &&
      holder.personId === personId &&
      holder.from <= on &&
      (holder.to === null || on <= holder.to),
  );
}

/** With two covers at once the later to start counts, as with holders. */
function coverOn(post: string, organisation: Organisation, on: LocalDate): Cover | undefined {
  let latest: Cover | undefined;
  for (const each of organisation.covers) {
    if (each.post !== post || each.from > on || on > each.to) continue;
    if (latest === undefined || each.from > latest.from) latest = each;
  }
  return latest;
}

function actingAbove(vacant: string, organisation: Organisation, on: LocalDate): Acting | null {
  for (const above of postsAbove(vacant, organisation)) {
    const personId = coverOn(above.key, organisation, on)?.personId ?? holderOn(above.key, organisation, on)?.id;
    if (personId !== undefined) return { personId, because: `the post is vacant and reports to ${above.title}` };
  }
  return null;
}

/** The posts that a post reports to, nearest first; a circle ends where it closes. */
function postsAbove(post: string, organisation: Organisation): Post[] {
  const above: Post[] = [];
  let next = findPost(findPost(post, organisation)?.reportsTo ?? '', organisation);
  while (next !== undefined && next.key !== post && !above.includes(next)) {
    above.push(next);
    next = findPost(next.reportsTo ?? '', organisation);
  }
  return above;
}
