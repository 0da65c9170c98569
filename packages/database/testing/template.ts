import { createHash } from 'node:crypto';
import pg from 'pg';
import { migrate, migrations } from '../src/migrations/migrate.js';
import { organisationRows, testAuthorityId } from './organisation.js';

const password = 'kept-test';
const logins = { app: 'kept_app', worker: 'kept_worker', migrator: 'kept_migrator' } as const;

/** The same server, another database or another login. */
export function addressOf(url: string, database: string, login?: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  if (login !== undefined) {
    address.username = login;
    address.password = password;
  }
  return address.toString();
}

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Named after its content, so that a changed migration never meets an old template. */
function templateName(): string {
  const content = migrations.map(String).join('') + JSON.stringify(organisationRows);
  return `kept_template_${createHash('sha256').update(content).digest('hex').slice(0, 12)}`;
}

async function makeLogins(client: pg.Client): Promise<void> {
  for (const [name, group] of Object.entries(logins)) {
    await client.query(`
      do $$ begin create role kept_test_${name} login password '${password}'; exception when duplicate_object then null; end $$;
      grant ${group} to kept_test_${name};`);
  }
}

async function fill(client: pg.Client): Promise<void> {
  await client.query('begin');
  await client.query('set local role kept_owner');
  await client.query(`select set_config('app.authority', $1, true)`, [testAuthorityId]);
  await client.query(`insert into authorities (id, key, name) values ($1, 'test', 'Test County Council')`, [
    testAuthorityId,
  ]);
  for (const [table, rows] of organisationRows) {
    const columns = Object.keys(rows[0] ?? {}).join(', ');
    await client.query(
      `insert into ${table} (authority_id, ${columns}) select $1, ${columns} from jsonb_populate_recordset(null::${table}, $2)`,
      [testAuthorityId, JSON.stringify(rows)],
    );
  }
  await client.query('commit');
}

/** Makes the template once per server; parallel test files wait for the first. Returns its name. */
export async function ensureTemplate(serverUrl: string): Promise<string> {
  const name = templateName();
  await withClient(serverUrl, async (admin) => {
    await admin.query('select pg_advisory_lock(72361)');
    const { rows } = await admin.query<{ datistemplate: boolean }>(
      'select datistemplate from pg_database where datname = $1',
      [name],
    );
    if (rows[0]?.datistemplate === true) return;
    if (rows.length > 0) await admin.query(`drop database ${name}`);
    await admin.query(`create database ${name} template template0 encoding 'UTF8'`);
    const address = addressOf(serverUrl, name);
    await migrate({ url: address });
    await makeLogins(admin);
    await withClient(address, fill);
    // The mark of completeness: what died half made is dropped by the next.
    await admin.query(`alter database ${name} is_template true`);
  });
  return name;
}
