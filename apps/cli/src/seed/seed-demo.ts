import { londonDay } from '@kept/domain';
import type { Instant } from '@kept/domain';
import { readDemo } from './content.js';
import type { SeedDatabases } from './replay.js';
import { instantOf, replayCards } from './replay.js';
import { saveOrganisation } from './save-organisation.js';

/** The demo opens on the morning before the panel of 18 February 2020. */
export const demoOpens = '2020-02-17T09:00';

/** `seeded` now, or `there` already: a demo is never loaded twice. */
export type SeedOutcome = 'seeded' | 'there';

/**
 * Loads the small demo into an empty database and starts its clock.
 * @param now wall time in London at which the demo opens; cards have then lived only as far as that
 */
export async function seedDemo(databases: SeedDatabases, now: string): Promise<SeedOutcome> {
  const { organisation, cards } = readDemo();
  const { admin, app } = databases;
  const authority = await admin.authorities.create(organisation.authority);
  if ((await app.people.list(authority.id)).length > 0) return 'there';
  const opens = instantOf(now);
  await admin.clock.startAt(
    earliest(
      cards.flatMap(({ steps }) => steps.map(({ at }) => instantOf(at))),
      opens,
    ),
  );
  const cast = await saveOrganisation(app, authority.id, { content: organisation, today: londonDay(opens) });
  await replayCards({ ...databases, authorityId: authority.id, cast }, cards, opens);
  await admin.clock.startAt(opens);
  return 'seeded';
}

function earliest(instants: readonly Instant[], latest: Instant): Instant {
  return instants.reduce((first, each) => (each < first ? each : first), latest);
}
