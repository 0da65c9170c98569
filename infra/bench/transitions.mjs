/**
 * P1 and P2: transitions through the whole HTTP API (session, policy, validation, rules, two deadlines met and two
 * started, event, audit) beside the function that writes them, called by pgbench with prepared statements.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measure } from './figures.mjs';
import { load, request } from './load.mjs';
import { recordChanges } from './record.mjs';

const connections = 16;
const perConnection = 100;
const seconds = 4;
const floorSql = readFileSync(fileURLToPath(new URL('./floor.sql', import.meta.url)), 'utf8');
const moves = ['serve', 'return'];

function client({ port, token }) {
  const call = async (path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}/api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  return {
    create: () => call('/work-items', { workflow: 'bench-rally', title: 'Rally', fields: { note: 'Back and forth.' } }),
    /** Moves the item on and keeps its version and state. */
    move: async (item) => {
      const transition = item.state === 'ping' ? 'serve' : 'return';
      Object.assign(item, await call(`/work-items/${item.id}/transitions`, { transition }));
    },
  };
}

async function makeItems(api, count) {
  const made = [];
  const one = async () => {
    while (made.length < count) made.push(await api.create());
  };
  await Promise.all(Array.from({ length: connections }, one));
  return made.slice(0, count);
}

/** Each connection rallies its own items, so that no two requests want the same row. */
function lanesOf(items, token) {
  const requestsOf = ({ id }) =>
    moves.map((transition) => request('POST', `/api/work-items/${id}/transitions`, { token, body: { transition } }));
  return Array.from({ length: connections }, (_, lane) =>
    items
      .slice(lane * perConnection, (lane + 1) * perConnection)
      .map((item) => ({ requests: requestsOf(item), at: 0 })),
  );
}

/** pgbench for some seconds; `clients` share out the items between them. */
function pgbench({ address, authority, clients, count }) {
  const url = new URL(address);
  const folder = mkdtempSync(join(tmpdir(), 'kept-pgbench-'));
  const script = join(folder, 'step.sql');
  writeFileSync(script, `\\set no :client_id * :each + random(1, :each)\nSELECT bench.step('${authority}', :no);\n`);
  const args = [
    '-n',
    '-M',
    'prepared',
    '-c',
    clients,
    '-j',
    2,
    '-T',
    seconds,
    '-D',
    `each=${Math.floor(count / clients)}`,
    '-f',
    script,
  ];
  const target = ['-h', url.hostname, '-p', url.port, '-U', url.username, url.pathname.slice(1)];
  return new Promise((resolve, reject) => {
    const child = spawn('pgbench', [...args.map(String), ...target], {
      env: { ...process.env, PGPASSWORD: decodeURIComponent(url.password) },
    });
    let said = '';
    child.stdout.on('data', (chunk) => (said += chunk));
    child.stderr.on('data', (chunk) => (said += chunk));
    child.once('error', reject);
    child.once('exit', (status) => {
      rmSync(folder, { recursive: true, force: true });
      const accepted = Number(/transactions actually processed: (\d+)/.exec(said)?.[1]);
      const rate = Number(/tps = ([\d.]+)/.exec(said)?.[1]);
      if (status !== 0 || !(rate > 0) || /aborted/.test(said)) reject(new Error(`pgbench failed:\n${said}`));
      else resolve({ accepted, rate });
    });
  });
}

/** Version steps and events of the items so far. */
async function written(db, items) {
  const { rows } = await db.query(
    `SELECT (SELECT sum(version) FROM work_items WHERE id = ANY($1))::int AS steps,
            (SELECT count(*) FROM work_item_events WHERE work_item_id = ANY($1) AND steps_version)::int AS events`,
    [items.map(({ id }) => id)],
  );
  return rows[0];
}

/** Nothing was accepted that was not written, and nothing was written twice. */
async function counted({ db, items, name, run }) {
  const before = await written(db, items);
  const result = await run();
  const after = await written(db, items);
  const [steps, events] = [after.steps - before.steps, after.events - before.events];
  if (steps !== result.accepted || events !== result.accepted) {
    throw new Error(
      `${name}: ${result.accepted} accepted, ${steps} version steps, ${events} events: these should be one number.`,
    );
  }
  return result;
}

export async function transitions({ port, token, client: db, apiUrl, repetitions, say }) {
  const api = client({ port, token });
  const count = connections * perConnection;
  await db.query(floorSql);
  const [template, ...made] = await makeItems(api, 2 * count + 1);
  const [floorItems, productItems] = [made.slice(0, count), made.slice(count)];
  await recordChanges({ client: db, item: template, move: api.move });
  await db.query(
    'INSERT INTO bench.items SELECT no, id, reference FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS t(id, reference, no)',
    [floorItems.map(({ id }) => id), floorItems.map(({ reference }) => reference)],
  );
  const { rows } = await db.query('SELECT authority_id FROM work_items WHERE id = $1', [template.id]);
  const authority = rows[0].authority_id;
  say(
    `P1, P2: ${count} items each; floor SELECT bench.step(authority, no), which calls app.apply_transition (infra/bench/floor.sql)`,
  );

  let lanes = lanesOf(productItems, token);
  const product = async (milliseconds) => {
    const run = () => load({ host: '127.0.0.1', port, milliseconds, lanes });
    const result = await counted({ db, items: productItems, name: 'HTTP', run });
    ({ lanes } = result);
    return result.accepted / result.seconds;
  };
  const floor = async (clients) => {
    const run = () => pgbench({ address: apiUrl, authority, clients, count });
    return (await counted({ db, items: floorItems, name: 'pgbench', run })).rate;
  };
  await product(1500);
  const figures = { many: [], one: [], product: [] };
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    figures.many.push(await floor(connections));
    figures.product.push(await product(seconds * 1000));
    figures.one.push(await floor(1));
  }
  say('P1, P2: version steps = events = accepted requests, in every run of both');
  return [measure('P1', figures.many, figures.product), measure('P2', figures.one, figures.product)];
}
