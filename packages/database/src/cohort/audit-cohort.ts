import type { Actor } from '@kept/domain';
import type pg from 'pg';
import { auditRows } from '../audit/entry.js';
import { instant } from '../work-item/decode.js';

interface CohortAct {
  action: 'cohort-read' | 'cohort-imported' | 'cohort-import-undone';
  snapshotId: string;
  about: Readonly<Record<string, unknown>>;
  /** Which children: kept under a salted hash, and apart. */
  values: Readonly<Record<string, unknown>>;
}

/** Writes the entry in the transaction of the act itself. */
export async function auditCohort(
  client: pg.PoolClient,
  { authorityId, actor }: { authorityId: string; actor: Actor },
  { action, snapshotId, about, values }: CohortAct,
): Promise<void> {
  const { rows } = await client.query<{ now: string }>({ name: 'audit-clock', text: 'select app.now() as now' });
  const { entry, salted } = auditRows({
    authorityId,
    action,
    actor: actor.kind === 'person' ? actor.personId : actor.name,
    at: instant(rows[0]!.now),
    objectId: snapshotId,
    about,
    values,
  });
  const effects = { events: [], audit: [entry], ...(salted !== null && { salted: [salted] }) };
  await client.query({
    name: 'audit-alone',
    text: 'select app.write_effects($1, $2)',
    values: [authorityId, JSON.stringify(effects)],
  });
}
