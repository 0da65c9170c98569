import type { OrganisationContent } from '../seed/content.js';
import { Dice } from './dice.js';
import { drawNames } from './enlarge-organisation.js';
import type { CountyContent, EnglandSize } from './lives-content.js';

/** How many items each council has: the first has some twenty times as many as the last. */
export function sharesOf(items: number, { authorities }: Pick<EnglandSize, 'authorities'>): number[] {
  const weights = Array.from({ length: authorities }, (_, place) => 1 / (place + 8));
  const whole = weights.reduce((sum, each) => sum + each, 0);
  return weights.map((weight) => Math.round((items * weight) / whole));
}

/** The demo's council once more, under another name and with other people, who are nobody's persona. */
export function anotherCouncil(
  demo: OrganisationContent,
  county: CountyContent,
  { place, seed }: { place: number; seed: string },
): OrganisationContent {
  const number = String(place).padStart(3, '0');
  const nameOf = drawNames(county, new Dice(`${seed}/people/${number}`));
  const keyOf = (person: string): string => `${person}-of-${number}`;
  const theirs = <T extends { person: string }>(each: T): T => ({ ...each, person: keyOf(each.person) });
  return {
    ...demo,
    authority: { key: `council-${number}`, name: `Council ${number}` },
    people: demo.people.map((person) => ({ ...person, key: keyOf(person.key), name: nameOf() })),
    posts: demo.posts.map((post) => ({ ...post, holder: post.holder === null ? null : keyOf(post.holder) })),
    formerHolders: demo.formerHolders.map(theirs),
    covers: demo.covers.map(theirs),
  };
}
