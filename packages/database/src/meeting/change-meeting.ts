import type { Decision, LocalDate, Meeting, WorkItem, WorkflowDefinition } from '@kept/domain';
import type pg from 'pg';
import { loadReference } from '../reference/reference.read.js';
import type { Reference } from '../reference/reference.store.js';
import { batchRow, factsFor, writeBatch, type Claimed, type Written } from '../work-item/batch.js';
import type { ChangeContext, Decide } from '../work-item/change.js';
import { decodeItem, instant } from '../work-item/decode.js';
import { effectsOf } from '../work-item/effects.js';

export interface MeetingChange {
  ctx: ChangeContext;
  /** Adds or moves one meeting of the authority, which is `$1`, and returns `meetingColumns`. */
  text: string;
  /** From `$2` on. */
  values: readonly unknown[];
  recalculate: Decide;
}

/** A meeting as it now stands, and what it took along. */
export interface ChangedMeeting {
  meeting: Meeting;
  /** Asks nothing about who may see them: each item comes with its definition, for the caller to ask. */
  moved: MovedItem[];
}

/** An item of which dates moved. */
export interface MovedItem {
  item: WorkItem;
  definition: WorkflowDefinition;
  deadlines: { deadline: string; from: LocalDate; to: LocalDate }[];
  /** Late by its new date. */
  late: boolean;
}

export const meetingColumns = `id, body, held_on as "heldOn", title, held`;

/**
 * Adds or moves a meeting, and with it what hangs on the meetings of its body, in the caller's transaction. The lock is
 * taken alone, so that every decision was either written before, and is recalculated, or is made after it.
 * @returns null where the statement finds no meeting
 */
export async function changeMeeting(client: pg.PoolClient, change: MeetingChange): Promise<ChangedMeeting | null> {
  const { ctx, text, values } = change;
  await client.query('select pg_advisory_xact_lock(app.lock_key($1))', [ctx.authorityId]);
  const { rows } = await client.query<Meeting>(text, [ctx.authorityId, ...values]);
  const meeting = rows[0];
  if (meeting === undefined) return null;
  const claim = 'select app.claim_by_meeting($1, $2) as claimed';
  const held = await client.query<{ claimed: Claimed }>(claim, [ctx.authorityId, meeting.body]);
  const claimed = { ...held.rows[0]!.claimed, now: instant(held.rows[0]!.claimed.now) };
  // Not from the cache: only this transaction sees the new date.
  const { rows: references } = await client.query<{ reference: Reference }>(loadReference, [ctx.authorityId]);
  const changes = claimed.items.flatMap(({ item }) => changeOf(change, claimed, references[0]!.reference, item));
  await writeBatch(
    client,
    ctx.authorityId,
    changes.map((each) => each.written),
  );
  return { meeting, moved: changes.map((each) => each.moved).filter(({ deadlines }) => deadlines.length > 0) };
}

interface ItemChange {
  written: Written;
  moved: MovedItem;
}

function changeOf(
  asked: MeetingChange,
  claimed: Claimed,
  reference: Reference,
  json: Claimed['items'][number]['item'],
): ItemChange[] {
  const stored = decodeItem(json);
  const facts = factsFor(asked.ctx, claimed, reference, stored.item);
  if (facts === null)
    throw new Error(`Version ${stored.item.definitionVersion} of ${stored.item.workflow} is not published.`);
  const decision: Decision = asked.recalculate(stored.item, facts);
  if (!decision.allowed) return [];
  const { change } = decision;
  const deadlines = movedDeadlines(stored.item, change.item);
  const written = {
    item: batchRow(stored, change.item, facts.definition),
    effects: effectsOf({
      authorityId: asked.ctx.authorityId,
      before: stored.item,
      change,
      definition: facts.definition,
      seeded: asked.ctx.seeded ?? false,
    }),
    firings: [],
  };
  const late = deadlines.some((each) => each.to < claimed.today);
  return [{ written, moved: { item: change.item, definition: facts.definition, deadlines, late } }];
}

function movedDeadlines(before: WorkItem, after: WorkItem): MovedItem['deadlines'] {
  return after.deadlines.flatMap((deadline) => {
    const old = before.deadlines.find((each) => each.key === deadline.key && each.occurrence === deadline.occurrence);
    if (old === undefined || old.dueOn === deadline.dueOn) return [];
    return [{ deadline: deadline.key, from: old.dueOn, to: deadline.dueOn }];
  });
}
