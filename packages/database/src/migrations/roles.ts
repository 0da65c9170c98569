import type pg from 'pg';

/**
 * The group roles, made once on a server: they belong to no database. kept_owner owns everything and nobody logs in as it;
 * kept_due_reader and kept_registrar own the few functions that look across authorities, and may read nothing else;
 * kept_searcher owns the one that looks words up; public_reader reads what was published.
 */
const groups = [
  'kept_owner',
  'kept_due_reader',
  'kept_registrar',
  'kept_searcher',
  'kept_app',
  'kept_worker',
  'kept_migrator',
  'kept_audit_reader',
  'public_reader',
];

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

async function makeMissing(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ rolname: string }>('select rolname from pg_roles where rolname = any($1)', [
    groups,
  ]);
  const present = new Set(rows.map((row) => row.rolname));
  for (const group of groups.filter((name) => !present.has(name))) {
    // Another database of the same server may be migrated at the same moment.
    await client.query(
      `do $$ begin create role ${group} nologin; exception when duplicate_object or unique_violation then null; end $$`,
    );
  }
}

/** Makes what is missing, and lends the migrator what it needs to hand functions over to their owners. */
export async function prepareRoles(client: pg.Client): Promise<void> {
  await makeMissing(client);
  const { rows } = await client.query<{ name: string; login: string }>(
    'select current_database() as name, current_user as login',
  );
  const { name, login } = rows[0] as { name: string; login: string };
  await client.query(`
    grant kept_owner to kept_migrator;
    grant kept_migrator to ${quoted(login)};
    grant kept_due_reader, kept_registrar, kept_searcher to kept_owner;
    grant public_reader to kept_app;
    grant connect, create on database ${quoted(name)} to kept_owner, kept_migrator;
    grant usage, create on schema public to kept_owner;
    grant usage on schema public to kept_app, kept_worker, kept_audit_reader, kept_due_reader, kept_registrar, kept_searcher;
    revoke create on schema public from public;
    grant connect on database ${quoted(name)} to kept_app, kept_worker, kept_audit_reader, public_reader;`);
}

/** Whether something is lent still: the process that was to take it back died between the schema and that. */
export async function isLent(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query(
    `select from pg_auth_members m join pg_roles lent on lent.oid = m.roleid join pg_roles to_whom on to_whom.oid = m.member
     where to_whom.rolname = 'kept_owner' and lent.rolname in ('kept_due_reader', 'kept_registrar', 'kept_searcher')`,
  );
  return rows.length > 0;
}

/** Takes back what was lent: the owner itself does not see across authorities. */
export async function settleRoles(client: pg.Client): Promise<void> {
  await client.query(`
    revoke create on schema app from kept_due_reader, kept_registrar, kept_searcher;
    revoke kept_due_reader, kept_registrar, kept_searcher from kept_owner;`);
}
