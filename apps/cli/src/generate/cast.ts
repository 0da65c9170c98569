import type { Reference } from '@kept/database';
import { postsOf } from '@kept/domain';
import type { Actor, LocalDate, WorkItem } from '@kept/domain';
import type { Dice } from './dice.js';

type Person = Extract<Actor, { kind: 'person' }>;

/** What says who may do something about an item. */
type Standing = Pick<WorkItem, 'ownerPost' | 'contributors' | 'restrictedTo'>;

/** Who is at work between two changes of posts. */
interface Present {
  people: readonly Person[];
  byPost: ReadonlyMap<string, readonly Person[]>;
  byRole: ReadonlyMap<string, readonly Person[]>;
}

/** How many people are tried before nobody is found who may. */
const mostTried = 8;

/** The people of a council, by post and by role, on any day. */
export class Cast {
  /** Days on which somebody begins or ends in a post, in order. */
  private readonly turns: readonly LocalDate[];
  private readonly known = new Map<number, Present>();

  constructor(private readonly reference: Pick<Reference, 'organisation' | 'roles'>) {
    const { holders, covers } = reference.organisation;
    const days = [...holders, ...covers].flatMap(({ from, to }) => [from, ...(to === null ? [] : [`${to}T`])]);
    this.turns = [...new Set(days)].sort();
  }

  /**
   * People who may perhaps do what these roles and relations (`owner`, `contributor`) do, likeliest first: those of the
   * owner post, whoever stands above it, then anybody. An item that is restricted is for its own circle.
   */
  candidates(by: readonly string[], item: Standing, on: LocalDate, dice: Dice): Person[] {
    const present = this.on(on);
    const near = [item.ownerPost, this.above(item.ownerPost), ...item.contributors].flatMap(
      (post) => present.byPost.get(post) ?? [],
    );
    const entitled = near.filter((each) => standsIn(by, item, each));
    const others = dice.shuffled(by.flatMap((role) => sample(present.byRole.get(role) ?? [], dice)));
    return [...new Set([...this.circle(item, present), ...entitled, ...others])].slice(0, mostTried);
  }

  /** Those who answer for a post on a day. */
  holders(post: string, on: LocalDate): readonly Person[] {
    return this.on(on).byPost.get(post) ?? [];
  }

  private circle({ restrictedTo }: Standing, { people, byPost }: Present): Person[] {
    if (restrictedTo === null) return [];
    const named = people.filter(({ personId }) => restrictedTo.people.includes(personId));
    return [...named, ...restrictedTo.posts.flatMap((post) => byPost.get(post) ?? [])];
  }

  private above(post: string): string {
    return this.reference.organisation.posts.find(({ key }) => key === post)?.reportsTo ?? '';
  }

  private on(day: LocalDate): Present {
    const turn = this.turns.filter((each) => each <= day).length;
    const known = this.known.get(turn);
    if (known !== undefined) return known;
    const present = this.presentOn(day);
    this.known.set(turn, present);
    return present;
  }

  private presentOn(day: LocalDate): Present {
    const { organisation, roles } = this.reference;
    const people = organisation.people.map(({ id, name }): Person => {
      const posts = postsOf(id, organisation, day);
      return { kind: 'person', personId: id, name, roles: roles[id] ?? [], posts };
    });
    return {
      people,
      byPost: grouped(people, ({ posts }) => posts),
      byRole: grouped(people, (person) => person.roles),
    };
  }
}

function standsIn(by: readonly string[], item: Standing, { roles, posts }: Person): boolean {
  if (by.includes('owner') && posts.includes(item.ownerPost)) return true;
  if (by.includes('contributor') && item.contributors.some((post) => posts.includes(post))) return true;
  return roles.some((role) => by.includes(role));
}

/** A few of many, without putting all of them into another order. */
function sample(people: readonly Person[], dice: Dice): Person[] {
  return people.length === 0 ? [] : Array.from({ length: Math.min(people.length, 3) }, () => dice.pick(people));
}

function grouped(people: readonly Person[], keysOf: (person: Person) => readonly string[]): Map<string, Person[]> {
  const groups = new Map<string, Person[]>();
  for (const person of people) {
    for (const key of keysOf(person)) groups.set(key, [...(groups.get(key) ?? []), person]);
  }
  return groups;
}
