import type { Instant } from '@kept/domain';
import { readFlight } from '../connection/flight.js';
import type { Pools } from '../connection/pools.js';
import { inAuthority } from '../connection/transaction.js';
import { instant } from '../work-item/decode.js';

/** Somebody who has a form of the item open and typed in it within the last minutes. */
export interface Editor {
  personId: string;
  since: Instant;
}

/** Which item, and whose sign it is. */
export interface EditingSign {
  authorityId: string;
  itemId: string;
  personId: string;
}

export interface EditingStore {
  /** Sets the person's sign, or puts off its end; `since` stays while it has not ended. Role app. */
  begin(sign: EditingSign): Promise<void>;
  /** Takes the person's sign down. Role app. */
  end(sign: EditingSign): Promise<void>;
  /** Whose signs stand, longest first. */
  list(authorityId: string, itemId: string): Promise<Editor[]>;
}

/** A sign that nobody renewed for so long has ended: its page was closed, lost or left alone. */
const lasts = `interval '3 minutes'`;

// Whoever sets a sign clears away those that have ended; two who do so at once do not wait for each other.
const clear = `delete from work_item_editing e using (
    select work_item_id, person_id from work_item_editing
    where authority_id = $1 and seen_at < clock_timestamp() - ${lasts} limit 100 for update skip locked) gone
  where e.authority_id = $1 and e.work_item_id = gone.work_item_id and e.person_id = gone.person_id`;
const begin = `insert into work_item_editing as e (authority_id, work_item_id, person_id, since, seen_at)
  values ($1, $2, $3, app.now(), clock_timestamp())
  on conflict (authority_id, work_item_id, person_id) do update set seen_at = excluded.seen_at,
    since = case when e.seen_at < excluded.seen_at - ${lasts} then excluded.since else e.since end`;
const end = 'delete from work_item_editing where authority_id = $1 and work_item_id = $2 and person_id = $3';
const list = `select e.person_id as "personId", e.since from work_item_editing e
  where e.authority_id = $1 and e.work_item_id = $2 and e.seen_at >= clock_timestamp() - ${lasts}
  order by e.since, e.person_id limit 20`;

/** Who is changing which item, in the database and for minutes: two processes of the API say the same. */
export function editingStore(pools: Pools): EditingStore {
  return {
    begin: ({ authorityId, itemId, personId }) =>
      inAuthority(pools.write, authorityId, async (client) => {
        await client.query({ name: 'clear-editing', text: clear, values: [authorityId] });
        await client.query({ name: 'begin-editing', text: begin, values: [authorityId, itemId, personId] });
      }),
    end: ({ authorityId, itemId, personId }) =>
      inAuthority(pools.write, authorityId, async (client) => {
        await client.query({ name: 'end-editing', text: end, values: [authorityId, itemId, personId] });
      }),
    list: async (authorityId, itemId) => {
      const statement = { name: 'editing', text: list, values: [authorityId, itemId] };
      const rows = await readFlight<Editor>(pools.read, authorityId, statement);
      return rows.map((row) => ({ ...row, since: instant(row.since) }));
    },
  };
}
