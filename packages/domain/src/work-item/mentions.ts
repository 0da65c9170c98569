import { answersFor, findPost, isGone, postsOf } from '../organisation/post-holders.js';
import type { Person } from '../organisation/organisation.js';
import type { Actor, Facts, Mention, WorkItem } from './work-item.js';
import { maySee } from './visibility.js';

type Found = { mention: Mention; reader: Person } | { fault: string };

// Not after a letter or a full stop: an e-mail address mentions nobody.
const mentioned = /(?<![\p{L}\p{N}._%+-])@([a-z0-9]+(?:-[a-z0-9]+)*)/giu;

/** The keys that a text mentions, each once, in their order. */
export function keysMentioned(text: string): string[] {
  return [...new Set([...text.matchAll(mentioned)].map(([, key]) => String(key).toLowerCase()))];
}

/**
 * Who is meant by a key: a post with somebody who answers for it, or a person who does; and only one who may see the
 * item, so that no message tells of what is not theirs to know.
 */
export function findMention(key: string, item: WorkItem, facts: Facts): { mention: Mention } | { fault: string } {
  const found = findPost(key, facts.organisation) ? findByPost(key, facts) : findByName(key, facts);
  if ('fault' in found) return found;
  const { mention, reader } = found;
  if (maySee(item, facts.definition, actorOf(reader, facts))) return { mention };
  return { fault: `${mention.name} may not see this item, so a comment cannot mention them.` };
}

/** All who may be mentioned in a comment on the item: posts first, each group by name. */
export function listMentionable(item: WorkItem, facts: Facts): Mention[] {
  const { posts, people } = facts.organisation;
  const keys = [...posts.map(({ key }) => key), ...new Set(people.map(({ name }) => keyOfName(name)))];
  const found = keys.flatMap((key) => {
    const one = findMention(key, item, facts);
    return 'mention' in one ? [one.mention] : [];
  });
  return found.sort((a, b) => (a.kind === b.kind ? a.name.localeCompare(b.name, 'en') : a.kind === 'post' ? -1 : 1));
}

function findByPost(key: string, { organisation, today }: Facts): Found {
  const title = findPost(key, organisation)?.title ?? key;
  const reader = organisation.people.find(({ id }) => id === answersFor(key, organisation, today));
  if (!reader) return { fault: `Nobody answers for the post ${title} today, so nobody would be told.` };
  return { mention: { key, kind: 'post', name: title, post: key }, reader };
}

function findByName(key: string, { organisation, today }: Facts): Found {
  const [reader, another] = organisation.people.filter(
    ({ id, name }) => keyOfName(name) === key && !isGone(id, organisation, today),
  );
  if (!reader) return { fault: `There is no post or person “${key}”. Choose one from the list.` };
  if (another) return { fault: `More than one person is called ${reader.name}. Mention their post.` };
  const own = postsOf(reader.id, organisation, today).filter(
    (post) => answersFor(post, organisation, today) === reader.id,
  );
  const post = own.find((each) => holds(reader.id, each, organisation)) ?? own[0];
  if (post === undefined) return { fault: `${reader.name} has no post, so they cannot be told.` };
  return { mention: { key, kind: 'person', name: reader.name, post }, reader };
}

/** Their own post goes before one that they cover, which somebody else may have tomorrow. */
const holds = (personId: string, post: string, { holders }: Facts['organisation']) =>
  holders.some((each) => each.post === post && each.personId === personId);

function actorOf({ id, name }: Person, { organisation, today, roles }: Facts): Actor {
  return { kind: 'person', personId: id, name, roles: roles?.[id] ?? [], posts: postsOf(id, organisation, today) };
}

/** `Zoë O’Neill` → `zoe-o-neill`. */
function keyOfName(name: string): string {
  const letters = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return letters.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}
