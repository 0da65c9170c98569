import type { LocalDate } from '@kept/domain';
import type pg from 'pg';
import { loadReference } from '../reference/reference.read.js';
import type { Reference } from '../reference/reference.store.js';
import type { Claimed } from '../work-item/batch.js';
import { instant } from '../work-item/decode.js';

/** The moment at which a change is looked at or made. */
export interface Moment {
  today: LocalDate;
  reference: Reference;
}

/** What was decided on each item while nobody was kept waiting; good for as long as the item and all that it was decided by stand. */
export interface Prepared<Result> {
  moment: Moment;
  decided: ReadonlyMap<string, Decided<Result>>;
}

interface Decided<Result> {
  /** The item's version and firings. */
  stamp: string;
  /** Null where nothing of it moves. */
  result: Result | null;
}

/** How far a step goes: null looks on; what was prepared is written, under the lock. */
export type Writing<Result> = Prepared<Result> | null;

/** An item that may have to change, with what tells whether it is still as it was. */
export interface Candidate {
  id: string;
  stamp: string;
}

/** The column by which a candidate is known to be as it was, of `work_items w`. */
export const stampColumn = `w.version || ':' || w.firing_steps as stamp`;

/** So many items are in memory at a time, and no statement takes longer than it takes to read or write these. */
const batchSize = 500;

const items = `select json_build_object('now', app.now(), 'today', app.today(), 'revision', app.reference_revision($1),
  'items', app.items_json($1, $2)) as claimed`;

export async function readMoment(client: pg.PoolClient, authorityId: string): Promise<Moment> {
  const clock = await client.query<{ today: string }>('select app.today() as today');
  // Not from the cache: under the lock nothing is newer.
  const { rows } = await client.query<{ reference: Reference }>(loadReference, [authorityId]);
  return { today: clock.rows[0]!.today, reference: rows[0]!.reference };
}

/** Items with the facts of this moment, as a batch takes them. */
export async function readItems(client: pg.PoolClient, authorityId: string, ids: readonly string[]): Promise<Claimed> {
  const { rows } = await client.query<{ claimed: Claimed }>(items, [authorityId, ids]);
  const { claimed } = rows[0]!;
  return { ...claimed, now: instant(claimed.now) };
}

/** Who decides on a batch of items, and who writes what was decided. */
export interface BatchWork<Result> {
  moment: Moment;
  candidates: readonly Candidate[];
  /** By the item's id; one that is left out stays as it is. */
  decide(ids: readonly string[]): Promise<ReadonlyMap<string, Result>>;
  write(results: readonly Result[]): Promise<unknown>;
}

/**
 * Decides on the candidates, five hundred at a time. Under the exclusive lock nobody else decides on an item, so none is
 * locked by itself, and what was prepared before it is used where the item has not changed.
 */
export async function decideInBatches<Result>(
  { moment, candidates, decide, write }: BatchWork<Result>,
  writing: Writing<Result>,
): Promise<{ results: Result[]; prepared: Prepared<Result> }> {
  const known =
    writing !== null && isOfTheMoment(writing, moment) ? writing.decided : new Map<string, Decided<Result>>();
  const decided = new Map<string, Decided<Result>>();
  for (let start = 0; start < candidates.length; start += batchSize) {
    const batch = candidates.slice(start, start + batchSize);
    for (const [id, each] of await decidedOf(batch, known, decide)) decided.set(id, each);
    const results = batch.flatMap(({ id }) => decided.get(id)?.result ?? []);
    if (writing !== null) await write(results);
  }
  return { results: [...decided.values()].flatMap(({ result }) => result ?? []), prepared: { moment, decided } };
}

/** What was prepared, where it still stands; the rest is decided now. */
async function decidedOf<Result>(
  batch: readonly Candidate[],
  known: ReadonlyMap<string, Decided<Result>>,
  decide: BatchWork<Result>['decide'],
): Promise<Map<string, Decided<Result>>> {
  const stands = ({ id, stamp }: Candidate) => known.get(id)?.stamp === stamp;
  const stale = batch.filter((each) => !stands(each)).map(({ id }) => id);
  const fresh = stale.length === 0 ? new Map<string, Result>() : await decide(stale);
  return new Map(
    batch.map((each) => {
      const result = stands(each) ? known.get(each.id)?.result : fresh.get(each.id);
      return [each.id, { stamp: each.stamp, result: result ?? null }];
    }),
  );
}

/** A decision rests on the day, the calendars, the meetings and the posts; a new revision of these may change it. */
function isOfTheMoment<Result>({ moment }: Prepared<Result>, { today, reference }: Moment): boolean {
  return moment.today === today && moment.reference.revision === reference.revision;
}
