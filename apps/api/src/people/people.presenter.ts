import { answersFor, postsOf } from '@kept/domain';
import type { Cover, Holder, LocalDate, Organisation, Post } from '@kept/domain';
import type { PeopleView, PostListView, PostView, TeamsView } from '@kept/contracts';
import type { Reference } from '@kept/database';

export function presentPosts({ organisation }: Reference, today: LocalDate): PostListView {
  return { posts: organisation.posts.map((post) => presentPost(post, organisation, today)) };
}

export function presentPost(post: Post, organisation: Organisation, today: LocalDate): PostView {
  const holder = organisation.holders
    .filter(({ post: key, from, to }) => key === post.key && from <= today && (to === null || today <= to))
    .sort((a, b) => b.from.localeCompare(a.from))[0];
  const cover = organisation.covers.find(({ post: key, from, to }) => key === post.key && from <= today && today <= to);
  const { key, title, aliases, team, reportsTo } = post;
  return {
    key,
    title,
    aliases: [...aliases],
    team,
    reportsTo,
    holder: holder ? presentHolding(holder, organisation) : null,
    cover: cover ? presentHolding(cover, organisation) : null,
    vacant: holder === undefined,
    actingPost: holder || cover ? null : actingPost(post, organisation, today),
  };
}

export function presentPeople({ organisation, roles }: Reference, today: LocalDate): PeopleView {
  const people = organisation.people.map(({ id, name, email }) => ({
    id,
    name,
    email,
    roles: [...(roles[id] ?? [])],
    posts: postsOf(id, organisation, today),
  }));
  return { people };
}

export function presentTeams({ organisation, teams }: Reference): TeamsView {
  const postsIn = (team: string): string[] =>
    organisation.posts.filter((post) => post.team === team).map(({ key }) => key);
  return { teams: teams.map(({ key, title }) => ({ key, title, posts: postsIn(key) })) };
}

function presentHolding({ personId, from, to }: Holder | Cover, { people }: Organisation): PostView['holder'] {
  return { person: { id: personId, name: people.find(({ id }) => id === personId)?.name ?? '' }, from, to };
}

/** The nearest post above for which somebody answers. */
function actingPost(vacant: Post, organisation: Organisation, today: LocalDate): string | null {
  const passed = new Set<string>();
  let above = vacant.reportsTo;
  while (above !== null && !passed.has(above)) {
    passed.add(above);
    if (answersFor(above, organisation, today) !== null) return above;
    above = organisation.posts.find(({ key }) => key === above)?.reportsTo ?? null;
  }
  return null;
}
