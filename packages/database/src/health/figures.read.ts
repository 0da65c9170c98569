import type { Instant } from '@kept/domain';
import type pg from 'pg';

/** What waits in one authority, for the operator: numbers and instants, never a word of an item. */
export interface WaitingFigures {
  /** Deadlines whose next firing is due. */
  due: number;
  dueSince: Instant | null;
  /** Messages that may be sent now, or are being sent. */
  waiting: number;
  waitingSince: Instant | null;
  /** Messages that wait for their hour, or for another try. */
  later: number;
  /** Of the last seven days. */
  failed: number;
  unknown: number;
  setAside: number;
}

const question = `select
  (select count(*)::int from deadlines where authority_id = $1 and next_firing_at <= (select app.now())) as due,
  (select min(next_firing_at) from deadlines where authority_id = $1 and next_firing_at <= (select app.now())) as "dueSince",
  count(*) filter (where settled_at is null and (available_at <= (select app.now()) or lease_token is not null))::int as waiting,
  min(available_at) filter (where settled_at is null and available_at <= (select app.now())) as "waitingSince",
  count(*) filter (where settled_at is null and available_at > (select app.now()) and lease_token is null)::int as later,
  count(*) filter (where outcome = 'failed' and settled_at > (select app.now()) - interval '7 days')::int as failed,
  count(*) filter (where outcome = 'unknown' and settled_at > (select app.now()) - interval '7 days')::int as unknown,
  count(*) filter (where outcome = 'quarantined')::int as "setAside"
  from outbox where authority_id = $1 
    and (settled_at is null or outcome = 'quarantined' or settled_at > (select app.now()) - interval '7 days')`;

/** For logins that may read the outbox. `client` has entered the authority. */
export async function waitingFigures(client: pg.PoolClient, authorityId: string): Promise<WaitingFigures> {
  const { rows } = await client.query<WaitingFigures>({
    name: 'waiting-figures',
    text: question,
    values: [authorityId],
  });
  return rows[0]!;
}
