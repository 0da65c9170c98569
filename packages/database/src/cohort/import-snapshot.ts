import { createHash } from 'node:crypto';
import type { Actor, CohortChild, CohortSize } from '@kept/domain';
import type pg from 'pg';
import { v7 as uuid } from 'uuid';
import { canonicalJson } from '../audit/entry.js';
import { readFlight } from '../connection/flight.js';
import { inAuthority } from '../connection/transaction.js';
import { failpoint } from '../failpoint/failpoint.js';
import { auditCohort } from './audit-cohort.js';
import type { ImportOutcome, NewSnapshot, UndoOutcome } from './cohort.store.js';

interface By {
  authorityId: string;
  actor: Actor;
}

/** One import or undoing at a time: the next revision is worked out from the last. */
const lock = `select pg_advisory_xact_lock(hashtextextended($1::text || $2, 11))`;

const holding = `select id, revision, sha256 from cohort_snapshots
  where authority_id = $1 and cohort = $2 and month = date_trunc('month', $3::date::timestamp)::date
  order by revision desc limit 1`;

const insert = `insert into cohort_snapshots
    (authority_id, id, cohort, as_on, revision, sha256, file_name, note, imported_at, imported_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, app.now(), $9)`;

const insertChildren = `insert into cohort_children
  select $1, $2, r.child_reference, r.year_group, r.area, r.has_plan, r.not_in_education, r.reduced_timetable, r.reduced_hours,
    r.fixed_exclusions, r.permanent_exclusion, r.persistent_absence, r.attendance, r.awaiting_placement
  from jsonb_populate_recordset(null::cohort_children, $3) r`;

const insertSizes = `insert into cohort_sizes
  select $1, $2, r.year_group, r.children, r.with_plan from jsonb_populate_recordset(null::cohort_sizes, $3) r`;

interface Holding {
  id: string;
  revision: number;
  sha256: string;
}
const ofMonth = (authorityId: string, { cohort, asOn }: NewSnapshot) => [authorityId, cohort, asOn];

/** What an import would do to its month. */
export async function foreseeImport(
  pool: pg.Pool,
  authorityId: string,
  snapshot: NewSnapshot,
): Promise<'new' | 'replaces' | 'unchanged'> {
  const values = ofMonth(authorityId, snapshot);
  const [before] = await readFlight<Holding>(pool, authorityId, { name: 'cohort-holding', text: holding, values });
  if (before === undefined) return 'new';
  return before.sha256 === hashOf(snapshot) ? 'unchanged' : 'replaces';
}

/**
 * Puts an extract in force for its month. The same extract again changes nothing, whoever sends it and however
 * often, also at the same moment.
 */
export async function importSnapshot(pool: pg.Pool, by: By, snapshot: NewSnapshot): Promise<ImportOutcome> {
  const { authorityId } = by;
  const sha256 = hashOf(snapshot);
  const outcome = await inAuthority(pool, authorityId, async (client): Promise<ImportOutcome> => {
    await client.query(lock, [authorityId, snapshot.cohort]);
    failpoint('import.locked');
    const { rows } = await client.query<Holding>(holding, ofMonth(authorityId, snapshot));
    const before = rows[0];
    if (before?.sha256 === sha256) return { kind: 'unchanged', id: before.id };
    const id = uuid();
    const { cohort, asOn, fileName, note } = snapshot;
    const revision = (before?.revision ?? 0) + 1;
    await client.query(insert, [authorityId, id, cohort, asOn, revision, sha256, fileName, note, by.actor.name]);
    await client.query(insertChildren, [authorityId, id, JSON.stringify(snapshot.children.map(childRow))]);
    failpoint('import.childrenWritten');
    await client.query(insertSizes, [authorityId, id, JSON.stringify((snapshot.sizes ?? []).map(sizeRow))]);
    const about = { asOn, cohort, revision, rows: snapshot.children.length, sha256 };
    await auditCohort(client, by, { action: 'cohort-imported', snapshotId: id, about, values: {} });
    failpoint('import.beforeCommit');
    return { kind: 'imported', id };
  });
  failpoint('import.afterCommit');
  return outcome;
}

const find = `select as_on as "asOn", revision, exists (select from cohort_snapshots later where later.authority_id = $1
      and later.cohort = s.cohort and later.month = s.month and later.revision > s.revision) as replaced
  from cohort_snapshots s where authority_id = $1 and cohort = $2 and id = $3`;

/** Takes an extract out again, rows and all; the audit keeps that it was there. */
export function undoImport(pool: pg.Pool, by: By, cohort: string, id: string): Promise<UndoOutcome> {
  const { authorityId } = by;
  return inAuthority(pool, authorityId, async (client) => {
    await client.query(lock, [authorityId, cohort]);
    const { rows } = await client.query<{ asOn: string; revision: number; replaced: boolean }>(find, [
      authorityId,
      cohort,
      id,
    ]);
    const found = rows[0];
    if (found === undefined) return 'unknown';
    if (found.replaced) return 'replaced';
    for (const table of ['cohort_children', 'cohort_sizes']) {
      await client.query(`delete from ${table} where authority_id = $1 and snapshot_id = $2`, [authorityId, id]);
    }
    await client.query('delete from cohort_snapshots where authority_id = $1 and id = $2', [authorityId, id]);
    const about = { asOn: found.asOn, cohort, revision: found.revision };
    await auditCohort(client, by, { action: 'cohort-import-undone', snapshotId: id, about, values: {} });
    return 'undone';
  });
}

/** Of what the rows say, in whatever order they came. */
function hashOf({ asOn, children, sizes }: NewSnapshot): string {
  const byReference = [...children].sort((a, b) => (a.reference < b.reference ? -1 : 1));
  const byYear = sizes === null ? null : [...sizes].sort((a, b) => a.yearGroup - b.yearGroup);
  return createHash('sha256')
    .update(canonicalJson({ asOn, children: byReference, sizes: byYear }))
    .digest('hex');
}

const childRow = (child: CohortChild) => ({
  child_reference: child.reference,
  year_group: child.yearGroup,
  area: child.area,
  has_plan: child.hasPlan,
  not_in_education: child.notInEducation,
  reduced_timetable: child.reducedTimetable,
  reduced_hours: child.reducedHours,
  fixed_exclusions: child.fixedExclusions,
  permanent_exclusion: child.permanentExclusion,
  persistent_absence: child.persistentAbsence,
  attendance: child.attendance,
  awaiting_placement: child.awaitingPlacement,
});
const sizeRow = ({ yearGroup, children, withPlan }: CohortSize) => ({
  year_group: yearGroup,
  children,
  with_plan: withPlan,
});
