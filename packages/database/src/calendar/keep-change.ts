import type { Calendar } from '@kept/domain';
import type pg from 'pg';

/** An authority's own image of a calendar; the newest holds. */
export async function saveRevision(client: pg.PoolClient, authorityId: string, calendar: Calendar): Promise<void> {
  const text = 'insert into calendars (authority_id, key, revision, body) values ($1, $2, $3, $4)';
  await client.query(text, [authorityId, calendar.key, calendar.revision, JSON.stringify(calendar)]);
}
