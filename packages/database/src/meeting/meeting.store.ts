import type { LocalDate, Meeting } from '@kept/domain';
import { v7 as uuid } from 'uuid';
import { dayValue, readCursor, writeCursor } from '../connection/cursor.js';
import { classifyDatabaseError } from '../connection/faults.js';
import { readFlight } from '../connection/flight.js';
import type { Pools } from '../connection/pools.js';
import { RolledBack, inAuthority } from '../connection/transaction.js';
import type { ReferenceCache } from '../reference/reference-cache.js';
import type { ChangeContext, Decide } from '../work-item/change.js';
import { moveMeeting } from './move-meeting.js';

export interface MovedDeadline {
  reference: string;
  deadline: string;
  from: LocalDate;
  to: LocalDate;
}

export type MoveOutcome =
  | {
      kind: 'moved';
      meeting: Meeting;
      moved: MovedDeadline[];
      /** References that are late by the new date. */ late: string[];
    }
  | { kind: 'unknown' }
  /** That body already meets on that day. */
  | { kind: 'taken' };

export interface MeetingStore {
  /** By date, then id. */
  list(
    authorityId: string,
    query: { body?: string; from?: LocalDate; cursor?: string; limit: number },
  ): Promise<{ meetings: Meeting[]; nextCursor: string | null }>;
  add(
    authorityId: string,
    meeting: { body: string; heldOn: LocalDate; title: string; held?: boolean; id?: string },
  ): Promise<{ kind: 'added'; meeting: Meeting } | { kind: 'unknown-body' } | { kind: 'taken' }>;
  /**
   * Moves it and every open deadline that hangs on a meeting of its body, in one transaction under an exclusive lock.
   * `recalculate` is the domain's `recalculateItem`. A dry run says the same and rolls back.
   */
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
    add: async (authorityId, { body, heldOn, title, held = false, id = uuid() }) => {
      const insert =
        'insert into meetings (authority_id, id, body, held_on, title, held) values ($1, $2, $3, $4, $5, $6)';
      try {
        await inAuthority(pools.write, authorityId, (client) =>
          client.query(insert, [authorityId, id, body, heldOn, title, held]),
        );
      } catch (error) {
        if (isTaken(error)) return { kind: 'taken' };
        if (classifyDatabaseError(error)?.kind === 'missing-reference') return { kind: 'unknown-body' };
        throw error;
      }
      references.forget(authorityId);
      return { kind: 'added', meeting: { id, body, heldOn, title, held } };
    },
    move: async (ctx, { id, date, dryRun = false }, recalculate) => {
      try {
        const outcome = await inAuthority(pools.write, ctx.authorityId, async (client) => {
          const moved = await moveMeeting(client, { ctx, id, date, recalculate });
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
