import type { SessionView } from '@kept/contracts';
import type { Instant, LocalDate, Person } from '@kept/domain';
import type { Authority, Reference } from '@kept/database';

/** What a session's page head needs to know. */
export interface SessionFacts {
  person: Person;
  persona: string | null;
  roles: readonly string[];
  posts: readonly string[];
  authority: Authority;
  clock: { now: Instant; today: LocalDate };
  reference: Reference;
  demo: boolean;
  ends: SessionView['ends'];
}

export function presentSession(facts: SessionFacts): SessionView {
  const { person, persona, roles, posts, authority, clock, reference, demo, ends } = facts;
  const titleOf = (key: string): string => reference.organisation.posts.find((post) => post.key === key)?.title ?? key;
  return {
    person: { id: person.id, name: person.name, email: person.email },
    persona,
    roles: [...roles],
    posts: posts.map((key) => ({ key, title: titleOf(key) })),
    authority: { key: authority.key, name: authority.name },
    clock: { now: clock.now, today: clock.today, demo },
    ends,
  };
}
