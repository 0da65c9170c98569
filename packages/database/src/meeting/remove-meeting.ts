import type pg from 'pg';
import { auditAct } from '../audit/audit-act.js';
import { classifyDatabaseError } from '../connection/faults.js';
import type { Pools } from '../connection/pools.js';
import { RolledBack, inAuthority } from '../connection/transaction.js';
import type { ChangeContext, Decide } from '../work-item/change.js';
import { changeMeetings, meetingColumns, type ChangedMeetings } from './change-meeting.js';

export interface MeetingRemoval {
  id: string;
  /** The workflows of which an item can name a meeting, in a field or in a record. */
  namedBy: readonly string[];
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

/** Asked after what hung on the meetings of the body was counted again: what still goes by this one cannot go elsewhere. */
const users = `select count(*)::int as items from (
    select d.work_item_id from deadlines d where d.authority_id = $1 and d.meeting_body = $3
      and d.status in ('running', 'suspended') and d.versions -> 'meeting' ->> 'id' = $2
    union
    select w.id from work_items w where w.authority_id = $1 and w.workflow = any ($4)
      and (exists (select from jsonb_each_text(w.fields) named where named.value = $2)
        or exists (select from work_item_records r, jsonb_each_text(r.fields) named
          where r.authority_id = $1 and r.work_item_id = w.id and named.value = $2))) hanging`;

export async function removeMeeting(
  pools: Pools,
  { ctx, removal, recalculate }: { ctx: ChangeContext; removal: MeetingRemoval; recalculate: Decide },
): Promise<RemoveOutcome> {
  const { id, namedBy, dryRun = false } = removal;
  try {
    return await inAuthority(pools.write, ctx.authorityId, async (client): Promise<RemoveOutcome> => {
      const changed = await changeMeetings(client, { ctx, text: remove, values: [id], recalculate });
      if (changed === null) return { kind: 'unknown' };
      const [{ body, heldOn }] = changed.meetings as [ChangedMeetings['meetings'][number]];
      const items = await usersOf(client, [ctx.authorityId, id, body, namedBy]);
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

async function usersOf(client: pg.PoolClient, values: readonly unknown[]): Promise<number> {
  const { rows } = await client.query<{ items: number }>(users, [...values]);
  return rows[0]!.items;
}
