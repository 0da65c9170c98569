import { countsOtherwiseFrom, type Calendar, type CalendarDifference } from '@kept/domain';
import type pg from 'pg';
import { recalculatedItems, type MovedItem, type RecalculatedItem } from '../recalculation/recalculated-items.js';
import { loadReference } from '../reference/reference.read.js';
import type { Reference } from '../reference/reference.store.js';
import { writeBatch, type Claimed } from '../work-item/batch.js';
import type { ChangeContext } from '../work-item/change.js';
import { instant } from '../work-item/decode.js';
import type { RecalculateOver } from './calendar.store.js';

/** The moment at which a change is looked at or made. */
export interface Moment {
  today: string;
  reference: Reference;
}

/** What was decided on each item while nobody was kept waiting; good for as long as the item and all that it was decided by stand. */
export interface Prepared {
  moment: Moment;
  decided: ReadonlyMap<string, Decided>;
}

interface Decided {
  /** The item's version and firings. */
  stamp: string;
  /** Null where nothing of it moves. */
  result: RecalculatedItem | null;
}

export interface RecalculationOver {
  ctx: ChangeContext;
  moment: Moment;
  before: Calendar;
  after: Calendar;
  difference: CalendarDifference;
  reason: string;
  recalculate: RecalculateOver;
}

/** How far a step goes: null looks on; what was prepared is written, under the lock. */
export type Writing = Prepared | null;

/** So many items are in memory at a time, and no statement takes longer than it takes to read or write these. */
const batchSize = 500;

/**
 * Open items that count over the calendar. A receipt names the day from which it counts and the day that it reaches, so
 * what ends before the first changed day cannot move; whether the others do is for the recalculation to say.
 */
const candidates = `select distinct on (w.id) w.id, w.version || ':' || w.firing_steps as stamp
  from deadlines d join work_items w on w.authority_id = $1 and w.id = d.work_item_id
  where d.authority_id = $1 and d.status in ('running', 'suspended') and d.calendar_keys ? $2
    and ($3::text is null or exists (select from jsonb_array_elements(d.receipt) step where step ->> 'date' >= $3))
  order by w.id`;

const items = `select json_build_object('now', app.now(), 'today', app.today(), 'revision', app.reference_revision($1),
  'items', app.items_json($1, $2)) as claimed`;

export async function readMoment(client: pg.PoolClient, authorityId: string): Promise<Moment> {
  const clock = await client.query<{ today: string }>('select app.today() as today');
  // Not from the cache: under the lock nothing is newer.
  const { rows } = await client.query<{ reference: Reference }>(loadReference, [authorityId]);
  return { today: clock.rows[0]!.today, reference: rows[0]!.reference };
}

/**
 * Works out again what counts over the calendar, five hundred items at a time. Under the exclusive lock nobody else
 * decides on an item, so none is locked by itself, and what was prepared before it is used where the item has not changed.
 * @returns the items of which a date moves, in the order of their ids
 */
export async function recalculateOver(
  client: pg.PoolClient,
  asked: RecalculationOver,
  writing: Writing,
): Promise<{ moved: MovedItem[]; prepared: Prepared }> {
  const found = await candidatesOf(client, asked);
  const known = writing !== null && isOfTheMoment(writing, asked.moment) ? writing.decided : new Map<string, Decided>();
  const decided = new Map<string, Decided>();
  for (let start = 0; start < found.length; start += batchSize) {
    const batch = found.slice(start, start + batchSize);
    const fresh = await decideOn(
      client,
      asked,
      batch.filter(({ id, stamp }) => known.get(id)?.stamp !== stamp),
    );
    for (const { id, stamp } of batch) {
      const result = known.get(id)?.stamp === stamp ? known.get(id)?.result : fresh.get(id);
      decided.set(id, { stamp, result: result ?? null });
    }
    const written = batch.flatMap(({ id }) => decided.get(id)?.result?.written ?? []);
    if (writing !== null) await writeBatch(client, asked.ctx.authorityId, written);
  }
  const moved = [...decided.values()].flatMap(({ result }) => result?.moved ?? []);
  return { moved, prepared: { moment: asked.moment, decided } };
}

/** Items with the facts of this moment, as a batch takes them. */
export async function readItems(client: pg.PoolClient, authorityId: string, ids: readonly string[]): Promise<Claimed> {
  const { rows } = await client.query<{ claimed: Claimed }>(items, [authorityId, ids]);
  const { claimed } = rows[0]!;
  return { ...claimed, now: instant(claimed.now) };
}

/** A decision rests on the day, the calendars, the meetings and the posts; a new revision of these may change it. */
function isOfTheMoment({ moment }: Prepared, { today, reference }: Moment): boolean {
  return moment.today === today && moment.reference.revision === reference.revision;
}

async function decideOn(
  client: pg.PoolClient,
  { ctx, moment, before, after, reason, recalculate }: RecalculationOver,
  asked: readonly { id: string }[],
): Promise<Map<string, RecalculatedItem>> {
  if (asked.length === 0) return new Map();
  const why = { calendar: after, before, reason };
  const claimed = await readItems(
    client,
    ctx.authorityId,
    asked.map(({ id }) => id),
  );
  const reference = withCalendar(moment.reference, after);
  const decided = recalculatedItems(
    { ctx, reference, recalculate: (item, facts) => recalculate(item, facts, why) },
    claimed,
  );
  return new Map(decided.map((each) => [each.moved.item.id, each]));
}

async function candidatesOf(
  client: pg.PoolClient,
  { ctx, after, difference }: RecalculationOver,
): Promise<{ id: string; stamp: string }[]> {
  const from = countsOtherwiseFrom(difference);
  if (from === 'none') return [];
  const values = [ctx.authorityId, after.key, from === 'any' ? null : from];
  const { rows } = await client.query<{ id: string; stamp: string }>(candidates, values);
  return rows;
}

function withCalendar(reference: Reference, calendar: Calendar): Reference {
  const calendars = reference.calendars.map((each) => (each.key === calendar.key ? calendar : each));
  return { ...reference, calendars };
}
