import type { Database } from '@kept/database';
import { openDatabase } from '@kept/database';
import type { Instant } from '@kept/domain';
import { seedLarge } from '../generate/seed-large.js';
import type { SeedDatabases } from '../seed/replay.js';
import { demoOpens, seedDemo } from '../seed/seed-demo.js';
import type { SeedOutcome } from '../seed/seed-demo.js';
import { instantOf } from '../seed/timeline.js';
import type { OperatorConfig } from './config.js';
import { OperatorFault, addressFor } from './config.js';

export interface SeedWish {
  clockOnly: boolean;
  /** Of a large demo: so many items in place of what its size has. */
  items?: number | undefined;
  /** Told how far a large demo has come. */
  say: (line: string) => void;
}

const sizes = ['small', 'county', 'england'] as const;
type DemoSize = (typeof sizes)[number];

/** Loads the demo where there is none, and sets the clock where KEPT_NOW asks for it. Answers with sentences. */
export async function seed(config: OperatorConfig, wish: SeedWish): Promise<string[]> {
  const size = sizeOf(config);
  const opened: Database[] = [];
  const open = async (use: 'admin' | 'api' | 'worker', role: 'migrator' | 'app' | 'worker'): Promise<Database> => {
    const database = await openDatabase({
      url: addressFor(use, config),
      role,
      applicationName: 'kept-seed',
      poolSize: 2,
    });
    opened.push(database);
    return database;
  };
  try {
    const admin = await open('admin', 'migrator');
    if (wish.clockOnly) return await setClock(admin, config.now);
    const databases = { admin, app: await open('api', 'app'), worker: await open('worker', 'worker') };
    const outcome = await seedSize(databases, size, { ...wish, now: config.now ?? demoOpens });
    return outcome === 'seeded' ? [] : await setClock(admin, config.now);
  } finally {
    await Promise.all(opened.map((database) => database.close()));
  }
}

function sizeOf({ demoSize }: OperatorConfig): DemoSize {
  const size = sizes.find((each) => each === demoSize);
  if (size === undefined) throw new OperatorFault(`KEPT_DEMO_SIZE must be one of ${sizes.join(', ')}.`);
  return size;
}

function seedSize(databases: SeedDatabases, size: DemoSize, wish: SeedWish & { now: string }): Promise<SeedOutcome> {
  return size === 'small' ? seedDemo(databases, wish.now) : seedLarge(databases, { ...wish, size });
}

/** The clock never starts before the last event kept: then it runs on from there, and says so. */
async function setClock(admin: Database, now: string | null): Promise<string[]> {
  if (now === null) return [];
  const wanted = instantOf(now);
  const last = await lastEvent(admin);
  await admin.clock.startAt(last !== null && last > wanted ? last : wanted);
  if (last === null || last <= wanted) return [];
  return [`KEPT_NOW is before the last thing that happened, so the clock runs on from ${last}.`];
}

async function lastEvent(admin: Database): Promise<Instant | null> {
  const all: Instant[] = [];
  for (const { id } of await admin.authorities.list()) all.push((await admin.clock.lastEventAt(id)) ?? '');
  return (
    all
      .filter((at) => at !== '')
      .sort()
      .at(-1) ?? null
  );
}
