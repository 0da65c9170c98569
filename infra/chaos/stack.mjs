// The real stack that the harness breaks: PostgreSQL with fsync on, an authority with people and posts, two workers.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { migrate, openDatabase } from '@kept/database';
import { createWorkItem } from '@kept/domain';
import { migrateQueue } from '@kept/queue';
import { loadLibrary } from '@kept/workflows';
import { freePort, startPostgres } from '@kept/local/embedded-postgres.mjs';

const workerMain = fileURLToPath(new URL('../../apps/worker/dist/main.js', import.meta.url));
const logins = { app: 'kept_app', worker_a: 'kept_worker', worker_b: 'kept_worker' };
const ownerPost = 'head-of-fostering';
const posts = ['corporate-parenting-officer', ownerPost];

/** @param {string} folder takes everything the run makes @param {'postgres' | 'redis'} queue */
export async function startStack(folder, queue) {
  const endings = [];
  const stop = async () => {
    for (const end of endings.splice(0).reverse()) await end().catch(() => undefined);
  };
  try {
    return { ...(await bringUp({ folder, queue, endings })), stop };
  } catch (error) {
    await stop(); // no server is left behind by a stack that did not come up
    throw error;
  }
}

async function bringUp({ folder, queue, endings }) {
  const redis = queue === 'redis' ? await startRedis(folder) : null;
  if (redis !== null) endings.push(redis.stop);
  const postgres = await startPostgres({ dataDir: folder, port: 0 });
  endings.push(postgres.stop);
  const admin = new pg.Pool({ connectionString: postgres.adminUrl, max: 4 });
  admin.on('error', () => undefined);
  endings.push(() => admin.end());
  await migrate({ url: postgres.adminUrl });
  await migrateQueue(postgres.adminUrl);
  const urls = await makeLogins(admin, postgres.adminUrl);
  const migrator = await openDatabase({ url: postgres.adminUrl, role: 'migrator', applicationName: 'chaos' });
  endings.push(() => migrator.close());
  const app = await openDatabase({ url: urls.app, role: 'app', applicationName: 'chaos' });
  endings.push(() => app.close());
  const { authorityId, officer } = await foundCouncil(migrator);
  return {
    admin,
    authorityId,
    invariants: () => app.health.invariants(authorityId),
    setClock: (instant) => migrator.clock.startAt(instant),
    raiseCard: (title) => raiseCard(app, { authorityId, officer, title }),
    startWorker: (name) => startWorker({ name, folder, url: urls[name], redisUrl: redis?.url ?? '' }),
  };
}

async function startRedis(folder) {
  const port = await freePort(0);
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  const server = spawn('redis-server', args, { stdio: 'ignore' });
  let gone = false;
  server.once('error', () => (gone = true));
  server.once('exit', () => (gone = true));
  for (let tries = 0; tries < 200 && !gone; tries += 1) {
    if (await answers(port)) return { url: `redis://127.0.0.1:${port}`, stop: async () => server.kill('SIGKILL') };
    await wait(25);
  }
  throw new Error('redis-server was not found or did not start.');
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket.destroy() && true));
    socket.once('error', () => resolve(false));
  });
}

/** Each worker has a database user of its own, so that the server can say what each of them is doing. */
async function makeLogins(admin, adminUrl) {
  const urls = {};
  for (const [name, role] of Object.entries(logins)) {
    await admin.query(`CREATE ROLE chaos_${name} LOGIN PASSWORD 'chaos' IN ROLE ${role}`);
    const url = new URL(adminUrl);
    Object.assign(url, { username: `chaos_${name}`, password: 'chaos' });
    urls[name] = url.href;
  }
  return urls;
}

async function foundCouncil(migrator) {
  await migrator.publishing.publishLibrary(loadLibrary());
  const { id: authorityId } = await migrator.authorities.create({ key: 'chaos', name: 'Council of Chaos' });
  await migrator.posts.saveBody(authorityId, {
    key: 'ocypc',
    title: 'A council of children',
    kind: 'childrens-council',
  });
  const people = [];
  for (const key of posts) {
    await migrator.posts.save(authorityId, { key, title: key, aliases: [], reportsTo: null, team: null });
    const person = { name: `Holder of ${key}`, email: `${key}@example.test`, roles: ['officer'], persona: null };
    people.push(await migrator.people.save(authorityId, person));
    const held = { post: key, personId: people.at(-1).id, from: '2015-04-01', to: null };
    await migrator.posts.addHolder({ authorityId, actor: { kind: 'system', name: 'seed' } }, held);
  }
  const [{ id: personId, name }] = people;
  return { authorityId, officer: { kind: 'person', personId, name, roles: ['officer'], posts: [posts[0]] } };
}

async function raiseCard(app, { authorityId, officer, title }) {
  const outcome = await app.workItems.create({ authorityId, actor: officer }, 'challenge-card', (facts) => {
    const fields = { question: title, raisedBy: 'ocypc', raisedOn: facts.today };
    return createWorkItem({ id: randomUUID(), reference: '', title, fields, ownerPost }, facts);
  });
  if (outcome.kind !== 'changed') throw new Error(`A card was not made: ${JSON.stringify(outcome)}`);
}

/** A worker as `npm start` runs it, in a process of its own. */
function startWorker({ name, folder, url, redisUrl }) {
  mkdirSync(folder, { recursive: true });
  const out = openSync(join(folder, `${name}.log`), 'a', 0o600);
  const env = { PATH: process.env.PATH, DATABASE_URL: url, REDIS_URL: redisUrl, KEPT_DATA_DIR: folder };
  const child = spawn(process.execPath, [workerMain], { stdio: ['ignore', out, out], env });
  closeSync(out);
  const ended = new Promise((resolve) => child.once('exit', (status, signal) => resolve({ status, signal })));
  return { name, login: `chaos_${name}`, pid: child.pid, ended };
}
