import { londonDay } from '@kept/domain';
import { readDemo } from './content.js';
import type { DemoContent } from './content.js';
import { replayStories } from './replay.js';
import type { SeedDatabases } from './replay.js';
import { saveCohort } from './save-cohort.js';
import { saveMeetingPapers } from './save-meeting-papers.js';
import { saveOrganisation } from './save-organisation.js';
import { instantOf, timelineOf } from './timeline.js';

/** The demo opens on the morning before the panel of 18 February 2020. */
export const demoOpens = '2020-02-17T09:00';

/** `seeded` now, or `there` already: a demo is never loaded twice. */
export type SeedOutcome = 'seeded' | 'there';

/**
 * Loads the small demo into an empty database and starts its clock.
 * @param now wall time in London at which the demo opens; its stories have then gone only as far as that
 */
export async function seedDemo(
  databases: SeedDatabases,
  now: string,
  { organisation, files, papers }: DemoContent = readDemo(),
): Promise<SeedOutcome> {
  const { admin, app } = databases;
  const authority = await admin.authorities.create(organisation.authority);
  if ((await app.people.list(authority.id)).length > 0) return 'there';
  const opens = instantOf(now);
  await admin.clock.startAt(timelineOf(files, opens)[0]?.at ?? opens);
  const cast = await saveOrganisation(app, authority.id, { content: organisation, today: londonDay(opens) });
  await replayStories({ ...databases, authorityId: authority.id, cast }, files, opens);
  await saveCohort({ ...databases, authorityId: authority.id, cast }, opens);
  if (papers) await saveMeetingPapers({ ...databases, authorityId: authority.id, cast, until: opens }, papers);
  await admin.clock.startAt(opens);
  return 'seeded';
}
