import type pg from 'pg';
import { readFlight } from '../connection/flight.js';
import type { Snapshot } from './cohort.store.js';

/** Ten years of months; nobody looks further back on a page. */
const most = 120;

/** Newest month first, and in a month the newest revision first: the index's own order, backwards. */
const text = `select s.id, s.as_on as "asOn", s.revision, s.file_name as "fileName", s.note, s.imported_at as "importedAt",
    s.imported_by as "importedBy", not exists (select from cohort_snapshots later where later.authority_id = $1
      and later.cohort = s.cohort and later.month = s.month and later.revision > s.revision) as holds,
    (select count(*)::integer from cohort_children c where c.authority_id = $1 and c.snapshot_id = s.id) as children
  from cohort_snapshots s where s.authority_id = $1 and s.cohort = $2
  order by s.month desc, s.revision desc limit ${most}`;

export async function readSnapshots(
  pool: pg.Pool,
  authorityId: string,
  cohort: string,
  all: boolean,
): Promise<Snapshot[]> {
  const values = [authorityId, cohort];
  const snapshots = await readFlight<Snapshot>(pool, authorityId, { name: 'cohort-snapshots', text, values });
  return all ? snapshots : snapshots.filter(({ holds }) => holds);
}
