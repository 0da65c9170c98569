import type { LocalDate, Meeting } from '@kept/domain';
import { v7 as uuid } from 'uuid';
import { dayValue, readCursor, writeCursor } from '../connection/cursor.js';
import { classifyDatabaseError } from '../connection/faults.js';
import { readFlight } from '../connection/flight.js';
import type { Pools } from '../connection/pools.js';
import { RolledBack, inAuthority } from '../connection/transaction.js';
import type { ReferenceCache } from '../reference/reference-cache.js';
import type { ChangeContext, Decide } from '../work-item/change.js';
import { changeMeetings, meetingColumns, type ChangedMeetings } from './change-meeting.js';
import { removeMeeting, type MeetingRemoval, type RemoveOutcome } from './remove-meeting.js';

/** `taken`: that body already meets on that day. */
export type MoveOutcome = ({ kind: 'moved' } & ChangedMeetings) | { kind: 'unknown' } | { kind: 'taken' };

/** `taken`: it meets on one of these days already; none of them was added. */
export type AddOutcome = ({ kind: 'added' } & ChangedMeetings) | { kind: 'unknown-body' } | { kind: 'taken' };

/** Days of one body that go by one title. */
export interface NewMeetings {
  body: string;
  dates: readonly LocalDate[];
  title: string;
  held?: boolean;
  dryRun?: boolean;
}

export interface MeetingStore {
  /** By date, then id. */
  list(
    authorityId: string,
    query: { body?: string; from?: LocalDate; cursor?: string; limit: number },
  ): Promise<{ meetings: Meeting[]; nextCursor: string | null }>;
  /**
   * Adds them all, and works out again what waits for a meeting of the body or hangs on one, in one transaction under an
   * exclusive lock. `recalculate` is the domain's `recalculateItem`. A dry run says the same and rolls back.
   */
  add(ctx: ChangeContext, meetings: NewMeetings, recalculate: Decide): Promise<AddOutcome>;
  /** Moves it, and works out again as `add` does. A dry run says the same and rolls back. */
  move(
    ctx: ChangeContext,
    move: { id: string; date: LocalDate; dryRun?: boolean },
    recalculate: Decide,
  ): Promise<MoveOutcome>;
  /** Takes one that is to come away, and works out again as `add` does. A dry run says the same and rolls back. */
  remove(ctx: ChangeContext, removal: MeetingRemoval, recalculate: Decide): Promise<RemoveOutcome>;
}

const list = `select id, body, held_on as "heldOn", title, held from meetings
  where authority_id = $1 and ($2::text is null or body = $2) and ($3::date is null or held_on >= $3)
    and ($4::date is null or (held_on, id) > ($4, $5))
  order by held_on, id limit $6`;

const insert = `insert into meetings (authority_id, id, body, held_on, title, held)
  select $1, added.id, $4, added.held_on, $5, $6 from unnest($2::uuid[], $3::date[]) as added (id, held_on)
  returning ${meetingColumns}`;
const update = `update meetings set held_on = $3 where authority_id = $1 and id = $2 returning ${meetingColumns}`;

const isTaken = (error: unknown): boolean => classifyDatabaseError(error)?.kind === 'duplicate';

async function listMeetings(pools: Pools, authorityId: string, query: Parameters<MeetingStore['list']>[1]) {
  const place = query.cursor === undefined ? null : readCursor(query.cursor, 'meetings', dayValue);
  const values = [
    authorityId,
    query.body ?? null,
    query.from ?? null,
    place?.value ?? null,
    place?.id ?? null,
    query.limit + 1,
  ];
  const rows = await readFlight<Meeting>(pools.read, authorityId, { name: 'meetings', text: list, values });
  const meetings = rows.slice(0, query.limit);
  const last = meetings.at(-1);
  const nextCursor =
    rows.length > meetings.length && last ? writeCursor({ sort: 'meetings', value: last.heldOn, id: last.id }) : null;
  return { meetings, nextCursor };
}

async function addMeetings(
  pools: Pools,
  { ctx, added, recalculate }: { ctx: ChangeContext; added: NewMeetings; recalculate: Decide },
): Promise<AddOutcome> {
  const { body, dates, title, held = false, dryRun = false } = added;
  const values = [dates.map(() => uuid()), dates, body, title, held];
  try {
    return await inAuthority(pools.write, ctx.authorityId, async (client): Promise<AddOutcome> => {
      const changed = await changeMeetings(client, { ctx, text: insert, values, recalculate });
      const outcome: AddOutcome = { kind: 'added', meetings: [], moved: [], ...changed };
      if (dryRun) throw new RolledBack(outcome);
      return outcome;
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.result as AddOutcome;
    if (isTaken(error)) return { kind: 'taken' };
    if (classifyDatabaseError(error)?.kind === 'missing-reference') return { kind: 'unknown-body' };
    throw error;
  }
}

async function moveMeeting(
  pools: Pools,
  { ctx, move, recalculate }: { ctx: ChangeContext; move: Parameters<MeetingStore['move']>[1]; recalculate: Decide },
): Promise<MoveOutcome> {
  const { id, date, dryRun = false } = move;
  try {
    return await inAuthority(pools.write, ctx.authorityId, async (client): Promise<MoveOutcome> => {
      const changed = await changeMeetings(client, { ctx, text: update, values: [id, date], recalculate });
      if (changed === null) return { kind: 'unknown' };
      const moved: MoveOutcome = { kind: 'moved', ...changed };
      if (dryRun) throw new RolledBack(moved);
      return moved;
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.result as MoveOutcome;
    if (isTaken(error)) return { kind: 'taken' };
    throw error;
  }
}

export function meetingStore(pools: Pools, references: ReferenceCache): MeetingStore {
  const forgetting = async <Outcome>({ authorityId }: ChangeContext, outcome: Promise<Outcome>): Promise<Outcome> => {
    const settled = await outcome;
    references.forget(authorityId);
    return settled;
  };
  return {
    list: (authorityId, query) => listMeetings(pools, authorityId, query),
    add: (ctx, added, recalculate) => forgetting(ctx, addMeetings(pools, { ctx, added, recalculate })),
    move: (ctx, move, recalculate) => forgetting(ctx, moveMeeting(pools, { ctx, move, recalculate })),
    remove: (ctx, removal, recalculate) => forgetting(ctx, removeMeeting(pools, { ctx, removal, recalculate })),
  };
}
