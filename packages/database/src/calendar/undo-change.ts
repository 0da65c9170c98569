import { isLive, isSameCalendar, restoreCalendar, type Calendar, type Deadline, type WorkItem } from '@kept/domain';
import type pg from 'pg';
import type { MovedItem, RecalculatedItem } from '../recalculation/recalculated-items.js';
import { definitionOf } from '../reference/reference-cache.js';
import type { ChangeContext } from '../work-item/change.js';
import { decodeItem } from '../work-item/decode.js';
import { changeColumns } from './calendar.read.js';
import type { RecalculateOver, StoredChange, StuckDeadline, UndoOutcome } from './calendar.store.js';
import { actorKey, actorName, audit } from '../audit/audit-act.js';
import { saveRevision } from './keep-change.js';
import { readItems, readMoment, type Moment, type Writing } from '../recalculation/in-batches.js';
import { recalculateOver } from './recalculate-over.js';
import { inTwoSteps, lookOn, type Step } from '../recalculation/two-steps.js';

interface AskedUndo {
  ctx: ChangeContext;
  asked: { id: string; dryRun?: boolean };
  recalculate: RecalculateOver;
}

/** A date that the change moved, as it is kept with it. */
interface KeptMove {
  item: string;
  deadline: string;
  occurrence: number;
  from: string;
}

type Found = StoredChange & { moved: KeptMove[]; then: Calendar | null; made: Calendar | null };

/** The images before and after it: a council's own, else the library's of that number. */
const image = (revision: string) => `coalesce(
  (select body from calendars o where o.authority_id = c.authority_id and o.key = c.calendar and o.revision = c.${revision}),
  (select body from calendar_versions v where v.key = c.calendar and v.version = c.${revision}))`;

const find = `select ${changeColumns}, c.moved, ${image('from_revision')} as "then", ${image('to_revision')} as made
  from calendar_changes c where c.authority_id = $1 and c.id = $2`;

const later = `select ${changeColumns} from calendar_changes c
  where c.authority_id = $1 and c.calendar = $2 and c.to_revision > $3 and c.undone_at is null order by c.to_revision limit 1`;

const update = `update calendar_changes set undone_at = app.now(), undone_by = $3, undone_revision = $4
  where authority_id = $1 and id = $2 returning undone_at as at`;

export function undoChange(pool: pg.Pool, asked: AskedUndo): Promise<UndoOutcome> {
  const run = asked.asked.dryRun === true ? lookOn : inTwoSteps;
  return run(pool, asked.ctx.authorityId, (client, writing: Writing<RecalculatedItem>) => undo(client, asked, writing));
}

async function undo(
  client: pg.PoolClient,
  { ctx, asked, recalculate }: AskedUndo,
  writing: Writing<RecalculatedItem>,
): Promise<Step<UndoOutcome, RecalculatedItem>> {
  const found = await findUndoable(client, ctx.authorityId, asked.id);
  if (found.kind !== 'undoable') return { outcome: found, prepared: null };
  const { change, moment, before, then } = found;
  const { calendar: after, difference } = restoreCalendar(before, then, moment.today);
  if (writing !== null) await saveRevision(client, ctx.authorityId, after);
  const over = { ctx, moment, before, after, difference, reason: `Taken back: ${change.reason}`, recalculate };
  const { moved, prepared } = await recalculateOver(client, over, writing);
  const stuck = await stuckDeadlines(client, { ctx, moment, change, moved });
  if (stuck.length > 0) return { outcome: { kind: 'stuck', deadlines: stuck }, prepared: null };
  if (writing !== null) await markUndone(client, ctx, { change, after });
  const { moved: _moves, then: _then, made: _made, ...listed } = change;
  return { outcome: { kind: 'undone', change: listed, calendar: after, difference, moved }, prepared };
}

type Undoable =
  | { kind: 'undoable'; change: Found; moment: Moment; before: Calendar; then: Calendar }
  | Extract<UndoOutcome, { kind: 'unknown' | 'undone-before' | 'stood-on' }>;

/** The change with the calendar as it stands and as it was; nothing may have been built on what it made. */
async function findUndoable(client: pg.PoolClient, authorityId: string, id: string): Promise<Undoable> {
  const { rows } = await client.query<Found>(find, [authorityId, id]);
  const change = rows[0];
  if (change === undefined) return { kind: 'unknown' };
  if (change.undoneAt !== null) return { kind: 'undone-before' };
  const { calendar, toRevision, then, made } = change;
  const stoodOn = await client.query<StoredChange>(later, [authorityId, calendar, toRevision]);
  if (stoodOn.rows[0]) return { kind: 'stood-on', by: stoodOn.rows[0] };
  const moment = await readMoment(client, authorityId);
  const before = moment.reference.calendars.find(({ key }) => key === calendar);
  if (!before || !then || !made || !isSameCalendar(before, made)) return { kind: 'stood-on', by: null };
  return { kind: 'undoable', change, moment, before, then };
}

interface Undoing {
  ctx: ChangeContext;
  moment: Moment;
  change: Found;
  moved: readonly MovedItem[];
}

/** Of all that the change moved, what does not come back: met, closed, or moved by something else since. */
async function stuckDeadlines(
  client: pg.PoolClient,
  { ctx, moment, change, moved }: Undoing,
): Promise<StuckDeadline[]> {
  const returned = new Map(moved.map(({ item }) => [item.id, item]));
  const others = [...new Set(change.moved.map(({ item }) => item))].filter((id) => !returned.has(id));
  const { items } = await readItems(client, ctx.authorityId, others);
  const standing = new Map(items.map(({ item }) => [item.id, decodeItem(item).item]));
  return change.moved.flatMap((move): StuckDeadline[] => {
    const item = returned.get(move.item) ?? standing.get(move.item);
    const definition = item && definitionOf(moment.reference, item.workflow, item.definitionVersion);
    const because = item ? stuckBecause(move, item) : null;
    return item && definition && because ? [{ item, definition, deadline: move.deadline, because }] : [];
  });
}

function stuckBecause({ deadline, occurrence, from }: KeptMove, item: WorkItem): StuckDeadline['because'] | null {
  const found = item.deadlines.find((each: Deadline) => each.key === deadline && each.occurrence === occurrence);
  if (found === undefined || !isLive(found)) return 'over';
  return found.dueOn === from ? null : 'moved-since';
}

async function markUndone(
  client: pg.PoolClient,
  { authorityId, actor }: ChangeContext,
  { change, after }: { change: Found; after: Calendar },
): Promise<void> {
  const { rows } = await client.query<{ at: string }>(update, [
    authorityId,
    change.id,
    actorName(actor),
    after.revision,
  ]);
  await audit(client, {
    authorityId,
    action: 'calendar-change-undone',
    actor: actorKey(actor),
    at: rows[0]!.at,
    objectId: change.id,
    about: { calendar: after.key, revision: after.revision },
    values: {},
  });
}
