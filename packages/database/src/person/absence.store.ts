import { addDays, type Absence, type LocalDate } from '@kept/domain';
import type pg from 'pg';
import { auditAct, type By } from '../audit/audit-act.js';
import { classifyDatabaseError } from '../connection/faults.js';
import type { Pools } from '../connection/pools.js';
import { inAuthority, RolledBack } from '../connection/transaction.js';
import type { ReferenceCache } from '../reference/reference-cache.js';

export interface AbsenceStore {
  /** `overlaps`: the person is away in some of these days already. */
  add(by: By, absence: Absence): Promise<'added' | 'unknown' | 'overlaps'>;
  /** Ends it the day before `today`; one that begins today or later is taken back. `over`: it had ended before. */
  end(by: By, absence: { personId: string; from: LocalDate; today: LocalDate }): Promise<'ended' | 'unknown' | 'over'>;
}

const insert = `insert into absences (authority_id, person_id, absent_from, absent_to) values ($1, $2, $3, $4)`;

const overlaps = `select from absences where authority_id = $1 and person_id = $2 and absent_from <= $4::date and absent_to >= $3::date
  and absent_from <> $3::date`;

const find = `select absent_to::text as "to" from absences
  where authority_id = $1 and person_id = $2 and absent_from = $3::date for update`;

export function absenceStore(pools: Pools, references: ReferenceCache): AbsenceStore {
  const write = <T>(by: By, work: (client: pg.PoolClient) => Promise<T>): Promise<T> =>
    inAuthority(pools.write, by.authorityId, work).finally(() => references.forget(by.authorityId));
  return {
    add: async (by, absence) => {
      try {
        await write(by, (client) => add(client, by, absence));
        return 'added';
      } catch (error) {
        if (error instanceof RolledBack) return 'overlaps';
        const kind = classifyDatabaseError(error)?.kind;
        if (kind === 'missing-reference') return 'unknown';
        if (kind === 'duplicate') return 'overlaps';
        throw error;
      }
    },
    end: (by, absence) => write(by, (client) => end(client, by, absence)),
  };
}

/** Written first, then asked: the second of two at once waits for the first, and sees it. */
async function add(client: pg.PoolClient, by: By, absence: Absence): Promise<void> {
  const values = [by.authorityId, absence.personId, absence.from, absence.to];
  await client.query(insert, values);
  const { rows } = await client.query(overlaps, values);
  if (rows.length > 0) throw new RolledBack('overlaps');
  await audit(client, by, { ...absence, action: 'absence-added' });
}

async function end(
  client: pg.PoolClient,
  by: By,
  { personId, from, today }: { personId: string; from: LocalDate; today: LocalDate },
): Promise<'ended' | 'unknown' | 'over'> {
  const values = [by.authorityId, personId, from];
  const { rows } = await client.query<{ to: LocalDate }>(find, values);
  if (rows[0] === undefined) return 'unknown';
  if (rows[0].to < today) return 'over';
  const where = 'where authority_id = $1 and person_id = $2 and absent_from = $3::date';
  if (from < today) await client.query(`update absences set absent_to = $4::date - 1 ${where}`, [...values, today]);
  else await client.query(`delete from absences ${where}`, values);
  await audit(client, by, { personId, from, to: from < today ? addDays(today, -1) : null, action: 'absence-ended' });
  return 'ended';
}

function audit(
  client: pg.PoolClient,
  by: By,
  { personId, from, to, action }: { personId: string; from: LocalDate; to: LocalDate | null; action: string },
): Promise<void> {
  return auditAct((text, values) => client.query(text, values), by, {
    action,
    objectId: personId,
    about: { person: personId },
    values: { from, to },
  });
}
