import { countsOtherwiseFrom, type Calendar, type CalendarDifference } from '@kept/domain';
import type pg from 'pg';
import {
  decideInBatches,
  readItems,
  stampColumn,
  type Candidate,
  type Moment,
  type Prepared,
  type Writing,
} from '../recalculation/in-batches.js';
import { recalculatedItems, type MovedItem, type RecalculatedItem } from '../recalculation/recalculated-items.js';
import type { Reference } from '../reference/reference.store.js';
import { writeBatch } from '../work-item/batch.js';
import type { ChangeContext } from '../work-item/change.js';
import type { RecalculateOver } from './calendar.store.js';

export interface RecalculationOver {
  ctx: ChangeContext;
  moment: Moment;
  before: Calendar;
  after: Calendar;
  difference: CalendarDifference;
  reason: string;
  recalculate: RecalculateOver;
}

/**
 * Open items that count over the calendar. A receipt names the day from which it counts and the day that it reaches, so
 * what ends before the first changed day cannot move; whether the others do is for the recalculation to say.
 */
const counting = `select w.id, ${stampColumn}
  from deadlines d join work_items w on w.authority_id = $1 and w.id = d.work_item_id
  where d.authority_id = $1 and d.status in ('running', 'suspended') and d.calendar_keys ? $2
    and ($3::text is null or exists (select from jsonb_array_elements(d.receipt) step where step ->> 'date' >= $3))`;

/** Items whose check-in could not open, since nobody knew the meeting or the term: a term may have come. */
const waiting = `select w.id, ${stampColumn} from work_items w where w.authority_id = $1 and w.awaits_meeting`;

const candidates = `select distinct on (id) id, stamp from (${counting} union all ${waiting}) found order by id`;

/**
 * Works out again what counts over the calendar, in batches.
 * @returns the items of which a date moves, in the order of their ids
 */
export async function recalculateOver(
  client: pg.PoolClient,
  asked: RecalculationOver,
  writing: Writing<RecalculatedItem>,
): Promise<{ moved: MovedItem[]; prepared: Prepared<RecalculatedItem> }> {
  const { moment, ctx } = asked;
  const found = await candidatesOf(client, asked);
  const decide = (ids: readonly string[]) => decideOn(client, asked, ids);
  const write = (results: readonly RecalculatedItem[]) =>
    writeBatch(
      client,
      ctx.authorityId,
      results.map(({ written }) => written),
    );
  const { results, prepared } = await decideInBatches({ moment, candidates: found, decide, write }, writing);
  return { moved: results.map(({ moved }) => moved), prepared };
}

async function decideOn(
  client: pg.PoolClient,
  { ctx, moment, before, after, reason, recalculate }: RecalculationOver,
  ids: readonly string[],
): Promise<Map<string, RecalculatedItem>> {
  const why = { calendar: after, before, reason };
  const claimed = await readItems(client, ctx.authorityId, ids);
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
): Promise<Candidate[]> {
  const from = countsOtherwiseFrom(difference);
  if (from === 'none') return [];
  const values = [ctx.authorityId, after.key, from === 'any' ? null : from];
  const { rows } = await client.query<Candidate>(candidates, values);
  return rows;
}

function withCalendar(reference: Reference, calendar: Calendar): Reference {
  const calendars = reference.calendars.map((each) => (each.key === calendar.key ? calendar : each));
  return { ...reference, calendars };
}
