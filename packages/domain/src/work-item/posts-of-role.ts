import type { Role } from '../organisation/organisation.js';
import { findPost, holderOn, postsOf } from '../organisation/post-holders.js';
import type { Actor, Facts, WorkItem } from './work-item.js';
import { maySee } from './visibility.js';

/**
 * The posts that a role is told by: those whose holder has it and may see the item, one for each person, in the order of
 * their keys.
 */
export function postsOfRole(role: string, item: WorkItem, facts: Facts): string[] {
  const { organisation, today } = facts;
  const told = new Map<string, string>();
  for (const { key } of [...organisation.posts].sort((a, b) => (a.key < b.key ? -1 : 1))) {
    const holder = holderOn(key, organisation, today);
    if (holder === null || told.has(holder.id) || !holdsRole(holder.id, role, facts)) continue;
    if (maySee(item, facts.definition, readerOf(holder.id, facts))) told.set(holder.id, key);
  }
  return [...told.values()];
}

/** Has whoever holds the post today this role? */
export function postHasRole(post: string, role: string, facts: Facts): boolean {
  const holder = holderOn(post, facts.organisation, facts.today);
  return holder !== null && holdsRole(holder.id, role, facts);
}

/** The post that a post reports to; none at the top. */
export function postAbove(post: string, { organisation }: Facts): string[] {
  const above = findPost(post, organisation)?.reportsTo ?? null;
  return above !== null && findPost(above, organisation) ? [above] : [];
}

/** Somebody as an actor of that day: what they see is asked of them as when they sign in. */
function readerOf(personId: string, { organisation, today, roles }: Facts): Actor {
  const posts = postsOf(personId, organisation, today);
  return { kind: 'person', personId, name: personId, roles: roles?.[personId] ?? [], posts };
}

function holdsRole(personId: string, role: string, { roles }: Facts): boolean {
  return (roles?.[personId] ?? []).some((each: Role) => each === role);
}
