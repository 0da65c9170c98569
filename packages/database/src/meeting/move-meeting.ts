import type { Decision, Meeting, WorkItem } from '@kept/domain';
import type pg from 'pg';
import { loadReference } from '../reference/reference.read.js';
import type { Reference } from '../reference/reference.store.js';
import { batchRow, factsFor, writeBatch, type Claimed, type Written } from '../work-item/batch.js';
import type { ChangeContext, Decide } from '../work-item/change.js';
import { decodeItem, instant } from '../work-item/decode.js';
import { effectsOf } from '../work-item/effects.js';
import type { MoveOutcome, MovedDeadline } from './meeting.store.js';

export interface Move {
  ctx: ChangeContext;
  id: string;
  date: string;
  recalculate: Decide;
}

const meetingColumns = `id, body, held_on as "heldOn", title, held`;

/**
 * Moves a meeting and what hangs on it, in the caller's transaction. The lock is taken alone, so that every decision was
 * either written before the move, and is recalculated, or is made after it.
 */
export async function moveMeeting(client: pg.PoolClient, move: Move): Promise<MoveOutcome> {
  const { ctx, id, date } = move;
  await client.query('select pg_advisory_xact_lock(app.lock_key($1))', [ctx.authorityId]);
  const update = `update meetings set held_on = $3 where authority_id = $1 and id = $2 returning ${meetingColumns}`;
  const { rows } = await client.query<Meeting>(update, [ctx.authorityId, id, date]);
  const meeting = rows[0];
  if (meeting === undefined) return { kind: 'unknown' };
  const claim = 'select app.claim_by_meeting($1, $2) as claimed';
  const held = await client.query<{ claimed: Claimed }>(claim, [ctx.authorityId, meeting.body]);
  const claimed = { ...held.rows[0]!.claimed, now: instant(held.rows[0]!.claimed.now) };
  // Not from the cache: only this transaction sees the new date.
  const { rows: references } = await client.query<{ reference: Reference }>(loadReference, [ctx.authorityId]);
  const changes = claimed.items.flatMap(({ item }) => changeOf(move, claimed, references[0]!.reference, item));
  await writeBatch(
    client,
    ctx.authorityId,
    changes.map((each) => each.written),
  );
  return {
    kind: 'moved',
    meeting,
    moved: changes.flatMap((each) => each.moved),
    late: changes.filter((each) => each.late).map((each) => each.reference),
  };
}

interface ItemChange {
  reference: string;
  written: Written;
  moved: MovedDeadline[];
  late: boolean;
}

function changeOf(
  move: Move,
  claimed: Claimed,
  reference: Reference,
  json: Claimed['items'][number]['item'],
): ItemChange[] {
  const stored = decodeItem(json);
  const facts = factsFor(move.ctx, claimed, reference, stored.item);
  if (facts === null)
    throw new Error(`Version ${stored.item.definitionVersion} of ${stored.item.workflow} is not published.`);
  const decision: Decision = move.recalculate(stored.item, facts);
  if (!decision.allowed) return [];
  const { change } = decision;
  const moved = movedDeadlines(stored.item, change.item);
  const written = {
    item: batchRow(stored, change.item, facts.definition),
    effects: effectsOf({
      authorityId: move.ctx.authorityId,
      before: stored.item,
      change,
      seeded: move.ctx.seeded ?? false,
    }),
    firings: [],
  };
  const late = moved.some((each) => each.to < claimed.today);
  return [{ reference: stored.item.reference, written, moved, late }];
}

function movedDeadlines(before: WorkItem, after: WorkItem): MovedDeadline[] {
  return after.deadlines.flatMap((deadline) => {
    const old = before.deadlines.find((each) => each.key === deadline.key && each.occurrence === deadline.occurrence);
    if (old === undefined || old.dueOn === deadline.dueOn) return [];
    return [{ reference: before.reference, deadline: deadline.key, from: old.dueOn, to: deadline.dueOn }];
  });
}
