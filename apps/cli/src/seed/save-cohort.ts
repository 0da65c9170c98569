import { readFileSync } from 'node:fs';
import { postsOf, readExtract } from '@kept/domain';
import type { Actor, CohortSize, ExtractLine, Instant, LocalDate } from '@kept/domain';
import { parse } from 'yaml';
import type { SeedDatabases } from './replay.js';
import { personOf } from './save-organisation.js';
import type { Cast } from './save-organisation.js';
import { instantOf } from './timeline.js';

/** What demo/cohort.yaml holds: months as their extracts, each taken in by somebody at a time. */
interface CohortContent {
  cohort: string;
  months: {
    asOn: LocalDate;
    by: string;
    at: string;
    file: string;
    note: string;
    /** Year group → children, and how many of them with a plan; left out where the papers do not say. */
    sizes?: Readonly<Record<number, [number, number]>>;
    extract: string;
  }[];
}

/**
 * Takes in the extracts that were there before `until`, the clock standing at each one's time.
 * @throws Error where an extract of the demo is not as one must be
 */
export async function saveCohort(
  { admin, app, authorityId, cast }: SeedDatabases & { authorityId: string; cast: Cast },
  until: Instant,
): Promise<void> {
  const { cohort, months } = readContent();
  const { organisation } = await app.reference.load(authorityId);
  for (const { asOn, by, at, file, note, sizes, extract } of months) {
    if (instantOf(at) >= until) continue;
    const { children, faults } = readExtract(linesOf(extract), { whole: false });
    if (faults[0] !== undefined) throw new Error(`${file}, line ${faults[0].line}: ${faults[0].text}`);
    await admin.clock.startAt(instantOf(at));
    const { id: personId, name, roles } = personOf(cast.people, by);
    const actor: Actor = { kind: 'person', personId, name, roles, posts: postsOf(personId, organisation, asOn) };
    const snapshot = { cohort, asOn, children, sizes: sizesOf(sizes), fileName: file, note: note.trim() };
    await app.cohorts.import({ authorityId, actor }, snapshot);
  }
}

function readContent(): CohortContent {
  return parse(readFileSync(new URL('../../demo/cohort.yaml', import.meta.url), 'utf8')) as CohortContent;
}

/** Our own extracts have no quotation marks. */
function linesOf(extract: string): ExtractLine[] {
  return extract
    .trim()
    .split('\n')
    .map((line, place) => ({ line: place + 1, cells: line.split(',') }));
}

function sizesOf(sizes: CohortContent['months'][number]['sizes']): CohortSize[] | null {
  if (sizes === undefined) return null;
  return Object.entries(sizes).map(([year, [children, withPlan]]) => ({ yearGroup: Number(year), children, withPlan }));
}
