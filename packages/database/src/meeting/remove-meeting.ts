import type { MeetingFields } from '@kept/domain';
import type pg from 'pg';
import { auditAct } from '../audit/audit-act.js';
import { classifyDatabaseError } from '../connection/faults.js';
import type { Pools } from '../connection/pools.js';
import { RolledBack, inAuthority } from '../connection/transaction.js';
import type { ChangeContext, Decide } from '../work-item/change.js';
import { changeMeetings, meetingColumns, type ChangedMeetings } from './change-meeting.js';

export interface MeetingRemoval {
  id: string;
  /** Where items can name a meeting, in a field or in a record. */
  namedBy: readonly MeetingFields[];
  dryRun?: boolean;
}

/**
 * `unknown`: there is none, it was held, or its day has passed. `has-papers`: it has an agenda, attendance or outcomes.
 * `in-use`: so many items name it, or have no other meeting to go to.
 */
export type RemoveOutcome =
  | ({ kind: 'removed' } & ChangedMeetings)
  | { kind: 'unknown' }
  | { kind: 'has-papers' }
  | { kind: 'in-use'; items: number };

const remove = `delete from meetings where authority_id = $1 and id = $2 and not held and held_on >= app.today()
  returning ${meetingColumns}`;

/** $3 where items can name a meeting: these keys are looked at and no others. */
const naming = `select w.id from jsonb_to_recordset($3::jsonb) named (workflow text, fields jsonb)
    join work_items w on w.authority_id = $1 and w.workflow = named.workflow
    where exists (select from jsonb_array_elements_text(named.fields) f (key) where w.fields ->> f.key = $2)
  union
  select w.id from jsonb_to_recordset($3::jsonb) named (workflow text, records jsonb)
    cross join jsonb_each(named.records) by_kind (kind, keys)
    join work_items w on w.authority_id = $1 and w.workflow = named.workflow
    join work_item_records r on r.authority_id = $1 and r.work_item_id = w.id and r.kind = by_kind.kind
    where exists (select from jsonb_array_elements_text(by_kind.keys) f (key) where r.fields ->> f.key = $2)`;

const namers = `select count(*)::int as items from (${naming}) hanging`;

/** Asked after what hung on the meetings of the body was counted again: what still goes by this one cannot go elsewhere. */
const users = `select count(*)::int as items from (
    select d.work_item_id from deadlines d where d.authority_id = $1 and d.meeting_body = $4
      and d.status in ('running', 'suspended') and d.versions -> 'meeting' ->> 'id' = $2
    union ${naming}) hanging`;

export async function removeMeeting(
  pools: Pools,
  { ctx, removal, recalculate }: { ctx: ChangeContext; removal: MeetingRemoval; recalculate: Decide },
): Promise<RemoveOutcome> {
  const { id, namedBy, dryRun = false } = removal;
  try {
    return await inAuthority(pools.write, ctx.authorityId, async (client): Promise<RemoveOutcome> => {
      const named = JSON.stringify(namedBy);
      // First while others go on writing: what names it may be among many. Whoever names it from now on is found under the lock.
      const already = await countOf(client, namers, [ctx.authorityId, id, named]);
      if (already > 0) return { kind: 'in-use', items: already };
      const changed = await changeMeetings(client, { ctx, text: remove, values: [id], recalculate });
      if (changed === null) return { kind: 'unknown' };
      const [{ body, heldOn }] = changed.meetings as [ChangedMeetings['meetings'][number]];
      const items = await countOf(client, users, [ctx.authorityId, id, named, body]);
      if (items > 0) throw new RolledBack<RemoveOutcome>({ kind: 'in-use', items });
      // Nothing else remembers that it was there.
      await auditAct((text, sent) => client.query(text, sent), ctx, {
        action: 'meeting-removed',
        objectId: id,
        about: { body, heldOn },
        values: {},
      });
      const removed: RemoveOutcome = { kind: 'removed', ...changed };
      if (dryRun) throw new RolledBack(removed);
      return removed;
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.result as RemoveOutcome;
    // Its papers hold it: agenda, attendance and outcomes each refer to it.
    if (classifyDatabaseError(error)?.kind === 'missing-reference') return { kind: 'has-papers' };
    throw error;
  }
}

async function countOf(client: pg.PoolClient, text: string, values: readonly unknown[]): Promise<number> {
  const { rows } = await client.query<{ items: number }>(text, [...values]);
  return rows[0]!.items;
}
