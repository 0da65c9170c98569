import { answersFor, findPost, isGone, peopleOfPosts } from '../organisation/post-holders.js';
import type { Person } from '../organisation/organisation.js';
import type { Actor, Facts, Mention, WorkItem } from './work-item.js';
import { maySee } from './visibility.js';

type Found = { mention: Mention; reader: Person } | { fault: string };

/** Who is who on the day, worked out once for all the names of one request. */
export interface Directory {
  /** By the key of their name; who has left is in it no more. */
  byName: ReadonlyMap<string, readonly Person[]>;
  byId: ReadonlyMap<string, Person>;
  /** By person: the posts that they hold or act for, in the order of the posts. */
  posts: ReadonlyMap<string, readonly string[]>;
  /** By post: whoever answers for it. */
  answers: ReadonlyMap<string, string>;
}

// Not after a letter or a full stop: an e-mail address mentions nobody.
const mentioned = /(?<![\p{L}\p{N}._%+-])@([a-z0-9]+(?:-[a-z0-9]+)*)/giu;

/** The keys that a text mentions, each once, in their order. */
export function keysMentioned(text: string): string[] {
  return [...new Set([...text.matchAll(mentioned)].map(([, key]) => String(key).toLowerCase()))];
}

/** Reads each post and each person of the organisation once. */
export function directoryOf({ organisation, today }: Facts): Directory {
  const answers = new Map<string, string>();
  for (const { key } of organisation.posts) {
    const reader = answersFor(key, organisation, today);
    if (reader !== null) answers.set(key, reader);
  }
  const byName = new Map<string, Person[]>();
  for (const person of organisation.people) {
    if (isGone(person.id, organisation, today)) continue;
    const key = keyOfName(person.name);
    byName.set(key, [...(byName.get(key) ?? []), person]);
  }
  const byId = new Map(organisation.people.map((person) => [person.id, person]));
  return { byName, byId, answers, posts: peopleOfPosts(organisation, today) };
}

/**
 * Who is meant by a key: a post with somebody who answers for it, or a person who does; and only one who may see the
 * item, so that no message tells of what is not theirs to know.
 */
export function findMention(
  key: string,
  item: WorkItem,
  facts: Facts,
  directory = directoryOf(facts),
): { mention: Mention } | { fault: string } {
  const found = findPost(key, facts.organisation)
    ? findByPost(key, facts, directory)
    : findByName(key, facts, directory);
  if ('fault' in found) return found;
  const { mention, reader } = found;
  if (maySee(item, facts.definition, actorOf(reader, facts, directory))) return { mention };
  return { fault: `${mention.name} may not see this item, so a comment cannot mention them.` };
}

/**
 * Who may be mentioned in a comment on the item: posts first, each group by name; of whose name or key `q` is a part. It
 * looks no further than to whoever would be one too many.
 */
export function listMentionable(
  item: WorkItem,
  facts: Facts,
  { q, limit }: { q?: string | undefined; limit: number },
): { mentions: Mention[]; more: boolean } {
  const directory = directoryOf(facts);
  const part = q?.toLowerCase() ?? '';
  const mentions: Mention[] = [];
  for (const { key, name } of candidates(facts, directory)) {
    if (!key.includes(part) && !name.toLowerCase().includes(part)) continue;
    const one = findMention(key, item, facts, directory);
    if (!('mention' in one)) continue;
    if (mentions.length === limit) return { mentions, more: true };
    mentions.push(one.mention);
  }
  return { mentions, more: false };
}

function candidates({ organisation }: Facts, { byName }: Directory): { key: string; name: string }[] {
  const posts = organisation.posts.map(({ key, title }) => ({ key, name: title }));
  const taken = new Set(posts.map(({ key }) => key));
  const people = [...byName].flatMap(([key, [person]]) =>
    person === undefined || taken.has(key) ? [] : [{ key, name: person.name }],
  );
  const inOrder = new Intl.Collator('en');
  const sorted = (each: { key: string; name: string }[]) => each.sort((a, b) => inOrder.compare(a.name, b.name));
  return [...sorted(posts), ...sorted(people)];
}

function findByPost(key: string, { organisation }: Facts, { answers, byId }: Directory): Found {
  const title = findPost(key, organisation)?.title ?? key;
  const reader = byId.get(answers.get(key) ?? '');
  if (!reader) return { fault: `Nobody answers for the post ${title} today, so nobody would be told.` };
  return { mention: { key, kind: 'post', name: title, post: key }, reader };
}

function findByName(key: string, { organisation }: Facts, { byName, posts, answers }: Directory): Found {
  const [reader, another] = byName.get(key) ?? [];
  if (!reader) return { fault: `There is no post or person “${key}”. Choose one from the list.` };
  if (another) return { fault: `More than one person is called ${reader.name}. Mention their post.` };
  const own = (posts.get(reader.id) ?? []).filter((post) => answers.get(post) === reader.id);
  const post = own.find((each) => holds(reader.id, each, organisation)) ?? own[0];
  if (post === undefined) return { fault: `${reader.name} has no post, so they cannot be told.` };
  return { mention: { key, kind: 'person', name: reader.name, post }, reader };
}

/** Their own post goes before one that they cover, which somebody else may have tomorrow. */
const holds = (personId: string, post: string, { holders }: Facts['organisation']) =>
  holders.some((each) => each.post === post && each.personId === personId);

function actorOf({ id, name }: Person, { roles }: Facts, { posts }: Directory): Actor {
  return { kind: 'person', personId: id, name, roles: roles?.[id] ?? [], posts: posts.get(id) ?? [] };
}

/** `Zoë O’Neill` → `zoe-o-neill`. */
function keyOfName(name: string): string {
  const letters = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return letters.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}
