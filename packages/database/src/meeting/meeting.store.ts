import type { LocalDate, Meeting } from '@kept/domain';
import { v7 as uuid } from 'uuid';
import { dayValue, readCursor, writeCursor } from '../connection/cursor.js';
import { classifyDatabaseError } from '../connection/faults.js';
import { readFlight } from '../connection/flight.js';
import type { Pools } from '../connection/pools.js';
import { RolledBack, inAuthority } from '../connection/transaction.js';
import type { ReferenceCache } from '../reference/reference-cache.js';
import type { ChangeContext, Decide } from '../work-item/change.js';
import { changeMeeting, meetingColumns, type ChangedMeeting } from './change-meeting.js';

/** `taken`: that body already meets on that day. */
export type MoveOutcome = ({ kind: 'moved' } & ChangedMeeting) | { kind: 'unknown' } | { kind: 'taken' };

export type AddOutcome = { kind: 'added'; meeting: Meeting } | { kind: 'unknown-body' } | { kind: 'taken' };

export interface NewMeeting {
  body: string;
  heldOn: LocalDate;
  title: string;
  held?: boolean;
}

export interface MeetingStore {
  /** By date, then id. */
  list(
    authorityId: string,
    query: { body?: string; from?: LocalDate; cursor?: string; limit: number },
  ): Promise<{ meetings: Meeting[]; nextCursor: string | null }>;
  /**
   * Adds it, and works out again what waits for a meeting of its body or hangs on one, in one transaction under an
   * exclusive lock. `recalculate` is the domain's `recalculateItem`.
   */
  add(ctx: ChangeContext, meeting: NewMeeting, recalculate: Decide): Promise<AddOutcome>;
  /** Moves it, and works out again as `add` does. A dry run says the same and rolls back. */
  move(
    ctx: ChangeContext,
    move: { id: string; date: LocalDate; dryRun?: boolean },
    recalculate: Decide,
  ): Promise<MoveOutcome>;
}

const list = `select id, body, held_on as "heldOn", title, held from meetings
  where authority_id = $1 and ($2::text is null or body = $2) and ($3::date is null or held_on >= $3)
    and ($4::date is null or (held_on, id) > ($4, $5))
  order by held_on, id limit $6`;

const insert = `insert into meetings (authority_id, id, body, held_on, title, held) values ($1, $2, $3, $4, $5, $6)
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

export function meetingStore(pools: Pools, references: ReferenceCache): MeetingStore {
  return {
    list: (authorityId, query) => listMeetings(pools, authorityId, query),
    add: async (ctx, { body, heldOn, title, held = false }, recalculate) => {
      const values = [uuid(), body, heldOn, title, held];
      try {
        const added = await inAuthority(pools.write, ctx.authorityId, (client) =>
          changeMeeting(client, { ctx, text: insert, values, recalculate }),
        );
        references.forget(ctx.authorityId);
        return { kind: 'added', meeting: added!.meeting };
      } catch (error) {
        if (isTaken(error)) return { kind: 'taken' };
        if (classifyDatabaseError(error)?.kind === 'missing-reference') return { kind: 'unknown-body' };
        throw error;
      }
    },
    move: async (ctx, { id, date, dryRun = false }, recalculate) => {
      try {
        const outcome = await inAuthority(pools.write, ctx.authorityId, async (client): Promise<MoveOutcome> => {
          const changed = await changeMeeting(client, { ctx, text: update, values: [id, date], recalculate });
          if (changed === null) return { kind: 'unknown' };
          const moved: MoveOutcome = { kind: 'moved', ...changed };
          if (dryRun) throw new RolledBack(moved);
          return moved;
        });
        references.forget(ctx.authorityId);
        return outcome;
      } catch (error) {
        if (error instanceof RolledBack) return error.result as MoveOutcome;
        if (isTaken(error)) return { kind: 'taken' };
        throw error;
      }
    },
  };
}
