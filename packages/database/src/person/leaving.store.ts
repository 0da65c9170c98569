import { leavingOf, type Instant, type Leaving, type LocalDate } from '@kept/domain';
import type pg from 'pg';
import { v7 as uuid } from 'uuid';
import { actorKey, auditAct, type By } from '../audit/audit-act.js';
import { classifyDatabaseError } from '../connection/faults.js';
import { readFlight } from '../connection/flight.js';
import type { Pools } from '../connection/pools.js';
import { inAuthority, RolledBack } from '../connection/transaction.js';
import type { ReferenceCache } from '../reference/reference-cache.js';
import { instant } from '../work-item/decode.js';
import { cutShort, readCutShort, restore, type CutRows } from './cut-short.js';

/** A leaving that holds: neither taken back, nor followed by a return. */
export interface StoredLeaving {
  id: string;
  personId: string;
  lastDay: LocalDate;
  endsAt: Instant;
  at: Instant;
  /** Who wrote it down. */
  actorId: string;
  /** Until then that person may take it back. */
  undoUntil: Instant;
}

export type LeaveOutcome =
  { kind: 'left'; id: string; leaving: Leaving } | { kind: 'unknown' } | { kind: 'left-before' };

export type UndoLeavingOutcome =
  | { kind: 'undone' }
  /** No leaving of this person holds. */
  | { kind: 'unknown' }
  /** Somebody else wrote it down. */
  | { kind: 'another' }
  | { kind: 'too-late' }
  /** Somebody has come into this post since. */
  | { kind: 'stood-on'; post: string };

export interface LeavingStore {
  current(authorityId: string, personId: string): Promise<StoredLeaving | null>;
  /** Ends all that the person holds and covers at the last day, and their way in at its end, in one transaction. */
  leave(by: By, leaving: { personId: string; lastDay: LocalDate; reason?: string }): Promise<LeaveOutcome>;
  /** Within ten minutes, by who wrote it down: every holding and cover as it was, and the way in; or nothing. */
  undo(by: By, personId: string): Promise<UndoLeavingOutcome>;
  /** Works here again from today, with no post, session, token or feed of before. False where no leaving holds. */
  comeBack(by: By, personId: string): Promise<boolean>;
}

const columns = `id, person_id as "personId", last_day::text as "lastDay", to_json(ends_at) as "endsAt", to_json(at) as at, actor_id as "actorId",
  to_json(at + interval '10 minutes') as "undoUntil"`;
const holds = 'authority_id = $1 and person_id = $2 and undone_at is null and returned_on is null';
const find = `select ${columns} from leavings where ${holds}`;

const insert = `insert into leavings (authority_id, id, person_id, last_day, ends_at, at, actor_id, before)
  values ($1, $2, $3, $4, $5, $6, $7, '{}')`;

export function leavingStore(pools: Pools, references: ReferenceCache): LeavingStore {
  const write = async <T>(by: By, work: (client: pg.PoolClient) => Promise<T>): Promise<T> => {
    try {
      return await inAuthority(pools.write, by.authorityId, work);
    } catch (error) {
      if (error instanceof RolledBack) return error.result as T;
      throw error;
    } finally {
      references.forget(by.authorityId);
    }
  };
  return {
    current: async (authorityId, personId) => {
      const statement = { name: 'leaving-that-holds', text: find, values: [authorityId, personId] };
      const [row] = await readFlight<StoredLeaving>(pools.read, authorityId, statement);
      return row ? decoded(row) : null;
    },
    leave: async (by, leaving) => {
      try {
        return await write(by, (client) => leave(client, by, leaving));
      } catch (error) {
        const kind = classifyDatabaseError(error)?.kind;
        if (kind === 'missing-reference') return { kind: 'unknown' };
        if (kind === 'duplicate') return { kind: 'left-before' };
        throw error;
      }
    },
    undo: (by, personId) => write(by, (client) => undo(client, by, personId)),
    comeBack: (by, personId) => write(by, (client) => comeBack(client, by, personId)),
  };
}

const decoded = (row: StoredLeaving): StoredLeaving => ({
  ...row,
  endsAt: instant(row.endsAt),
  at: instant(row.at),
  undoUntil: instant(row.undoUntil),
});

const clock = 'select to_json(app.now()) as now, app.today()::text as today';

async function readClock(client: pg.PoolClient): Promise<{ now: Instant; today: LocalDate }> {
  const { rows } = await client.query<{ now: string; today: LocalDate }>(clock);
  return { now: instant(rows[0]!.now), today: rows[0]!.today };
}

/** The row comes first: it raises the reference revision, and so holds back whoever fills a post at the same moment. */
async function leave(
  client: pg.PoolClient,
  by: By,
  { personId, lastDay, reason }: { personId: string; lastDay: LocalDate; reason?: string },
): Promise<LeaveOutcome> {
  const { authorityId, actor } = by;
  const id = uuid();
  const at = await readClock(client);
  const leaving = leavingOf(lastDay, at);
  await client.query(insert, [authorityId, id, personId, lastDay, leaving.endsAt, at.now, actorKey(actor)]);
  const before = await readCutShort(client, authorityId, { personId, lastDay });
  await client.query('update leavings set before = $3 where authority_id = $1 and id = $2', [
    authorityId,
    id,
    JSON.stringify(before),
  ]);
  await cutShort(client, authorityId, { personId, lastDay });
  await auditAct((text, values) => client.query(text, values), by, {
    action: 'person-leaves',
    objectId: personId,
    about: { person: personId },
    values: { lastDay, ...(reason !== undefined && { reason }) },
  });
  return { kind: 'left', id, leaving };
}

const findUndoable = `select ${columns}, before, at > app.now() - interval '10 minutes' as "isFresh"
  from leavings where ${holds} for update`;

async function undo(client: pg.PoolClient, by: By, personId: string): Promise<UndoLeavingOutcome> {
  const { authorityId, actor } = by;
  const found = await client.query<StoredLeaving & { before: CutRows; isFresh: boolean }>(findUndoable, [
    authorityId,
    personId,
  ]);
  const row = found.rows[0];
  if (row === undefined) return { kind: 'unknown' };
  if (row.actorId !== actorKey(actor)) return { kind: 'another' };
  if (!row.isFresh) return { kind: 'too-late' };
  await client.query('update leavings set undone_at = app.now(), undone_by = $3 where authority_id = $1 and id = $2', [
    authorityId,
    row.id,
    actorKey(actor),
  ]);
  const stoodOn = await restore(client, authorityId, { personId, lastDay: row.lastDay, before: row.before });
  if (stoodOn !== null) throw new RolledBack<UndoLeavingOutcome>({ kind: 'stood-on', post: stoodOn });
  await auditAct((text, values) => client.query(text, values), by, {
    action: 'person-leaves-undone',
    objectId: personId,
    about: { person: personId },
    values: {},
  });
  return { kind: 'undone' };
}

const comesBack = `update leavings set returned_on = app.today() where ${holds} returning ends_at <= app.now() as "wasGone"`;

async function comeBack(client: pg.PoolClient, by: By, personId: string): Promise<boolean> {
  const { rows } = await client.query<{ wasGone: boolean }>(comesBack, [by.authorityId, personId]);
  if (rows[0] === undefined) return false;
  if (rows[0].wasGone) await endAccess(client, by.authorityId, personId);
  await auditAct((text, values) => client.query(text, values), by, {
    action: 'person-returns',
    objectId: personId,
    about: { person: personId },
    values: {},
  });
  return true;
}

/** Sessions, tokens, the feeds, the lists by e-mail and the follows of before: what somebody may still hold opens nothing again. */
async function endAccess(client: pg.PoolClient, authorityId: string, personId: string): Promise<void> {
  await client.query('select app.end_access($1, $2)', [authorityId, personId]);
  for (const table of ['calendar_feeds', 'view_feeds', 'view_digests', 'work_item_follows']) {
    await client.query(`delete from ${table} where authority_id = $1 and person_id = $2`, [authorityId, personId]);
  }
}
