import { absenceOn, actingFor, actingPostOf, coverOn, findPost, holdingOn, postsOf, vacantSince } from '@kept/domain';
import type { Cover, Holder, LocalDate, Organisation, Person, Post } from '@kept/domain';
import type { PeopleView, PostView, TeamsView } from '@kept/contracts';
import type { Reference } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { administers } from './people.policy.js';

export function presentPost(post: Post, organisation: Organisation, today: LocalDate): PostView {
  const holder = holdingOn(post.key, organisation, today);
  const cover = coverOn(post.key, organisation, today);
  const acting = actingFor(post.key, organisation, today);
  const { key, title, aliases, team, reportsTo } = post;
  return {
    key,
    title,
    aliases: [...aliases],
    team,
    reportsTo,
    holder: holder && presentFilling(holder, organisation),
    cover: cover && presentFilling(cover, organisation),
    vacant: holder === null,
    vacantSince: vacantSince(key, organisation, today),
    actingPost: holder || cover ? null : (actingPostOf(key, organisation, today)?.key ?? null),
    acting: acting && { person: nameOf(acting.personId, organisation), because: acting.because },
  };
}

export function presentPeople({ actor, reference, today }: Caller): PeopleView {
  const mayChange = administers(actor.roles);
  const people = reference.organisation.people.map((person) => presentPerson(person, { reference, today, mayChange }));
  return { people, mayChange };
}

/** Whom a person is shown to, and when. */
export interface PersonSetting {
  reference: Reference;
  today: LocalDate;
  mayChange: boolean;
}

export function presentPerson(
  { id, name, email, leaving }: Person,
  { reference, today, mayChange }: PersonSetting,
): PeopleView['people'][number] {
  const gone = leaving ? leaving.goneFrom <= today : false;
  return {
    id,
    name,
    email,
    roles: [...(reference.roles[id] ?? [])],
    posts: postsOf(id, reference.organisation, today),
    // That somebody is to go is theirs to tell until they have gone.
    leaving: leaving && (gone || mayChange) ? { lastDay: leaving.lastDay, gone } : null,
    absentUntil: absenceOn(id, reference.organisation, today)?.to ?? null,
  };
}

export function presentTeams({ organisation, teams }: Reference): TeamsView {
  const postsIn = (team: string): string[] =>
    organisation.posts.filter((post) => post.team === team).map(({ key }) => key);
  return { teams: teams.map(({ key, title }) => ({ key, title, posts: postsIn(key) })) };
}

/** A holding or a cover with the name of whose it is. */
export function presentFilling({ personId, from, to }: Holder | Cover, organisation: Organisation) {
  return { person: nameOf(personId, organisation), from, to };
}

export function nameOf(id: string, { people }: Organisation): { id: string; name: string } {
  return { id, name: people.find((person) => person.id === id)?.name ?? '' };
}

export function titleOf(key: string, organisation: Organisation): { key: string; title: string } {
  return { key, title: findPost(key, organisation)?.title ?? key };
}
