// The database users of a stack: one for each process, a member of that process's role and nothing more. Their
// passwords are made here and stay in the data folder.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const logins = {
  api: { name: 'kept_api_login', role: 'kept_app' },
  worker: { name: 'kept_worker_login', role: 'kept_worker' },
};

/** Run SQL as `url`'s user and hand back the rows. `pg` is asked for late: it is there only after installing. */
async function ask(url, ...statements) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'kept-start',
  });
  client.on('error', () => undefined); // a lost connection also fails the statement
  await client.connect();
  try {
    let rows = [];
    for (const statement of statements) ({ rows } = await client.query(statement));
    return rows;
  } finally {
    await client.end();
  }
}

/**
 * The address of Kept's own database on the embedded server, made if need be.
 * @param {string} adminUrl
 * @param {{ afresh: boolean }} wish `afresh` throws away the one that is there
 */
export async function ownDatabase(adminUrl, { afresh }) {
  if (afresh) await ask(adminUrl, 'DROP DATABASE IF EXISTS kept WITH (FORCE)');
  const there = await ask(adminUrl, `SELECT 1 FROM pg_database WHERE datname = 'kept'`);
  if (there.length === 0) await ask(adminUrl, 'CREATE DATABASE kept');
  return withPart(adminUrl, (url) => (url.pathname = '/kept'));
}

/**
 * Make the login users (after the first migration made their roles) and return their addresses.
 * @param {string} adminUrl may make roles
 * @param {string} dataDir
 * @returns {Promise<{ api: string, worker: string }>}
 */
export async function makeLogins(adminUrl, dataDir) {
  const passwords = passwordsIn(join(dataDir, 'logins.json'));
  const addresses = {};
  for (const [process, { name, role }] of Object.entries(logins)) {
    const there = await ask(adminUrl, `SELECT 1 FROM pg_roles WHERE rolname = '${name}'`);
    const verb = there.length === 0 ? 'CREATE' : 'ALTER';
    await ask(adminUrl, `${verb} ROLE ${name} LOGIN PASSWORD '${passwords[process]}'`, `GRANT ${role} TO ${name}`);
    addresses[process] = withPart(adminUrl, (url) => {
      url.username = name;
      url.password = passwords[process];
    });
  }
  return addresses;
}

function passwordsIn(file) {
  if (!existsSync(file)) {
    const made = Object.fromEntries(Object.keys(logins).map((process) => [process, randomBytes(24).toString('hex')]));
    writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

function withPart(address, change) {
  const url = new URL(address);
  change(url);
  return url.href;
}
