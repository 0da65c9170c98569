import { isSameCalendar, type Calendar } from '@kept/domain';
import type pg from 'pg';
import { v7 as uuid } from 'uuid';
import type { ChangeContext } from '../work-item/change.js';
import type { AskedChange, CalendarMoves, CalendarOutcome, RecalculateOver } from './calendar.store.js';
import { actorKey, actorName, audit } from '../audit/audit-act.js';
import { saveRevision } from './keep-change.js';
import { readMoment, type Writing } from '../recalculation/in-batches.js';
import type { RecalculatedItem } from '../recalculation/recalculated-items.js';
import { recalculateOver } from './recalculate-over.js';
import { inTwoSteps, lookOn, type Step } from '../recalculation/two-steps.js';

export interface CalendarChange<Fault> {
  ctx: ChangeContext;
  asked: AskedChange<Fault>;
  recalculate: RecalculateOver;
}

export function previewChange<Fault>(pool: pg.Pool, change: CalendarChange<Fault>): Promise<CalendarOutcome<Fault>> {
  return lookOn(pool, change.ctx.authorityId, (client, writing: Writing<RecalculatedItem>) =>
    changeCalendar(client, change, writing),
  );
}

export function applyChange<Fault>(pool: pg.Pool, change: CalendarChange<Fault>): Promise<CalendarOutcome<Fault>> {
  return inTwoSteps(pool, change.ctx.authorityId, (client, writing: Writing<RecalculatedItem>) =>
    changeCalendar(client, change, writing),
  );
}

async function changeCalendar<Fault>(
  client: pg.PoolClient,
  { ctx, asked, recalculate }: CalendarChange<Fault>,
  writing: Writing<RecalculatedItem>,
): Promise<Step<CalendarOutcome<Fault>, RecalculatedItem>> {
  const nothing = (outcome: CalendarOutcome<Fault>) => ({ outcome, prepared: null });
  const moment = await readMoment(client, ctx.authorityId);
  const before = moment.reference.calendars.find(({ key }) => key === asked.key);
  if (before === undefined) return nothing({ kind: 'unknown' });
  if (asked.ifRevision !== undefined && asked.ifRevision !== before.revision)
    return nothing({ kind: 'stale', revision: before.revision });
  const revised = asked.revise(before, moment.today);
  if (!revised.ok) return nothing({ kind: 'refused', fault: revised.fault });
  const { calendar: after, difference } = revised;
  const same = { kind: 'changed', calendar: before, difference, moved: [], change: null } as const;
  if (isSameCalendar(before, after)) return nothing({ ...same, moved: [] });
  if (writing !== null) await saveRevision(client, ctx.authorityId, after);
  const over = { ctx, moment, before, after, difference, reason: asked.reason, recalculate };
  const { moved, prepared } = await recalculateOver(client, over, writing);
  const made = { calendar: after, difference, moved };
  const change = writing === null ? null : await saveChange(client, { ctx, asked, before, made });
  return { outcome: { kind: 'changed', change, ...made }, prepared };
}

interface MadeChange<Fault> {
  ctx: ChangeContext;
  asked: AskedChange<Fault>;
  before: Calendar;
  made: CalendarMoves;
}

const insert = `insert into calendar_changes (authority_id, id, calendar, from_revision, to_revision, origin, difference, reason,
    actor_id, actor_name, at, moved)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, app.now(), $11) returning at`;

/** @returns the change's id */
async function saveChange<Fault>(
  client: pg.PoolClient,
  { ctx, asked, before, made }: MadeChange<Fault>,
): Promise<string> {
  const { authorityId, actor } = ctx;
  const { calendar, difference, moved } = made;
  const { key, revision } = calendar;
  const id = uuid();
  // What an undoing must bring back.
  const moves = moved.flatMap(({ item, deadlines }) => deadlines.map((each) => ({ item: item.id, ...each })));
  const { rows } = await client.query<{ at: string }>(insert, [
    authorityId,
    id,
    key,
    before.revision,
    revision,
    asked.origin,
    JSON.stringify(difference),
    asked.reason,
    actor.kind === 'person' ? actor.personId : null,
    actorName(actor),
    JSON.stringify(moves),
  ]);
  await audit(client, {
    authorityId,
    action: 'calendar-changed',
    actor: actorKey(actor),
    at: rows[0]!.at,
    objectId: id,
    about: { calendar: key, fromRevision: before.revision, toRevision: revision },
    values: { difference, reason: asked.reason },
  });
  return id;
}
