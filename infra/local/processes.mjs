// Processes that a start runs: one after another while it prepares, side by side once it serves. All of them lead a
// group of their own, so that stopping one stops what it started, and Ctrl-C reaches only the one who decides the order.
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { StartFault, processWith } from './lock.mjs';

/** Stopping was asked for: what was being done is given up. */
export class Stopped extends Error {}

const longestPause = 30_000;
const healthyAfter = 60_000;
const longestOutput = 200_000;

/** Send a signal to a process and to all it started. @param {number} pid @param {NodeJS.Signals} signal */
function signalGroup(pid, signal) {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    // It has ended.
  }
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<number>} its status, 127 where it could not be run */
function ended(child) {
  return new Promise((resolve) => {
    child.once('close', (status) => resolve(status ?? 1));
    child.once('error', () => resolve(127));
  });
}

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string[]} args for Node
 * @property {Record<string, string | undefined>} env
 * @property {string} cwd
 * @property {string} [failure] how the fault's sentence begins
 * @property {(line: string) => void} [tell] hears each line that it prints, while it runs
 */

/** The processes of one start. */
export class Processes {
  #folder;
  #log;
  #running = new Map();
  #stopping = false;

  /**
   * @param {string} folder takes their logs and a list of who runs, so that the next start can end what a killed one left
   * @param {(line: string) => void} log
   */
  constructor(folder, log) {
    this.#folder = folder;
    this.#log = log;
  }

  get #list() {
    return join(this.#folder, 'processes.json');
  }

  /** @param {Step} step @param {import('node:child_process').StdioOptions} stdio */
  #launch({ name, args, env, cwd }, stdio) {
    if (this.#stopping) throw new Stopped();
    const child = spawn(process.execPath, args, { cwd, env, stdio, detached: true });
    const entry = { name, child, gone: ended(child) };
    this.#running.set(name, entry);
    entry.gone.then(() => {
      if (this.#running.get(name) === entry) this.#running.delete(name);
    });
    this.#remember();
    return entry;
  }

  #remember() {
    const rows = [...this.#running.values()].map(({ name, child: { pid } }) => ({
      name,
      pid,
      startedAt: processWith(pid)?.startedAt,
    }));
    writeFileSync(this.#list, JSON.stringify(rows));
  }

  /**
   * Run a step to its end.
   * @param {Step} step
   * @returns {Promise<string>} what it printed
   * @throws {StartFault} with the line of its output that says most
   */
  async run(step) {
    const entry = this.#launch(step, ['ignore', 'pipe', 'pipe']);
    let printed = '';
    let complaint = '';
    entry.child.stdout.on('data', (piece) => (printed = (printed + piece).slice(-longestOutput)));
    entry.child.stderr.on('data', (piece) => (complaint = (complaint + piece).slice(-longestOutput)));
    if (step.tell !== undefined) createInterface({ input: entry.child.stdout }).on('line', step.tell);
    const status = await entry.gone;
    if (this.#stopping) throw new Stopped();
    if (status !== 0)
      throw new StartFault(`${step.failure}: ${reasonIn(`${printed}\n${complaint}`) ?? `status ${status}`}`);
    return printed;
  }

  /**
   * Run a step whose output goes straight to the terminal.
   * @param {Step} step
   * @returns {Promise<number>} its status
   */
  async show(step) {
    const status = await this.#launch(step, 'inherit').gone;
    if (this.#stopping) throw new Stopped();
    return status;
  }

  /**
   * Start a step and go on once it has printed what `sign` matches; it runs on.
   * @param {Step} step @param {RegExp} sign
   */
  async until(step, sign) {
    const entry = this.#launch(step, ['ignore', 'pipe', 'pipe']);
    let printed = '';
    const seen = new Promise((resolve) => {
      for (const stream of [entry.child.stdout, entry.child.stderr]) {
        stream.on('data', (piece) => {
          printed = (printed + piece).slice(-longestOutput);
          if (sign.test(printed)) resolve(true);
        });
      }
    });
    const isUp = await Promise.race([seen, entry.gone.then(() => false)]);
    if (!isUp) throw new StartFault(`${step.failure}: ${printed.trim()}`);
  }

  /**
   * Keep a service running: if it ends unasked it is started again, after longer and longer pauses.
   * @param {Step} step
   * @returns {{ name: string, logFile: string, restarts: number, isUp: boolean }} `restarts` counts those in quick succession
   */
  keep(step) {
    const service = { name: step.name, logFile: join(this.#folder, `${step.name}.log`), restarts: 0, isUp: false };
    this.#start(service, step, 'w');
    return service;
  }

  #start(service, step, flag) {
    const out = openSync(service.logFile, flag, 0o600);
    const entry = this.#launch(step, ['ignore', out, out]);
    closeSync(out);
    service.isUp = true;
    const since = Date.now();
    entry.gone.then((status) => this.#again({ service, step, status, lasted: Date.now() - since }));
  }

  async #again({ service, step, status, lasted }) {
    service.isUp = false;
    if (this.#stopping) return;
    service.restarts = lasted > healthyAfter ? 1 : service.restarts + 1;
    const pause = Math.min(1000 * 2 ** (service.restarts - 1), longestPause);
    this.#log(
      `The ${service.name} ended (status ${status}) and starts again in ${pause / 1000} s; its log is ${service.logFile}.`,
    );
    await wait(pause, undefined, { ref: false });
    if (!this.#stopping) this.#start(service, step, 'a');
  }

  /** End all of them and what they started. @param {number} limit milliseconds before they are killed */
  async stop(limit) {
    this.#stopping = true;
    const all = [...this.#running.values()];
    for (const { child } of all) signalGroup(child.pid, 'SIGTERM');
    const over = Promise.all(all.map(({ gone }) => gone));
    await Promise.race([over, wait(limit, undefined, { ref: false })]);
    for (const { child } of all) signalGroup(child.pid, 'SIGKILL');
    await over;
    rmSync(this.#list, { force: true });
  }

  /** End the processes that a killed start left on this folder. */
  async endLeftovers() {
    for (const { name, pid, startedAt } of readList(this.#list)) {
      const isSame = () => {
        const found = processWith(pid);
        return found !== null && found.startedAt === startedAt;
      };
      if (!isSame()) continue;
      this.#log(`The ${name} left by a start that was killed is ended first (process ${pid}).`);
      for (const signal of ['SIGTERM', 'SIGKILL']) {
        if (isSame()) signalGroup(pid, signal);
        for (let waited = 0; isSame() && waited < 3000; waited += 50) await wait(50);
      }
    }
    rmSync(this.#list, { force: true });
  }
}

function readList(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return [];
  }
}

/** Lines of npm that say nothing to a reader. */
const dull = /^(npm error (code|errno|syscall|path|A complete log)|npm error$|npm warn)/;

/**
 * The line of an output that says most: what was missing, else the first error, else the last line.
 * @param {string} output
 * @returns {string | undefined}
 */
export function reasonIn(output) {
  const lines = output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !dull.test(line));
  const telling = [/error TS\d+|ENOSPC|ENOTFOUND|EAI_AGAIN|EACCES/, /error/i];
  return telling.map((sign) => lines.find((line) => sign.test(line))).find(Boolean) ?? lines.at(-1);
}
