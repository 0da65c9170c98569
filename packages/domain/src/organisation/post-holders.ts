import type { LocalDate } from '../calendar/calendar.js';
import { addDays } from '../calendar/local-date.js';
import type { Absence, Cover, Holder, Organisation, Person, Post } from './organisation.js';

/** Who acts in a post in place of its holder, and why, in words for the page. */
export interface Acting {
  personId: string;
  because: string;
}

/** The person who holds a post on a day, or null while it stands vacant. With two holders the later to start counts. */
export function holderOn(post: string, organisation: Organisation, on: LocalDate): Person | null {
  const held = holdingOn(post, organisation, on);
  return organisation.people.find((person) => person.id === held?.personId) ?? null;
}

/** As {@link holderOn}, with the days; a holder who has left answers for nothing, whatever is written of their days. */
export function holdingOn(post: string, organisation: Organisation, on: LocalDate): Holder | null {
  let latest: Holder | null = null;
  for (const each of organisation.holders) {
    if (each.post !== post || !isWithin(each, on) || isGone(each.personId, organisation, on)) continue;
    if (latest === null || each.from > latest.from) latest = each;
  }
  return latest;
}

/** Who covers a post on a day. With two covers at once the later to start counts, as with holders. */
export function coverOn(post: string, organisation: Organisation, on: LocalDate): Cover | null {
  let latest: Cover | null = null;
  for (const each of organisation.covers) {
    if (each.post !== post || !isWithin(each, on) || isGone(each.personId, organisation, on)) continue;
    if (latest === null || each.from > latest.from) latest = each;
  }
  return latest;
}

/** Somebody who has left answers for no post from that day on, whatever covers and holdings say. */
export function isGone(personId: string, { people }: Organisation, on: LocalDate): boolean {
  const goneFrom = people.find(({ id }) => id === personId)?.leaving?.goneFrom;
  return goneFrom !== undefined && goneFrom <= on;
}

/** The days in which somebody is away, if this is one of them. */
export function absenceOn(personId: string, { absences }: Organisation, on: LocalDate): Absence | null {
  return absences.find((each) => each.personId === personId && isWithin(each, on)) ?? null;
}

/**
 * Who acts in a post on a day: somebody who covers it; else, while it stands vacant, whoever answers for the post that
 * it reports to (and so on upwards). Null when its own holder acts, or nobody does.
 */
export function actingFor(post: string, organisation: Organisation, on: LocalDate): Acting | null {
  const cover = coverOn(post, organisation, on);
  if (cover) return { personId: cover.personId, because: `covers this post until ${cover.to}` };
  if (holderOn(post, organisation, on)) return null;
  const above = actingPostOf(post, organisation, on);
  const personId = above && holderOrCover(above.key, organisation, on);
  return personId ? { personId, because: `the post is vacant and reports to ${above.title}` } : null;
}

/** The nearest post above one for which somebody answers: it acts while the one below stands vacant. */
export function actingPostOf(post: string, organisation: Organisation, on: LocalDate): Post | null {
  return postsAbove(post, organisation).find(({ key }) => holderOrCover(key, organisation, on) !== null) ?? null;
}

/** The first day of the vacancy in which a post stands; null where it is held, or never was. */
export function vacantSince(post: string, organisation: Organisation, on: LocalDate): LocalDate | null {
  if (holdingOn(post, organisation, on)) return null;
  const ended = organisation.holders
    .filter((holder) => holder.post === post && holder.from <= on)
    .map((holder) => dayAfter(holder, organisation))
    .filter((day) => day !== null);
  return ended.sort().at(-1) ?? null;
}

/** The posts that a person answers for on a day: held, covered, and vacant ones that report to one of these. */
export function postsOf(personId: string, organisation: Organisation, on: LocalDate): string[] {
  return organisation.posts
    .map((post) => post.key)
    .filter(
      (post) => holdsOn(personId, post, organisation, on) || actingFor(post, organisation, on)?.personId === personId,
    );
}

/** As {@link postsOf} for everybody at once: each post is looked at once, not once for each person. */
export function peopleOfPosts(organisation: Organisation, on: LocalDate): Map<string, string[]> {
  const posts = new Map<string, string[]>();
  for (const { key } of organisation.posts) {
    const acting = actingFor(key, organisation, on)?.personId;
    const holding = organisation.holders
      .filter((each) => each.post === key && isWithin(each, on) && !isGone(each.personId, organisation, on))
      .map(({ personId }) => personId);
    for (const person of new Set(acting === undefined ? holding : [...holding, acting]))
      posts.set(person, [...(posts.get(person) ?? []), key]);
  }
  return posts;
}

/** The person to turn to for a post on a day: its holder, else whoever acts; null when nobody does. */
export function answersFor(post: string, organisation: Organisation, on: LocalDate): string | null {
  return actingFor(post, organisation, on)?.personId ?? holderOn(post, organisation, on)?.id ?? null;
}

export function findPost(key: string, organisation: Organisation): Post | undefined {
  return organisation.posts.find((post) => post.key === key);
}

/** The posts that a post reports to, nearest first; a circle ends where it closes. */
export function postsAbove(post: string, organisation: Organisation): Post[] {
  const above: Post[] = [];
  let next = findPost(findPost(post, organisation)?.reportsTo ?? '', organisation);
  while (next !== undefined && next.key !== post && !above.includes(next)) {
    above.push(next);
    next = findPost(next.reportsTo ?? '', organisation);
  }
  return above;
}

function holdsOn(personId: string, post: string, organisation: Organisation, on: LocalDate): boolean {
  return (
    organisation.holders.some((each) => each.post === post && each.personId === personId && isWithin(each, on)) &&
    !isGone(personId, organisation, on)
  );
}

function holderOrCover(post: string, organisation: Organisation, on: LocalDate): string | null {
  return (coverOn(post, organisation, on) ?? holdingOn(post, organisation, on))?.personId ?? null;
}

/** The first day on which a holder holds it no more; null for one without an end. */
function dayAfter({ personId, to }: Holder, { people }: Organisation): LocalDate | null {
  const goneFrom = people.find(({ id }) => id === personId)?.leaving?.goneFrom ?? null;
  const ended = to === null ? null : addDays(to, 1);
  if (goneFrom === null || (ended !== null && ended < goneFrom)) return ended;
  return goneFrom;
}

function isWithin({ from, to }: { from: LocalDate; to: LocalDate | null }, on: LocalDate): boolean {
  return from <= on && (to === null || on <= to);
}
