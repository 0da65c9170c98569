import type { Database } from '@kept/database';
import { londonDay } from '@kept/domain';
import type { Instant } from '@kept/domain';
import { readDemo } from '../seed/content.js';
import type { OrganisationContent } from '../seed/content.js';
import type { SeedDatabases } from '../seed/replay.js';
import { seedDemo } from '../seed/seed-demo.js';
import type { SeedOutcome } from '../seed/seed-demo.js';
import { instantOf } from '../seed/timeline.js';
import { anotherCouncil, councilOf, sharesOf } from './england.js';
import { enlargeOrganisation } from './enlarge-organisation.js';
import { readCounty, readLives } from './lives-content.js';
import type { CountyContent } from './lives-content.js';
import { loadLives } from './load-lives.js';
import type { LivesWish } from './load-lives.js';
import { Progress } from './progress.js';

/** Two councils at a time: while one is being written the next is made up. */
const atOnce = 2;
/** The demo's own council is among the larger ones. */
const placeOfOwn = 2;

export interface LargeWish {
  size: 'county' | 'england';
  /** Wall time in London at which the demo opens. */
  now: string;
  /** Other than the size has, for a try. */
  items?: number | undefined;
  say: (line: string) => void;
}

/**
 * Loads a large demo into an empty database: the small one exactly as it is, in a council with a county's posts, then
 * items made up over every workflow; for `england` in many more councils too. The same again for the same version.
 */
export async function seedLarge(databases: SeedDatabases, wish: LargeWish): Promise<SeedOutcome> {
  const demo = readDemo();
  const county = readCounty();
  const content = readLives();
  const { organisation, sharing } = enlargeOrganisation(demo.organisation, county, 'county');
  if ((await seedDemo(databases, wish.now, { ...demo, organisation })) === 'there') return 'there';
  const { admin } = databases;
  const own = await admin.authorities.find(organisation.authority.key);
  if (own === null) throw new Error('The demo has no council.');
  const opens = instantOf(wish.now);
  const areas = county.areas.map(({ key }) => key);
  const base = { authorityId: own.id, content, areas, sharing, opens };
  if (wish.size === 'county') await loadCounty(admin, wish, { ...base, seed: 'county' });
  else await loadEngland(admin, wish, { ...base, another: councils(admin, demo.organisation, { county, opens }) });
  await admin.bulk.analyze();
  await admin.clock.startAt(opens);
  return 'seeded';
}

type Base = Pick<LivesWish, 'authorityId' | 'content' | 'areas' | 'sharing' | 'opens'>;

async function loadCounty(admin: Database, { items, say }: LargeWish, base: Base & { seed: string }): Promise<void> {
  const count = items ?? base.content.sizes.county.items;
  const progress = new Progress(count, say);
  await loadLives(admin, { ...base, items: count, lives: count, tell: (done) => progress.at('county', done) });
  progress.end();
}

/** Founds another council, and gives its id. */
type Another = (place: number) => Promise<string>;

async function loadEngland(
  admin: Database,
  wish: LargeWish,
  { another, ...own }: Base & { another: Another },
): Promise<void> {
  const size = own.content.sizes.england;
  const shares = sharesOf(wish.items ?? size.items, size);
  const progress = new Progress(
    shares.reduce((sum, each) => sum + each, 0),
    wish.say,
  );
  const left = shares.map((items, place) => ({ items, place }));
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const { items, place } = next;
      const base = place === placeOfOwn ? own : { ...own, sharing: [], authorityId: await another(place) };
      const lives = Math.min(Math.max(Math.round(items / size.copies), size.leastLives), size.mostLives);
      const seed = `england/${place}`;
      await loadLives(admin, { ...base, items, lives, seed, tell: (done) => progress.at(seed, done) });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  progress.end();
}

function councils(
  admin: Database,
  demo: OrganisationContent,
  { county, opens }: { county: CountyContent; opens: Instant },
): Another {
  return async (place) => {
    const seed = `england/${place}`;
    const content = anotherCouncil(demo, county, { place, seed });
    const { id } = await admin.authorities.create(content.authority);
    await admin.bulk.found(id, councilOf(content, { seed, today: londonDay(opens) }));
    return id;
  };
}
