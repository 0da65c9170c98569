import type { Person, Post } from '@kept/domain';
import type { Caller } from '../auth/caller.js';
import { incomplete, notFound } from '../http/problem.js';

/** Somebody by id or e-mail. */
function lookUp(person: string, { reference }: Caller): Person | undefined {
  const wanted = person.toLowerCase();
  return reference.organisation.people.find(({ id, email }) => id === wanted || email.toLowerCase() === wanted);
}

/** @throws Refused 404 */
export function personAt(person: string, caller: Caller): Person {
  const found = lookUp(person, caller);
  if (!found) throw notFound();
  return found;
}

/** @throws Refused 422 that names the field */
export function personIn(person: string, caller: Caller): Person {
  const found = lookUp(person, caller);
  if (!found) throw incomplete([{ field: 'person', text: 'Choose a person who is known here.' }]);
  return found;
}

/** @throws Refused 404 */
export function postAt(post: string, { reference }: Caller): Post {
  const found = reference.organisation.posts.find(({ key }) => key === post);
  if (!found) throw notFound();
  return found;
}
