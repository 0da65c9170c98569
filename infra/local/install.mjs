// What `npm start` and `npm test` need before they can do anything: the packages of the lock file, and a build.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const sourceFolders = ['packages', 'apps'];
const notSource = new Set(['node_modules', 'dist', '.turbo', 'e2e', 'coverage']);

/**
 * npm writes its own list last, so a broken-off `npm ci` never counts. Optional packages may be of other machines.
 * @param {string} root
 */
export function isInstalled(root) {
  const listed = readPackages(join(root, 'node_modules', '.package-lock.json'));
  const wanted = readPackages(join(root, 'package-lock.json'));
  if (listed === null || wanted === null) return false;
  return Object.entries(wanted).every(([path, { version, optional, devOptional, peer }]) => {
    if (!path.startsWith('node_modules/')) return true;
    const found = listed[path];
    return found === undefined ? Boolean(optional || devOptional || peer) : found.version === version;
  });
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return null;
  }
}

/**
 * Take away what an install that was broken off left. `npm ci` keeps a package whose folder is there, and with it a
 * file that was being written when it was killed: a compiled module cut short ends Node with a bus error, for ever.
 * @param {string} root
 */
export async function clearInstall(root) {
  const parents = ['packages', 'apps', 'infra'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => join(root, folder, name)),
  );
  for (const parent of [root, ...parents]) {
    await rm(join(parent, 'node_modules'), { recursive: true, force: true, maxRetries: 3 });
  }
}

/** The step that installs: npm as it runs us, else the one beside Node. @param {string} root */
export function installStep(root) {
  const beside = join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js');
  const onWindows = join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  const npm =
    [process.env.npm_execpath, beside, onWindows].find((file) => file?.endsWith('.js') && existsSync(file)) ?? beside;
  return {
    name: 'installer',
    args: [npm, 'ci', '--include=dev', '--no-audit', '--no-fund'],
    env: process.env,
    cwd: root,
    failure: 'Installing failed',
  };
}

/** The step that builds; turbo takes what did not change from its cache. @param {string} root */
export function buildStep(root) {
  return {
    name: 'builder',
    args: [join(root, 'node_modules', 'turbo', 'bin', 'turbo'), 'run', 'build', '--output-logs=errors-only'],
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', NO_UPDATE_NOTIFIER: '1' },
    cwd: root,
    failure: 'Building failed',
  };
}

/** @param {string} root @returns {{ isBuilt: boolean, done: () => void }} `done` notes what was built */
export function buildState(root) {
  const note = join(root, 'node_modules', '.cache', 'kept', 'built');
  const mark = sourceMark(root);
  const isBuilt =
    existsSync(note) && readFileSync(note, 'utf8') === mark && outputs(root).every((folder) => existsSync(folder));
  const done = () => {
    mkdirSync(dirname(note), { recursive: true });
    writeFileSync(note, mark);
  };
  return { isBuilt, done };
}

function outputs(root) {
  return ['apps/api/dist', 'apps/worker/dist', 'apps/cli/dist', 'apps/web/dist'].map((folder) => join(root, folder));
}

/** Names, sizes and times of all sources: changes when any of them does. */
function sourceMark(root) {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', 'tsconfig.base.json', 'turbo.json']) hash.update(markOf(join(root, file)));
  for (const folder of sourceFolders) addFolder(hash, join(root, folder));
  return hash.digest('hex');
}

function addFolder(hash, folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !notSource.has(name));
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) addFolder(hash, path);
    else if (entry.isFile() && !entry.name.endsWith('.tsbuildinfo')) hash.update(markOf(path));
  }
}

function markOf(file) {
  const { size, mtimeMs } = statSync(file);
  return `${file}\0${size}\0${mtimeMs}\n`;
}
