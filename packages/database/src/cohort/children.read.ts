import type { Actor, CohortFilter } from '@kept/domain';
import type pg from 'pg';
import { readCursor, writeCursor } from '../connection/cursor.js';
import { CursorFault } from '../connection/faults.js';
import { inAuthority } from '../connection/transaction.js';
import { auditCohort } from './audit-cohort.js';
import { childrenStatement } from './cohort-statements.js';
import type { CohortChildRow, SnapshotView } from './cohort.store.js';

const referenceValue = /^[A-Za-z0-9][A-Za-z0-9/-]{0,39}$/;

/** Reads a page and writes down who read whom: neither without the other. */
export async function listChildren(
  pool: pg.Pool,
  by: { authorityId: string; actor: Actor },
  view: SnapshotView,
  { filter, cursor, limit }: { filter: CohortFilter; cursor?: string; limit: number },
): Promise<{ children: CohortChildRow[]; nextCursor: string | null }> {
  const after = cursor === undefined ? null : placeIn(cursor, view);
  return inAuthority(pool, by.authorityId, async (client) => {
    const { values, ...statement } = childrenStatement(by.authorityId, view, { filter, after, limit });
    const { rows } = await client.query<CohortChildRow & pg.QueryResultRow>({ ...statement, values: [...values] });
    const children = rows.slice(0, limit);
    await auditCohort(client, by, {
      action: 'cohort-read',
      snapshotId: view.id,
      about: { filter },
      values: { children: children.map(({ reference }) => reference) },
    });
    const last = children.at(-1);
    const nextCursor =
      rows.length > children.length && last
        ? writeCursor({ sort: 'cohort-children', value: last.reference, id: view.id })
        : null;
    return { children, nextCursor };
  });
}

/** A cursor belongs to one snapshot: of another month, the same reference is another place. */
function placeIn(cursor: string, view: SnapshotView): string {
  const place = readCursor(cursor, 'cohort-children', referenceValue);
  if (place.id !== view.id) throw new CursorFault();
  return place.value;
}
