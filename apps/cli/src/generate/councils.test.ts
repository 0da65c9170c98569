import { describe, expect, it } from 'vitest';
import { readDemo } from '../seed/content.js';
import { Dice } from './dice.js';
import { anotherCouncil, councilOf, sharesOf } from './england.js';
import { enlargeOrganisation } from './enlarge-organisation.js';
import { readCounty, readLives } from './lives-content.js';

const demo = readDemo().organisation;
const county = readCounty();
const twice = <T>(values: readonly T[]): T[] => values.filter((each, place) => values.indexOf(each) !== place);

describe('a council as large as a county', () => {
  const { organisation, sharing } = enlargeOrganisation(demo, county, 'test');
  const posts = organisation.posts.map(({ key }) => key);

  it('keeps the demo’s own posts and people as they are', () => {
    expect(organisation.posts.slice(0, demo.posts.length)).toEqual(demo.posts);
    expect(organisation.people.slice(0, demo.people.length)).toEqual(demo.people);
  });

  it('has each key and each name once, and every post below one that is there', () => {
    expect(twice(posts)).toEqual([]);
    expect(twice(organisation.people.map(({ name }) => name))).toEqual([]);
    expect(organisation.posts.filter(({ reportsTo }) => reportsTo && !posts.includes(reportsTo))).toEqual([]);
    const teams = organisation.teams.map(({ key }) => key);
    expect(organisation.posts.filter(({ team }) => team && !teams.includes(team))).toEqual([]);
  });

  it('shares the work of posts that the demo has', () => {
    expect(sharing.filter(({ like }) => !demo.posts.some(({ key }) => key === like))).toEqual([]);
    expect(sharing.filter(({ key }) => !posts.includes(key))).toEqual([]);
  });

  it('has some posts that stand vacant', () => {
    const vacant = organisation.posts.filter(
      ({ key, holder }) => holder === null && sharing.some((s) => s.key === key),
    );
    expect(vacant.length).toBeGreaterThan(0);
    expect(vacant.length).toBeLessThan(10);
  });

  it('is the same for the same seed', () => {
    expect(enlargeOrganisation(demo, county, 'test')).toEqual({ organisation, sharing });
  });
});

describe('further councils', () => {
  it('have people of their own, who are nobody’s persona', () => {
    const other = anotherCouncil(demo, county, { place: 7, seed: 'test' });
    expect(other.authority.key).toBe('council-007');
    const names = new Set(demo.people.map(({ name }) => name));
    expect(other.people.filter(({ name }) => names.has(name))).toEqual([]);
    expect(other.people.filter(({ key, roles }) => roles.some((role) => role === key))).toEqual([]);
    const council = councilOf(other, { seed: 'test', today: '2020-02-17' });
    const people = new Set(council.organisation.people.map(({ id }) => id));
    expect(council.organisation.holders.filter(({ personId }) => !people.has(personId))).toEqual([]);
    expect(Object.keys(council.roles).every((id) => people.has(id))).toBe(true);
  });

  it('are of very different sizes, and ten million in all', () => {
    const { england } = readLives().sizes;
    const shares = sharesOf(england.items, england);
    expect(shares).toHaveLength(150);
    expect(Math.abs(shares.reduce((sum, each) => sum + each, 0) - 10_000_000)).toBeLessThan(100);
    expect((shares[0] ?? 0) / (shares.at(-1) ?? 1)).toBeGreaterThan(10);
  });
});

describe('dice', () => {
  it('fall the same way for the same seed, on every machine', () => {
    const dice = new Dice('kept');
    expect(Array.from({ length: 6 }, () => dice.whole(1, 6))).toEqual([5, 6, 6, 6, 4, 2]);
  });

  it('fall evenly, and within their bounds', () => {
    const dice = new Dice('evenly');
    const counts = [0, 0, 0, 0, 0, 0];
    for (let cast = 0; cast < 6000; cast += 1) {
      const place = dice.whole(0, 5);
      counts[place] = (counts[place] ?? 0) + 1;
    }
    expect(counts).toHaveLength(6);
    expect(Math.min(...counts)).toBeGreaterThan(850);
    expect(Math.max(...counts)).toBeLessThan(1150);
  });

  it('never pick what has no weight, and fail where there is nothing', () => {
    const dice = new Dice('weights');
    const picked = Array.from({ length: 200 }, () => dice.weighted(['a', 'b', 'c'], (each) => (each === 'b' ? 0 : 1)));
    expect(new Set(picked)).toEqual(new Set(['a', 'c']));
    expect(() => dice.pick([])).toThrow('There is nothing to pick from.');
  });

  it('are apart where they are asked to be', () => {
    const dice = new Dice('whole');
    const before = dice.apart('part').hex(8);
    dice.next();
    expect(dice.apart('part').hex(8)).toBe(before);
    expect(dice.apart('other').hex(8)).not.toBe(before);
  });
});
