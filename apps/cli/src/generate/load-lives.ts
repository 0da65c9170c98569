import type { BulkCounts, Database } from '@kept/database';
import type { Instant } from '@kept/domain';
import { Cast } from './cast.js';
import type { SharingPost } from './enlarge-organisation.js';
import type { LivesContent } from './lives-content.js';
import { planLives } from './plan.js';
import { stampLives } from './stamp-lives.js';
import { definitionsOf } from './world.js';
import type { World } from './world.js';

/** What one council is to get. */
export interface LivesWish {
  authorityId: string;
  content: LivesContent;
  /** Keys of the areas in which its children live. */
  areas: readonly string[];
  sharing: readonly SharingPost[];
  opens: Instant;
  items: number;
  /** So many of the items have a life of their own. */
  lives: number;
  seed: string;
  tell?: (items: number) => void;
}

/**
 * Makes up items over all published workflows, by the domain itself, and loads them in one transaction. Their past is
 * marked as seeded, and nobody is told of it. @param admin in the role of the migrator
 */
export async function loadLives(admin: Database, wish: LivesWish): Promise<BulkCounts> {
  const { authorityId, content, sharing, opens, tell } = wish;
  const reference = await admin.reference.load(authorityId);
  const given = await admin.bulk.numbers(authorityId);
  const plan = planLives({ ...wish, definitions: definitionsOf(reference), given });
  const world: World = {
    authorityId,
    reference,
    cast: new Cast(reference),
    content,
    sharing,
    opens,
    known: plan.known,
  };
  return admin.bulk.load(authorityId, { revision: reference.revision, stamps: stampLives(world, plan), tell });
}
