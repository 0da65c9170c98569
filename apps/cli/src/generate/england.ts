import { markedId } from '@kept/database';
import type { Council } from '@kept/database';
import { londonInstant } from '@kept/domain';
import type { Absence, LocalDate, Meeting, Organisation, Person, Role } from '@kept/domain';
import { emailOf, meetingsOf } from '../seed/save-organisation.js';
import type { OrganisationContent } from '../seed/content.js';
import { Dice } from './dice.js';
import { drawNames } from './enlarge-organisation.js';
import { drawEnding } from './family-ids.js';
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
    absences: demo.absences.map(theirs),
  };
}

/** What the content says, as the council's reference data, under ids that are the same for one seed. */
export function councilOf(content: OrganisationContent, { seed, today }: { seed: string; today: LocalDate }): Council {
  const dice = new Dice(`${seed}/ids`);
  const began = londonInstant(content.heldFrom, '09:00');
  const id = (): string => markedId(began, dice.whole(0, 4095)).slice(0, 18) + drawEnding(dice);
  const people = content.people.map(({ name }): Person => ({ id: id(), name, email: emailOf(name) }));
  const idOf = (key: string): string => people[content.people.findIndex((each) => each.key === key)]?.id ?? '';
  const meetings = meetingsOf(content, today).map((each): Meeting => ({ ...each, id: id() }));
  const absences = content.absences.map(({ person, from, to }): Absence => ({ personId: idOf(person), from, to }));
  const roles = content.people.map(({ key, roles: own }): [string, readonly Role[]] => [idOf(key), own]);
  return {
    organisation: { people, ...postsOf(content, idOf), bodies: content.bodies, meetings, absences },
    teams: content.teams,
    roles: Object.fromEntries(roles),
  };
}

function postsOf(
  { posts, heldFrom, formerHolders, covers }: OrganisationContent,
  idOf: (person: string) => string,
): Pick<Organisation, 'posts' | 'holders' | 'covers'> {
  const theirs = ({ post, person, from, to }: OrganisationContent['covers'][number]) => ({
    post,
    personId: idOf(person),
    from,
    to,
  });
  const holders = posts.flatMap(({ key, holder }) =>
    holder === null ? [] : [{ post: key, personId: idOf(holder), from: heldFrom, to: null }],
  );
  return {
    posts: posts.map(({ key, title, aliases = [], reportsTo = null, team = null }) => ({
      key,
      title,
      aliases,
      reportsTo,
      team,
    })),
    holders: [...formerHolders.map(theirs), ...holders],
    covers: covers.map(theirs),
  };
}
