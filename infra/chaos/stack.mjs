// The real stack that the harness breaks: PostgreSQL with fsync on, an authority with people and posts, the API and two
// workers, one of which reaches the database through a proxy.
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrate, openDatabase } from '@kept/database';
import { migrateQueue, openQueues } from '@kept/queue';
import { loadLibrary } from '@kept/workflows';
import { freePort } from '@kept/local/embedded-postgres.mjs';
import { Child } from './children.mjs';
import { watchMail } from './mail-folder.mjs';
import { startProxy } from './proxy.mjs';
import { openPostgres, openRedis } from './servers.mjs';

const logins = { api: 'kept_app', worker_a: 'kept_worker', worker_b: 'kept_worker' };
export const ownerPost = 'head-of-fostering';
const posts = ['corporate-parenting-officer', ownerPost, 'democratic-services-officer'];
/** Seconds; what a killed worker held is free again after that. */
export const lease = 5;
const patience = 30_000;

/** Ask a server that may be coming back from a crash. @template T @param {() => Promise<T>} question @returns {Promise<T>} */
async function patiently(question) {
  const until = Date.now() + patience;
  for (;;) {
    try {
      return await question();
    } catch (error) {
      if (Date.now() > until) throw error;
      await wait(100);
    }
  }
}

const running = new Set();
/** Ends whatever runs now. */
export const stopEverything = () => Promise.all([...running].map((stop) => stop()));

/**
 * @param {{ folder: string, queue: 'postgres' | 'redis', without: string | null, usualLease?: boolean }} wish `folder` takes
 * everything the run makes; `usualLease` = the lease of production
 */
export async function startStack(wish) {
  const endings = [];
  const stop = async () => {
    running.delete(stop);
    for (const end of endings.splice(0).reverse()) await Promise.resolve(end()).catch(() => undefined);
  };
  running.add(stop);
  try {
    return { ...(await bringUp(wish, endings)), stop };
  } catch (error) {
    await stop(); // no server is left behind by a stack that did not come up
    throw error;
  }
}

async function bringUp({ folder, queue, without, usualLease = false }, endings) {
  const redis = queue === 'redis' ? await openRedis(folder) : null;
  if (redis !== null) endings.push(redis.stop);
  const postgres = await openPostgres(folder);
  endings.push(postgres.stop);
  const admin = new pg.Pool({ connectionString: postgres.adminUrl, max: 4, query_timeout: 20_000 });
  admin.on('error', () => undefined);
  admin.on('connect', (client) => client.on('error', () => undefined));
  endings.push(() => admin.end());
  // The machine may be busy with other things than this server, which has just been made.
  await patiently(() => migrate({ url: postgres.adminUrl }));
  await patiently(() => migrateQueue(postgres.adminUrl));
  const proxy = await startProxy(postgres.port);
  endings.push(proxy.close);
  const urls = await makeLogins({ admin, adminUrl: postgres.adminUrl, proxied: proxy.port });
  const council = await foundCouncil(postgres.adminUrl, endings);
  const mail = watchMail(folder);
  endings.push(mail.close);
  const apiPort = await freePort(0);
  const children = makeChildren({ folder, urls, redisUrl: redis?.url ?? '', without, usualLease, apiPort });
  endings.push(() => Promise.all(Object.values(children).map((child) => child.kill())));
  for (const child of Object.values(children)) child.start();
  const queues = openQueues({ databaseUrl: urls.worker_a, redisUrl: redis?.url ?? null });
  endings.push(() => queues.close(500));
  /** @type {(text: string, values?: unknown[]) => Promise<any[]>} */
  const query = async (text, values) => (await patiently(() => admin.query(text, values))).rows;
  return { admin, query, postgres, redis, proxy, mail, folder, urls, queues, children, apiPort, without, ...council };
}

function makeChildren({ folder, urls, redisUrl, without, usualLease, apiPort }) {
  const base = { KEPT_DATA_DIR: folder, REDIS_URL: redisUrl, LOG_LEVEL: 'info' };
  const chaos = {
    ...(!usualLease && { KEPT_CHAOS_LEASE: String(lease) }),
    ...(without !== null && { KEPT_CHAOS_WITHOUT: without }),
  };
  const worker = (name) =>
    new Child({ name, app: 'worker', folder, env: { ...base, ...chaos, DATABASE_URL: urls[name] } });
  const env = {
    ...base,
    DATABASE_URL: urls.api,
    PORT: String(apiPort),
    KEPT_DEMO: '0',
    KEPT_FIELD_KEY: randomBytes(32).toString('hex'),
  };
  const api = new Child({ name: 'api', app: 'api', folder, env });
  return { api, worker_a: worker('worker_a'), worker_b: worker('worker_b') };
}

/** Each worker has a database user of its own, so that the server can say what each of them is doing. */
async function makeLogins({ admin, adminUrl, proxied }) {
  const urls = {};
  for (const [name, role] of Object.entries(logins)) {
    await admin.query(`CREATE ROLE chaos_${name} LOGIN PASSWORD 'chaos' IN ROLE ${role}`);
    const url = new URL(adminUrl);
    Object.assign(url, { username: `chaos_${name}`, password: 'chaos' });
    if (name === 'worker_b') url.port = String(proxied);
    urls[name] = url.href;
  }
  return urls;
}

/** People, posts, a token for the officer who writes, and the clock; all as the migrator, once. */
async function foundCouncil(url, endings) {
  const migrator = await openDatabase({ url, role: 'migrator', applicationName: 'chaos' });
  endings.push(() => migrator.close());
  await patiently(() => migrator.authorities.list());
  await migrator.publishing.publishLibrary(loadLibrary());
  const { id: authorityId } = await migrator.authorities.create({ key: 'chaos', name: 'Council of Chaos' });
  const body = { key: 'ocypc', title: 'A council of children', kind: 'childrens-council' };
  await migrator.posts.saveBody(authorityId, body);
  const people = [];
  for (const key of posts) {
    await migrator.posts.save(authorityId, { key, title: key, aliases: [], reportsTo: null, team: null });
    const roles = ['officer', 'participation', 'administrator'];
    const person = { name: `Holder of ${key}`, email: `${key}@example.test`, roles, persona: null };
    people.push(await migrator.people.save(authorityId, person));
    const held = { post: key, personId: people.at(-1).id, from: '2015-04-01', to: null };
    await migrator.posts.addHolder({ authorityId, actor: { kind: 'system', name: 'seed' } }, held);
  }
  const personId = people[0].id;
  return {
    authorityId,
    setClock: (instant) => patiently(() => migrator.clock.startAt(instant)),
    invariants: () => patiently(() => migrator.health.invariants(authorityId)),
    makeToken: async () =>
      (await migrator.tokens.create({ authorityId, personId, name: 'chaos', expiresInDays: 366 })).token,
  };
}

/** Where this run keeps the log of the mail server. @param {string} folder */
export const smtpLog = (folder) => join(folder, 'smtp.jsonl');
