// PostgreSQL from npm's binaries, for trying, development and tests; production has a managed server. Started and
// stopped here, with limits: the package's own stop hangs when the server is gone, and its faults have no words.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { StartFault, lockFolder, processWith } from './lock.mjs';
import { placeServer } from './postgres-files.mjs';

/** Personal data never reaches the log; a client that vanished is noticed; only this machine may connect. */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  client_connection_check_interval: '1s',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  lc_messages: 'C',
};
const startLimit = 60_000;

/**
 * Start the embedded server on a data folder, making the cluster on first use (UTF8, C.UTF-8, checksums, scram).
 * A server left over from a killed start is stopped first; its data are kept.
 * @param {object} wish
 * @param {string} wish.dataDir folder of this stack (`.data`)
 * @param {number} [wish.port] first port to try, then the next free one; 0 = any
 * @param {(line: string) => void} [wish.log] plain sentences about long or unusual steps
 * @param {string} [wish.binaries] folder with `postgres` and `initdb` in place of npm's
 * @param {Record<string, string>} [wish.settings] further server settings (tests alone switch fsync off)
 * @returns {Promise<{ adminUrl: string, port: number, pid: number, ended: Promise<void>, stop: () => Promise<void> }>}
 *   `adminUrl` names the superuser `postgres`; `ended` resolves when the server is gone, wanted or not.
 * @throws {StartFault} with a sentence: locked, of another version, disk full, no binaries
 */
export async function startPostgres({ dataDir, port = 54318, log = () => undefined, binaries, settings: more = {} }) {
  const unlock = lockFolder(dataDir);
  try {
    const place = { ...placeServer({ dataDir, binaries, log }), dataDir };
    const data = join(place.location, 'data');
    const password = passwordOf(dataDir);
    const major = majorOf(place);
    checkVersion(data, major);
    await stopOrphan(data, log);
    if (!existsSync(join(data, 'PG_VERSION'))) makeCluster({ ...place, data, major, password, log });
    const server = await launch({ ...place, data, port, settings: { ...settings, ...more } });
    const adminUrl = `postgres://postgres:${password}@127.0.0.1:${server.port}/postgres`;
    return {
      adminUrl,
      port: server.port,
      pid: server.child.pid,
      ended: server.ended,
      stop: () => stop(server).finally(unlock),
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Made once, readable by the one who starts the stack alone. */
function passwordOf(dataDir) {
  const file = join(dataDir, 'postgres-password');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

/** As the server's user, in its own folder, with nothing of our environment but what finds programs. */
function asServer({ user, location }) {
  const identity = user === null ? {} : { uid: user.uid, gid: user.gid };
  const { PATH, SystemRoot } = process.env;
  return { cwd: location, env: { PATH, TZ: 'UTC', LC_ALL: 'C', ...(SystemRoot && { SystemRoot }) }, ...identity };
}

function majorOf(place) {
  const asked = spawnSync(join(place.bin, 'postgres'), ['--version'], {
    ...asServer(place),
    encoding: 'utf8',
    timeout: 20_000,
  });
  const major = /\s(\d+)(?:\.|beta|rc|devel|\s)/.exec(asked.stdout ?? '')?.[1];
  if (major === undefined) {
    throw new StartFault(
      `The embedded PostgreSQL does not run on this machine (${reason(asked)}): set DATABASE_URL to a server instead.`,
    );
  }
  return Number(major);
}

function reason(ran) {
  return ran.error?.message ?? lastLine(ran.stderr) ?? `status ${ran.status}`;
}

function lastLine(text) {
  return text?.trim().split('\n').at(-1);
}

function checkVersion(data, major) {
  if (!existsSync(join(data, 'PG_VERSION'))) return;
  const found = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  if (found !== String(major)) {
    throw new StartFault(
      `The data in ${data} are of PostgreSQL ${found}, and this is ${major}: see docs/runbook/upgrade.md, or set KEPT_DATA_DIR to another folder.`,
    );
  }
}

/** The lines of postmaster.pid that matter, or null. */
function pidFile(data) {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    return { lines, pid: Number(lines[0]), ready: lines[7]?.trim() === 'ready' };
  } catch {
    return null;
  }
}

/** The lock is ours, so a server alive on these data was left by a start that was killed. */
async function stopOrphan(data, log) {
  const left = pidFile(data);
  if (left === null) return;
  const running = processWith(left.pid);
  const isServer = running !== null && (running.command === '' || running.command.includes(data));
  if (isServer) {
    log(`A database left by a start that was killed is stopped first (process ${left.pid}).`);
    await end(left.pid, () => processWith(left.pid) === null);
    return;
  }
  // The pid is a zombie's or belongs to another program by now, and PostgreSQL would take either for a living
  // server. Our own pid (it is the server's parent) never counts as one, and the check for shared memory still runs.
  writeFileSync(join(data, 'postmaster.pid'), [String(process.pid), ...left.lines.slice(1)].join('\n'));
}

function makeCluster({ bin, location, user, data, major, password, log }) {
  log('Making the database.');
  const passwordFile = join(location, 'initial-password');
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, password, { mode: 0o600, flag: 'wx' });
  if (user !== null) chownSync(passwordFile, user.uid, user.gid);
  const making = join(location, 'making');
  rmSync(making, { recursive: true, force: true });
  const locale = process.platform === 'linux' ? 'C.UTF-8' : 'C';
  const args = [
    '-D',
    making,
    '-U',
    'postgres',
    '-A',
    'scram-sha-256',
    `--pwfile=${passwordFile}`,
    '-E',
    'UTF8',
    `--locale=${locale}`,
    '-k',
    '-N',
  ];
  if (major >= 17) args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8');
  try {
    const made = spawnSync(join(bin, 'initdb'), args, {
      ...asServer({ user, location }),
      encoding: 'utf8',
      timeout: 120_000,
    });
    if (made.status !== 0) throw new StartFault(sentenceFor(`${made.stderr ?? ''}${made.error?.message ?? ''}`, data));
    renameSync(making, data);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(making, { recursive: true, force: true });
  }
}

/** Try ports until one is free; between looking and binding somebody may still take it. */
async function launch(wish) {
  let port = wish.port;
  for (let attempt = 0; attempt < 20; attempt += 1) {
    port = await freePort(port);
    const server = await tryLaunch({ ...wish, port });
    if (server.log === undefined) return server;
    if (!/could not bind|Address already in use/.test(server.log))
      throw new StartFault(sentenceFor(server.log, wish.data));
    port += 1;
  }
  throw new StartFault('No free port was found for the database.');
}

/** The first port at or after `from` on which nobody listens. @param {number} from @returns {Promise<number>} */
export async function freePort(from) {
  for (let port = from; port < 65_536; port += 1) {
    const free = await new Promise((resolve) => {
      const probe = createServer();
      probe.once('error', () => resolve(null));
      probe.listen(port, '127.0.0.1', () => {
        const taken = probe.address().port;
        probe.close(() => resolve(taken));
      });
    });
    if (free !== null) return free;
  }
  throw new StartFault(`No free port was found from ${from} on.`);
}

/** @returns {Promise<{ child: import('node:child_process').ChildProcess, port: number, ended: Promise<void>, log?: string }>} with `log` where it failed */
async function tryLaunch({ bin, location, user, data, port, settings: chosen }) {
  const logFile = join(location, 'server.log');
  rmSync(logFile, { force: true });
  const out = openSync(logFile, 'w', 0o600);
  const args = [
    '-D',
    data,
    '-p',
    String(port),
    ...Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  // A session of its own: Ctrl-C in the terminal reaches the one who started, which ends the database last.
  const child = spawn(join(bin, 'postgres'), args, {
    ...asServer({ user, location }),
    stdio: ['ignore', out, out],
    detached: true,
  });
  closeSync(out);
  let gone = false;
  const ended = new Promise((resolve) => {
    const over = () => resolve((gone = true));
    child.once('exit', over);
    child.once('error', over);
  }).then(() => undefined);
  const server = { child, port, ended, isGone: () => gone };
  const until = Date.now() + startLimit;
  while (!gone && Date.now() < until) {
    const written = pidFile(data);
    if (written?.pid === child.pid && written.ready) return server;
    await wait(25);
  }
  if (!gone) await stop(server);
  return { ...server, log: readFileSync(logFile, 'utf8') || 'nothing in its log' };
}

/** The server's own words as a sentence for whoever typed npm start. */
function sentenceFor(text, data) {
  const fatal = /(?:FATAL|PANIC|initdb: error):\s*(.+)/.exec(text)?.[1] ?? lastLine(text);
  if (/No space left on device|Disk quota exceeded/.test(text))
    return `The disk is full, so the database in ${data} cannot start: make room and start again.`;
  if (/Permission denied|Operation not permitted/.test(text))
    return `The database may not use ${data} (${fatal}): start as the user that made it, or set KEPT_DATA_DIR to another folder.`;
  return `The database in ${data} did not start: ${fatal}.`;
}

/** Fast, then at once. @param {{ child: { pid: number }, ended: Promise<void>, isGone: () => boolean }} server */
function stop(server) {
  return end(server.child.pid, server.isGone);
}

/**
 * SIGINT ends sessions and writes everything out; after 10 s SIGQUIT, after 5 more SIGKILL (recovered on next start).
 * @param {number} pid @param {() => boolean} isGone
 */
async function end(pid, isGone) {
  for (const [signal, limit] of [
    ['SIGINT', 10_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ]) {
    if (isGone()) return;
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    const until = Date.now() + limit;
    while (!isGone() && Date.now() < until) await wait(20);
  }
}

/** Remove a stopped stack's data folder, and what stands outside it. For tests. @param {string} dataDir */
export function removeData(dataDir) {
  const pointer = join(dataDir, 'postgres-moved.json');
  if (existsSync(pointer)) {
    const { location } = JSON.parse(readFileSync(pointer, 'utf8'));
    rmSync(dirname(location), { recursive: true, force: true });
  }
  rmSync(dataDir, { recursive: true, force: true });
}
