import type { Instant } from '@kept/domain';
import { readFlight, type Statement } from '../connection/flight.js';
import type { Pools } from '../connection/pools.js';
import { inAuthority } from '../connection/transaction.js';
import { instant } from '../work-item/decode.js';
import { scopedCondition } from '../work-item/list-statement.js';
import type { ListScope } from '../work-item/work-item.store.js';

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
  /** Whose signs stand at an item, by its id or its reference, longest first; null where the scope does not show the item. */
  list(authorityId: string, idOrReference: string, scope: ListScope): Promise<Editor[] | null>;
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
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Asked by every page of an item that lies open: one statement, which reads nothing of the item but who may see it. */
function editorsStatement(authorityId: string, idOrReference: string, scope: ListScope): Statement {
  const seen = scopedCondition(scope, 2);
  const isId = uuid.test(idOrReference);
  const text = `select coalesce((select json_agg(json_build_object('personId', s.person_id, 'since', s.since) order by s.since, s.person_id)
    from (select e.person_id, e.since from work_item_editing e
      where e.authority_id = $1 and e.work_item_id = w.id and e.seen_at >= clock_timestamp() - ${lasts}
      order by e.since, e.person_id limit 20) s), '[]') as editors
  from work_items w where w.authority_id = $1 and ${isId ? 'w.id = $2' : 'w.reference = $2'} and ${seen.text}`;
  return {
    name: `editing-by-${isId ? 'id' : 'reference'}`,
    text,
    values: [authorityId, idOrReference, ...seen.values],
  };
}

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
    list: async (authorityId, which, scope) => {
      const statement = editorsStatement(authorityId, which, scope);
      const [found] = await readFlight<{ editors: Editor[] }>(pools.read, authorityId, statement);
      return found ? found.editors.map((each) => ({ ...each, since: instant(each.since) })) : null;
    },
  };
}
