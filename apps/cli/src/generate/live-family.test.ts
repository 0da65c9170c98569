import type { LivedFamily, Reference } from '@kept/database';
import { isLive, nextFiringAt } from '@kept/domain';
import type { Organisation, Role, WorkItem } from '@kept/domain';
import { loadLibrary } from '@kept/workflows';
import { describe, expect, it } from 'vitest';
import { readDemo } from '../seed/content.js';
import type { OrganisationContent } from '../seed/content.js';
import { Cast } from './cast.js';
import { Dice } from './dice.js';
import { enlargeOrganisation } from './enlarge-organisation.js';
import { FamilyIds } from './family-ids.js';
import { liveFamily } from './live-family.js';
import { readCounty, readLives } from './lives-content.js';
import { planLives } from './plan.js';
import { definitionsOf } from './world.js';
import type { World } from './world.js';

const opens = '2020-02-17T09:00:00.000Z';
const county = readCounty();
const { organisation, sharing } = enlargeOrganisation(readDemo().organisation, county, 'test');
const reference = imagined(organisation);
const definitions = definitionsOf(reference);
const wish = {
  content: readLives(),
  definitions,
  areas: county.areas.map(({ key }) => key),
  opens,
  items: 400,
  lives: Number(process.env['LIVES'] ?? 400),
  seed: 'test',
  given: new Map<string, number>(),
};
const plan = planLives(wish);
const world: World = {
  authorityId: '01900000-0000-7000-8000-000000000009',
  reference,
  cast: new Cast(reference),
  content: wish.content,
  sharing,
  opens,
  known: plan.known,
};

function families(): LivedFamily[] {
  return plan.lives.map((planned) => {
    const dice = new Dice(planned.seed);
    return liveFamily(world, planned, { dice, ids: new FamilyIds(dice.apart('audit')) });
  });
}

describe('x', () => {
  it('y', () => {
    const t = performance.now();
    const all = families();
    const ms = performance.now() - t;
    console.log('lives', all.length, 'ms each', ms / all.length);
    const by: Record<string, any> = {};
    for (const f of all)
      for (const { item, changes, definition } of f) {
        const b = (by[definition.key] ??= {
          n: 0,
          open: 0,
          overdue: 0,
          changes: 0,
          deadlines: 0,
          states: {},
          types: {},
        });
        b.n++;
        if (!item.closed) {
          b.open++;
          if (item.nextDueOn! < '2020-02-17') b.overdue++;
        }
        b.changes += changes.length;
        b.deadlines += item.deadlines.length;
        b.states[item.state] = (b.states[item.state] ?? 0) + 1;
        for (const c of changes) b.types[c.event.type] = (b.types[c.event.type] ?? 0) + 1;
      }
    for (const [k, b] of Object.entries(by)) console.log(k, JSON.stringify(b));
  });
}, 600000);

function imagined(content: OrganisationContent): Reference {
  const id = (kind: string, place: number): string =>
    `01900000-0000-7000-8000-${kind}${String(place).padStart(8, '0')}`;
  const people = content.people.map(({ name }, place) => ({ id: id('0001', place), name, email: '' }));
  const personOf = (key: string): string => people[content.people.findIndex((each) => each.key === key)]?.id ?? '';
  const library = loadLibrary({ extraDir: process.env['EXTRA'] });
  if (library.faults.length) console.log(library.faults);
  const found: Organisation = {
    people,
    posts: content.posts.map(({ key, title, reportsTo = null, team = null }) => ({
      key,
      title,
      aliases: [],
      reportsTo,
      team,
    })),
    holders: content.posts.flatMap(({ key, holder }) =>
      holder === null ? [] : [{ post: key, personId: personOf(holder), from: content.heldFrom, to: null }],
    ),
    covers: content.covers.map(({ post, person, from, to }) => ({ post, personId: personOf(person), from, to })),
    bodies: content.bodies,
    meetings: content.meetings
      .flatMap(({ body, title, days = [], invented = [] }) =>
        [...days, ...invented].map((heldOn) => ({ id: '', body, title, heldOn, held: heldOn < '2020-02-17' })),
      )
      .sort((a, b) => (a.heldOn < b.heldOn ? -1 : 1))
      .map((m, i) => ({ ...m, id: id('0002', i) })),
  };
  return {
    revision: 1,
    organisation: found,
    teams: [],
    roles: Object.fromEntries(content.people.map(({ key, roles }) => [personOf(key), roles as Role[]])),
    rules: library.rules,
    eligibilityRules: library.eligibility,
    localValues: [],
    calendars: library.calendars,
    definitions: library.definitions.map(({ definition }) => definition),
  };
}
