import type pg from 'pg';
import { DatabaseRefusal } from '../connection/faults.js';
import type { DatabaseRole } from '../connection/pools.js';
import { migrations } from '../migrations/migrate.js';

interface Server {
  privileged: boolean;
  version: number;
  encoding: string;
  fsync: string;
  fullPageWrites: string;
  /** Set on test databases alone, whose data nobody needs. */
  throwaway: string | null;
}

const server = `select rolsuper or rolbypassrls as privileged, current_setting('server_version_num')::int as version,
  current_setting('server_encoding') as encoding, current_setting('fsync') as fsync,
  current_setting('full_page_writes') as "fullPageWrites", current_setting('kept.throwaway', true) as throwaway
  from pg_roles where rolname = current_user`;

function faultOf(found: Server, role: DatabaseRole): string | null {
  if (found.version < 150000) return 'Kept needs PostgreSQL 15 or later.';
  if (found.encoding !== 'UTF8') return `The database has encoding ${found.encoding}; Kept needs UTF8.`;
  if (role !== 'migrator' && found.privileged) {
    return 'This login is a superuser or bypasses row-level security. Give Kept a login that is only a member of kept_app or kept_worker.';
  }
  const durable = found.fsync === 'on' && found.fullPageWrites === 'on';
  if (!durable && found.throwaway !== 'on')
    return 'The server runs with fsync or full_page_writes off, so an accepted change could be lost.';
  return null;
}

async function schemaFault(pool: pg.Pool): Promise<string | null> {
  const known = migrations.map((migration) => migration.name);
  const { rows: tables } = await pool.query<{ made: boolean }>(
    `select to_regclass('public.migrations') is not null as made`,
  );
  if (tables[0]?.made !== true) return 'The database is empty. Run kept migrate.';
  const { rows } = await pool.query<{ name: string }>('select name from migrations order by timestamp');
  const ran = rows.map((row) => row.name);
  if (ran.some((name) => !known.includes(name))) return 'The database was migrated by a newer Kept. Start that one.';
  return known.some((name) => !ran.includes(name)) ? 'The database is of an older version. Run kept migrate.' : null;
}

/**
 * Is this a database to serve from?
 * @throws DatabaseRefusal with a sentence that says what to do
 */
export async function checkDatabase(pool: pg.Pool, role: DatabaseRole): Promise<void> {
  const { rows } = await pool.query<Server>(server);
  const fault = faultOf(rows[0]!, role) ?? (role === 'migrator' ? null : await schemaFault(pool));
  if (fault !== null) throw new DatabaseRefusal(fault);
}
