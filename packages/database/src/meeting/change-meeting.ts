import type { Meeting } from '@kept/domain';
import type pg from 'pg';
import { failpoint } from '../failpoint/failpoint.js';
import { recalculatedItems, type MovedItem } from '../recalculation/recalculated-items.js';
import { loadReference } from '../reference/reference.read.js';
import type { Reference } from '../reference/reference.store.js';
import { writeBatch, type Claimed } from '../work-item/batch.js';
import type { ChangeContext, Decide } from '../work-item/change.js';
import { instant } from '../work-item/decode.js';

export interface MeetingChange {
  ctx: ChangeContext;
  /** Adds, moves or deletes meetings of one body of the authority, which is `$1`, and returns `meetingColumns`. */
  text: string;
  /** From `$2` on. */
  values: readonly unknown[];
  recalculate: Decide;
}

/** The meetings as they now stand, or as they last stood, and what they took along. */
export interface ChangedMeetings {
  meetings: readonly Meeting[];
  /** Asks nothing about who may see them: each item comes with its definition, for the caller to ask. */
  moved: MovedItem[];
}

export const meetingColumns = `id, body, held_on as "heldOn", title, held`;

/**
 * Adds, moves or deletes meetings, and with them what hangs on the meetings of their body, in the caller's transaction.
 * The lock is taken alone, so that every decision was either written before, and is recalculated, or is made after it.
 * @returns null where the statement finds no meeting
 */
export async function changeMeetings(client: pg.PoolClient, change: MeetingChange): Promise<ChangedMeetings | null> {
  const { ctx, text, values, recalculate } = change;
  await client.query('select pg_advisory_xact_lock(app.lock_key($1))', [ctx.authorityId]);
  failpoint('move.locked');
  const { rows: meetings } = await client.query<Meeting>(text, [ctx.authorityId, ...values]);
  const body = meetings[0]?.body;
  if (body === undefined) return null;
  const claim = 'select app.claim_by_meeting($1, $2) as claimed';
  const held = await client.query<{ claimed: Claimed }>(claim, [ctx.authorityId, body]);
  failpoint('move.claimed');
  const claimed = { ...held.rows[0]!.claimed, now: instant(held.rows[0]!.claimed.now) };
  // Not from the cache: only this transaction sees the new date.
  const { rows: references } = await client.query<{ reference: Reference }>(loadReference, [ctx.authorityId]);
  const items = recalculatedItems({ ctx, reference: references[0]!.reference, recalculate }, claimed);
  await writeBatch(
    client,
    ctx.authorityId,
    items.map((each) => each.written),
  );
  failpoint('move.written');
  return { meetings, moved: items.map((each) => each.moved).filter(({ deadlines }) => deadlines.length > 0) };
}
