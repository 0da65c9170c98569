// node infra/chaos/failpoints.mjs [--times N] [--only PREFIX]
//
// Ends a process by SIGKILL at every point that it can end at, several times each, and asks the invariants after each: nothing may
// be lost, doubled or broken, and the work that was in hand must be done in the end. Exit 0 only then; 1 where a point broke
// something or was never reached; 2 if it could not be tried.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { failpoints } from '@kept/database';
import { removeData } from '@kept/local/embedded-postgres.mjs';
import { startStack, stopEverything } from './stack.mjs';
import { dayOf, jumpTo, morningOf, untilQuiet } from './time.mjs';
import { verify } from './verify.mjs';
import { Writers } from './writers.mjs';

const kept = fileURLToPath(new URL('../../apps/cli/bin/kept.mjs', import.meta.url));
const reachedWithin = 30_000;
const spreadMs = 6_000;
const attempts = 3;
const { values } = parseArgs({
  options: { times: { type: 'string', default: '3' }, only: { type: 'string', default: '' } },
});
const times = Number(values.times);
const say = (line) => process.stdout.write(`${line}\n`);

/** Which process passes a point, and what makes it pass. */
const partOf = (point) => point.split('.')[0];

class Sweep {
  #stack;
  #writers;
  #day = 0;
  #meeting = 0;
  #extract = 0;
  #databases = 0;

  constructor(stack, writers) {
    this.#stack = stack;
    this.#writers = writers;
  }

  /** @returns {Promise<boolean>} whether the point was reached, and ended its process */
  async reach(point, pass) {
    const part = partOf(point);
    if (part === 'migration') return this.#migration(point);
    const { api, worker_a: worker, worker_b: other } = this.#stack.children;
    // What ends a boot ends it at its first pass: there is no second.
    const env = { KEPT_FAILPOINT: `${point}:${part === 'boot' ? 1 : pass}` };
    if (part === 'transition' || part === 'move' || part === 'import') {
      await api.replace(env);
      return this.#untilKilled(api, this.#write(point, pass));
    }
    await Promise.all([other.stop(), worker.stop()]);
    await this.#fallDue(point);
    worker.revive(env);
    const reached = await this.#untilKilled(worker, Promise.resolve());
    other.revive();
    return reached;
  }

  async #untilKilled(child, work) {
    const { ended } = child;
    const over = wait(reachedWithin).then(() => null);
    const ending = await Promise.race([ended, over]);
    await work;
    await untilQuiet(this.#stack, 60_000);
    return ending?.signal === 'SIGKILL';
  }

  /** New cards, and what of the older ones falls due: spread over some seconds, so that there is a second round and a third. */
  async #fallDue(point) {
    await this.#writers.raiseCards(4);
    this.#day += 1;
    const now = morningOf(this.#day);
    this.#writers.today = dayOf(now);
    const spread = `UPDATE deadlines SET next_firing_at = $1::timestamptz + random() * $2 * interval '1 millisecond'
      WHERE next_firing_at <= $1`;
    await this.#stack.query(spread, [now.toISOString(), spreadMs]);
    // As if whoever held them had vanished.
    if (/Lookup/.test(point)) await this.#stack.query('UPDATE outbox SET ask_first = true WHERE settled_at IS NULL');
    await this.#stack.setClock(now.toISOString());
  }

  /** Commands that pass the point; each is sent again with its key until it is answered. */
  async #write(point, pass) {
    const write = this.#commandFor(point);
    if (write === null) return this.#writers.raiseCards(4);
    for (let made = 0; made < pass; made += 1) await write();
  }

  /** Null = any card that is raised. */
  #commandFor(point) {
    const part = partOf(point);
    if (part === 'import') return () => this.#import();
    if (part === 'move') return () => this.#meet();
    return /openedOne|beforeCommit/.test(point) ? () => this.#openAnother() : null;
  }

  async #openAnother() {
    const action = { workflow: 'panel-action', title: `Action ${(this.#meeting += 1)}`, fields: {} };
    const item = await this.#writers.command('/work-items', action);
    const body = { transition: 'put-on-work-programme', reason: 'It belongs there' };
    await this.#writers.command(`/work-items/${item}/transitions`, body);
  }

  /** A meeting carries no key: the one that was taken stands, and a second attempt finds it. */
  async #meet() {
    this.#meeting += 1;
    const date = dayOf(morningOf(300 + this.#meeting));
    for (let attempt = 0; attempt < 600; attempt += 1) {
      const answer = await this.#writers.ask('POST', '/meetings', { body: { body: 'ocypc', date } });
      if (answer?.status === 201 || answer?.status === 409) return;
      await wait(100);
    }
    throw new Error('The meeting was never taken.');
  }

  /** An extract carries no key: the same again changes nothing. */
  async #import() {
    this.#extract += 1;
    const csv = `Child reference,Year group,EHCP,NIE,RTT\nKC-${1000 + this.#extract},9,no,yes,no`;
    for (let attempt = 0; attempt < 600; attempt += 1) {
      const status = await this.#writers.sendExtract(csv);
      if (status === 201 || status === 200) return;
      await wait(100);
    }
    throw new Error('The extract was never taken.');
  }

  /** A database of its own: the roles are there, the rest is made from nothing. */
  async #migration(point) {
    const name = `failpoint_${(this.#databases += 1)}`;
    await this.#stack.query(`CREATE DATABASE ${name}`);
    const url = new URL(this.#stack.postgres.adminUrl);
    url.pathname = `/${name}`;
    const run = (more = {}) =>
      spawnSync(process.execPath, [kept, 'migrate', '--json'], {
        env: { PATH: process.env.PATH, DATABASE_URL: url.href, KEPT_DATA_DIR: this.#stack.folder, ...more },
        encoding: 'utf8',
      });
    const reached = run({ NODE_ENV: 'test', KEPT_FAILPOINT: point }).signal === 'SIGKILL';
    const again = run();
    if (again.status !== 0) throw new Error(`After ${point} nothing migrates any more: ${again.stderr}`);
    await this.#stack.query(`DROP DATABASE ${name} WITH (FORCE)`);
    return reached;
  }
}

/** How much falls into one round is luck: where a worker had too few rounds to come to its pass, more falls due. */
async function reachInTime(sweep, point, pass) {
  for (let attempt = 1; attempt <= attempts; attempt += 1) if (await sweep.reach(point, pass)) return true;
  return false;
}

async function sweepAll(stack) {
  await stack.setClock(morningOf(0).toISOString());
  const writers = new Writers(stack, await stack.makeToken());
  writers.today = dayOf(morningOf(0));
  await writers.raiseCards(4);
  await jumpTo(stack, morningOf(0));
  const sweep = new Sweep(stack, writers);
  const faults = [];
  const asked = failpoints.filter((point) => point.startsWith(values.only));
  for (const point of asked) {
    let reached = 0;
    for (let pass = 1; pass <= times; pass += 1) reached += (await reachInTime(sweep, point, pass)) ? 1 : 0;
    // What was spread over the next seconds has its time first.
    await wait(spreadMs + 500);
    await untilQuiet(stack, 60_000);
    const { findings } = await verify(stack, writers);
    if (reached < times) findings.push(`reached ${reached} times of ${times}`);
    say(
      `${findings.length === 0 ? 'sound ' : 'BROKEN'} ${point}: ended ${reached} times${findings.map((each) => `; ${each}`).join('')}`,
    );
    if (findings.length > 0) faults.push(point);
  }
  say(
    `${asked.length} points, ${times} times each: ${faults.length === 0 ? 'nothing broke' : `broken: ${faults.join(', ')}`}`,
  );
  return faults.length === 0 ? 0 : 1;
}

for (const signal of ['SIGTERM', 'SIGINT'])
  process.once(signal, () => void stopEverything().finally(() => process.exit(2)));

const folder = mkdtempSync(join(tmpdir(), 'kept-failpoints-'));
chmodSync(folder, 0o755);
try {
  const stack = await startStack({ folder, queue: 'postgres', without: null });
  try {
    process.exitCode = await sweepAll(stack);
  } finally {
    await stack.stop();
  }
  if (process.exitCode === 0) removeData(folder);
  else say(`Logs and mail stay in ${folder}`);
} catch (error) {
  process.stderr.write(`It could not be tried: ${error.stack}\n`);
  process.exitCode = 2;
}
process.exit();
