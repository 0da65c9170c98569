// One start per data folder. The lock names a process by pid and start time, so that a pid used again by
// another program does not keep a folder locked for ever.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A start that cannot work. `message` is the sentence for the user; `exitCode` 78 where another start holds the folder. */
export class StartFault extends Error {
  /** @param {string} sentence @param {number} [exitCode] */
  constructor(sentence, exitCode = 1) {
    super(sentence);
    this.name = 'StartFault';
    this.exitCode = exitCode;
  }
}

/**
 * What the system knows of a process: null when it has ended (a zombie has ended too).
 * `startedAt` is opaque and only compared; it is empty where there is no /proc.
 * @param {number} pid
 * @returns {{ pid: number, startedAt: string, command: string } | null}
 */
export function processWith(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z' || state === 'X') return null;
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return { pid, startedAt: rest[18] ?? '', command };
  } catch {
    return process.platform === 'linux' ? null : signalled(pid);
  }
}

/** @param {number} pid */
function signalled(pid) {
  try {
    process.kill(pid, 0);
    return { pid, startedAt: '', command: '' };
  } catch {
    return null;
  }
}

/** The holder of the lock if it still runs. @param {string} file */
function livingHolder(file) {
  try {
    const held = JSON.parse(readFileSync(file, 'utf8'));
    const holder = processWith(held.pid);
    return holder !== null && holder.startedAt === held.startedAt ? holder : null;
  } catch {
    return null;
  }
}

/**
 * Take the data folder, making it if need be. A process that holds it already gets it again; a lock left by a
 * killed process is taken over. Throws StartFault 78 when another start lives in it.
 * @param {string} dataDir
 * @returns {() => void} gives the folder back
 */
export function lockFolder(dataDir) {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, 'start.lock');
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, JSON.stringify({ pid: process.pid, startedAt: processWith(process.pid)?.startedAt ?? '' }));
  try {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      if (linked(mine, file)) return () => rmSync(file, { force: true });
      const holder = livingHolder(file);
      if (holder?.pid === process.pid) return () => undefined;
      if (holder !== null) {
        throw new StartFault(
          `Kept already runs on ${dataDir} (process ${holder.pid}); stop it first, or set KEPT_DATA_DIR to another folder.`,
          78,
        );
      }
      setAside(file);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  throw new StartFault(`Another start took ${dataDir} at the same moment.`, 78);
}

/** @param {string} from @param {string} to */
function linked(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Of several that find a dead lock, one moves it; what it moved is looked at again before it is thrown away. */
function setAside(file) {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (livingHolder(aside) !== null) linked(aside, file);
  rmSync(aside, { force: true });
}
