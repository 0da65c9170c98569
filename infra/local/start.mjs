// `npm start`: from a fresh clone to a page that answers. Plain Node, since it runs before anything is installed.
// Every step gives way to SIGTERM or Ctrl-C; a start that cannot work says why in one sentence.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startPostgres } from './embedded-postgres.mjs';
import { nodeFault, readEnvironment } from './environment.mjs';
import { buildState, buildStep, clearInstall, installStep, isInstalled } from './install.mjs';
import { StartFault, lockFolder } from './lock.mjs';
import { makeLogins, ownDatabase } from './logins.mjs';
import { Processes, Stopped, reasonIn } from './processes.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readyLimit = 60_000;
const endLimit = 6_000;

/** Names in the data folder that say how far loading the demo came. */
const seeding = 'seeding';
const seeded = 'seeded';

/** A sentence for whoever typed npm start; nothing to say prints nothing. @param {string} line */
const say = (line) => {
  if (line !== '') console.log(line);
};

/** What has been started, in the order in which it must end: last first. */
class Endings {
  #steps = [];
  #ending = null;

  add(step) {
    this.#steps.push(step);
  }

  /** Asked twice (a terminal and npm both send Ctrl-C), it still ends once. */
  run() {
    this.#ending ??= this.#runAll();
    return this.#ending;
  }

  get begun() {
    return this.#ending !== null;
  }

  async #runAll() {
    for (const step of this.#steps.reverse()) await step();
  }
}

async function main() {
  const { environment, faults } = readEnvironment(process.env, root);
  const fault = nodeFault(process.versions.node);
  if (fault !== null) faults.unshift(fault);
  if (faults.length > 0) {
    for (const sentence of faults) console.error(sentence);
    process.exitCode = 2;
    return;
  }
  const endings = new Endings();
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
    process.on(signal, async () => {
      if (endings.begun) return;
      say('Stopping.');
      await endings.run();
      process.exit(0);
    });
  }
  try {
    await bringUp(environment, endings);
  } catch (error) {
    if (error instanceof Stopped || endings.begun) return;
    console.error(error instanceof StartFault ? error.message : `Kept could not start: ${error.message}.`);
    await endings.run();
    process.exit(error instanceof StartFault ? error.exitCode : 1);
  }
}

/** @param {import('./environment.mjs').Environment} environment @param {Endings} endings */
async function bringUp(environment, endings) {
  const { dataDir, port } = environment;
  endings.add(lockFolder(dataDir));
  const database = new EmbeddedDatabase(dataDir);
  endings.add(() => database.stop());
  const processes = new Processes(dataDir, say);
  endings.add(() => processes.stop(endLimit));
  await processes.endLeftovers();
  await wantPort(port);
  await install(processes);
  const adminUrl = await adminAddress(environment, database);
  if (endings.begun) throw new Stopped();
  const stack = await prepare({ environment, adminUrl, processes });
  await serve({ environment, stack, processes, endings });
}

/** The embedded server, started again if it ends unasked. */
class EmbeddedDatabase {
  #dataDir;
  #server = Promise.resolve(null);
  #stopping = false;

  constructor(dataDir) {
    this.#dataDir = dataDir;
  }

  /** @param {number} [port] the one that the others know it by */
  start(port) {
    this.#server = startPostgres({ dataDir: this.#dataDir, log: say, ...(port !== undefined && { port }) });
    this.#server.then((server) => server.ended.then(() => this.#again(server.port))).catch(() => undefined);
    return this.#server;
  }

  async #again(port) {
    if (this.#stopping) return;
    say('The database ended and starts again.');
    await wait(500);
    if (!this.#stopping) await this.start(port).catch((error) => console.error(error.message));
  }

  /** Also one that is just starting. */
  async stop() {
    this.#stopping = true;
    const server = await this.#server.catch(() => null);
    await server?.stop();
  }
}

/** The web port is the user's choice, so another is never taken in its place. */
async function wantPort(port) {
  const fault = await new Promise((done) => {
    const probe = createServer();
    probe.once('error', (error) => done(error.code));
    probe.listen(port, () => probe.close(() => done(null)));
  });
  if (fault === 'EACCES') throw new StartFault(`Port ${port} is not open to this user: set PORT to one above 1023.`);
  if (fault !== null)
    throw new StartFault(`Port ${port} is taken by another program: stop it, or set PORT to another one.`);
}

async function install(processes) {
  if (!isInstalled(root)) {
    say('Installing packages (about a minute on the first start).');
    await clearInstall(root);
    await processes.run(installStep(root));
  }
  const { isBuilt, done } = buildState(root);
  if (isBuilt) return;
  say('Building (about a minute on the first start).');
  await processes.run(buildStep(root));
  done();
}

/**
 * Who may make roles and schemas: the address given, else the embedded server's own database.
 * A demo that was broken off half-way holds nothing of anybody's, so there it begins again.
 */
async function adminAddress({ databaseUrl, dataDir }, database) {
  const brokenOff = existsSync(join(dataDir, seeding));
  if (databaseUrl === null) {
    const { adminUrl } = await database.start();
    return ownDatabase(adminUrl, { afresh: brokenOff });
  }
  if (!brokenOff) return databaseUrl;
  throw new StartFault(
    `Loading the demo was broken off: empty the database of DATABASE_URL, remove ${join(dataDir, seeding)} and start again.`,
  );
}

/** Migrate, make the users, seed on the first run. The addresses are left for `kept` in a file of our own. */
async function prepare({ environment, adminUrl, processes }) {
  const { dataDir, demo, now, port } = environment;
  const kept = (command, failure) => ({
    name: `kept-${command[0]}`,
    args: [join(root, 'apps/cli/bin/kept.mjs'), ...command],
    env: { ...process.env, KEPT_DATA_DIR: dataDir, KEPT_DEMO: demo ? '1' : '0', DATABASE_URL: adminUrl },
    cwd: root,
    failure,
  });
  await processes.run(kept(['migrate'], 'The database could not be migrated'));
  const stack = { ...(await makeLogins(adminUrl, dataDir)), admin: adminUrl, web: `http://localhost:${port}`, demo };
  writeFileSync(join(dataDir, 'stack.json'), JSON.stringify(stack), { mode: 0o600 });
  if (!demo && now === null) return stack;
  const firstTime = demo && !existsSync(join(dataDir, seeded));
  if (firstTime) {
    say('Loading the demo.');
    writeFileSync(join(dataDir, seeding), '');
  }
  const seed = kept(demo ? ['seed'] : ['seed', '--clock-only'], 'The demo could not be loaded');
  await processes.run({ ...seed, tell: say });
  if (firstTime) renameSync(join(dataDir, seeding), join(dataDir, seeded));
  return stack;
}

async function serve({ environment, stack, processes, endings }) {
  const { dataDir, port, demo } = environment;
  const base = {
    ...process.env,
    NODE_ENV: 'production',
    PORT: String(port),
    KEPT_DATA_DIR: dataDir,
    KEPT_DEMO: demo ? '1' : '0',
    KEPT_FIELD_KEY: process.env.KEPT_FIELD_KEY || fieldKeyIn(join(dataDir, 'field-key')),
    KEPT_WEB_DIR: join(root, 'apps/web/dist'),
  };
  const service = (name, address) =>
    processes.keep({
      name,
      args: [join(root, `apps/${name}/dist/main.js`)],
      env: { ...base, DATABASE_URL: address },
      cwd: root,
    });
  await wantPort(port); // installing and building may have taken minutes
  const api = service('api', stack.api);
  const worker = service('worker', stack.worker);
  await untilReady({ port, services: [api, worker], endings });
  say(`Kept is ready at http://localhost:${port}`);
  if (demo) {
    const { roles } = await import('@kept/domain');
    say(`Sign in as one of: ${roles.join(', ')}.`);
  }
}

/** Encrypts identifying fields. Lost with the data folder, like the data it is for. */
function fieldKeyIn(file) {
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

async function untilReady({ port, services, endings }) {
  const until = Date.now() + readyLimit;
  for (;;) {
    if (endings.begun) throw new Stopped();
    const failing = services.find((service) => service.restarts > 2);
    if (failing !== undefined || Date.now() > until) throw new StartFault(whyNotReady(services, failing));
    if (services.every((service) => service.isUp) && (await answersReady(port))) return;
    await wait(100);
  }
}

function whyNotReady(services, failing) {
  if (failing === undefined)
    return `Kept did not become ready within ${readyLimit / 1000} s; its logs are ${services.map(({ logFile }) => logFile).join(' and ')}.`;
  return `The ${failing.name} does not start: ${reasonIn(readFileSync(failing.logFile, 'utf8')) ?? 'it says nothing'} (log: ${failing.logFile})`;
}

/** @returns {Promise<boolean>} */
function answersReady(port) {
  return new Promise((done) => {
    const request = get({ host: '127.0.0.1', port, path: '/health/ready', timeout: 2000 }, (response) => {
      response.resume();
      done(response.statusCode === 200);
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => done(false));
  });
}

await main();
