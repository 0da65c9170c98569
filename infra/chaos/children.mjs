// The processes that are broken: started, killed, frozen, and started again when they end.
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const shiftedClock = new URL('./shifted-clock.mjs', import.meta.url).href;
const busyLoop = new URL('./busy-loop.mjs', import.meta.url).href;
const mainOf = (app) => fileURLToPath(new URL(`../../apps/${app}/dist/main.js`, import.meta.url));

/** One process of Kept that is kept running, whatever happens to it, until it is told to stop. */
export class Child {
  #wish;
  #running = null;
  #stopping = false;
  #over = false;
  #settings = {};

  /** @param {{ name: string, app: 'api' | 'worker', folder: string, env: Record<string, string> }} wish */
  constructor(wish) {
    this.#wish = wish;
  }

  get name() {
    return this.#wish.name;
  }

  get pid() {
    return this.#running.child.pid;
  }

  get age() {
    return performance.now() - this.#running.startedAt;
  }

  /** Environment of every start from the next one on, also of those that nobody asked for. @param {Record<string, string>} env */
  usually(env) {
    this.#settings = env;
  }

  /** @param {Record<string, string>} [more] environment of this start alone */
  start(more = {}) {
    if (this.#over) return this;
    const { name, app, folder, env } = this.#wish;
    const out = openSync(join(folder, `${name}.log`), 'a', 0o600);
    const shift = more.CHAOS_CLOCK_SHIFT_MS === undefined ? [] : ['--import', shiftedClock];
    const busy = more.CHAOS_BUSY_MS === undefined ? [] : ['--import', busyLoop];
    const child = spawn(process.execPath, [...shift, ...busy, mainOf(app)], {
      stdio: ['ignore', out, out],
      env: { PATH: process.env.PATH, NODE_ENV: 'test', ...env, ...this.#settings, ...more },
    });
    closeSync(out);
    const ended = new Promise((resolve) => child.once('exit', (status, signal) => resolve({ status, signal })));
    this.#running = { child, ended, startedAt: performance.now() };
    const { child: own } = this.#running;
    void ended.then(() => wait(200)).then(() => this.#again(own));
    return this;
  }

  /** As `npm start` does: a process that ended is started again. */
  #again(ended) {
    if (!this.#stopping && this.#running.child === ended) this.start();
  }

  signal(signal) {
    try {
      process.kill(this.pid, signal);
    } catch {
      // It has ended.
    }
  }

  /** SIGKILL, and a new one at once. @param {Record<string, string>} [more] environment of the new one */
  async replace(more) {
    const { child, ended } = this.#running;
    child.kill('SIGKILL');
    await ended;
    this.start(more);
  }

  /** Resolves when the process that runs now is gone. */
  get ended() {
    return this.#running.ended;
  }

  /** SIGKILL, and nothing in its place, whoever still asks for one: the run is over. */
  async kill() {
    this.#over = true;
    this.#stopping = true;
    this.signal('SIGCONT');
    this.signal('SIGKILL');
    await this.ended;
  }

  /** SIGTERM. @returns {Promise<{ status: number | null, signal: string | null }>} how it ended */
  async stop() {
    this.#stopping = true;
    this.signal('SIGTERM');
    return this.ended;
  }

  revive(more) {
    this.#stopping = false;
    return this.start(more);
  }
}
