// What is done to the processes, by chance. A kill ends a process by SIGKILL; the other faults come in between and are not counted.
import { setTimeout as wait } from 'node:timers/promises';
import { freezeInFlight } from './hunt.mjs';
import { letFall } from './time.mjs';

/** Of every twenty kills: so many of the database, of Redis where it is used, of the API; the rest are of workers. */
const shares = { postgres: 1, redis: 2, api: 5 };

/** @returns {('worker' | 'api' | 'postgres' | 'redis')[]} one for each kill, in a random order */
export function planKills(kills, { chance, hasRedis }) {
  const plan = [];
  for (const [kind, share] of Object.entries(shares)) {
    if (kind === 'redis' && !hasRedis) continue;
    const some = Math.max(kills >= 8 ? 1 : 0, Math.floor((kills * share) / 20));
    for (let made = 0; made < some; made += 1) plan.push(kind);
  }
  while (plan.length < kills) plan.push('worker');
  return chance.shuffled(plan.slice(0, kills));
}

const troubles = {
  'workers frozen for a while': async ({ worker, chance }) => {
    worker.signal('SIGSTOP');
    await wait(chance.between(100, 900));
    worker.signal('SIGCONT');
  },
  'connections to the database dropped': async ({ proxy }) => proxy.drop(),
  'delays on the way to the database': async ({ proxy, chance }) => {
    proxy.slow(chance.between(20, 200));
    await wait(600);
    proxy.slow(0);
  },
  'silences on the way to the database': async ({ proxy, chance }) => {
    proxy.silent(true);
    await wait(chance.between(200, 900));
    proxy.silent(false);
  },
  'queues wiped': async ({ queues }) =>
    queues
      .queue('notifications')
      .wipe()
      .catch(() => undefined),
};
const clocks = { 'workers an hour fast': '3600000', 'workers ten minutes slow': '-600000' };

/** What comes beside each kill: `given`, each as often as the others, beside so many of a hundred kills; null = nothing. */
function planBeside(given, ofHundred, { kills, chance }) {
  const some = Math.min(kills, Math.max(kills >= 10 ? given.length : 0, Math.round((kills * ofHundred) / 100)));
  const inTurn = chance.shuffled(given);
  const beside = Array.from({ length: kills }, (_, place) => (place < some ? inTurn[place % given.length] : null));
  return chance.shuffled(beside);
}

const workersIn = (plan) => plan.filter((kind) => kind === 'worker').length;

/** Deadlines that fall due for the worker that is to be killed, at least. */
const fewestDue = 6;

export class Faults {
  kills = { api: 0, worker: 0, postgres: 0, redis: 0 };
  inFlight = 0;
  claimed = 0;
  others = {};
  #stack;
  #chance;
  #say;
  #troubles;
  #clocks;
  #dueForOne = fewestDue;

  /** @param {{ stack: object, chance: object, plan: string[], say: (line: string) => void }} parts `plan` = what is killed */
  constructor({ stack, chance, plan, say }) {
    this.#stack = stack;
    this.#chance = chance;
    this.#say = say;
    this.#troubles = planBeside(Object.keys(troubles), 25, { kills: plan.length, chance });
    this.#clocks = planBeside(Object.keys(clocks), 25, { kills: workersIn(plan), chance });
  }

  /** A day in which so many dates fall due, and these are killed. */
  beginDay(due, plan) {
    this.#dueForOne = Math.max(fewestDue, Math.floor(due / Math.max(workersIn(plan), 1)));
  }

  /** @param {'worker' | 'api' | 'postgres' | 'redis'} kind */
  async kill(kind) {
    const what = await { worker: this.#worker, api: this.#api, postgres: this.#postgres, redis: this.#redis }[
      kind
    ].call(this);
    this.kills[kind] += 1;
    this.#say(`kill: ${what}`);
  }

  async #worker() {
    const { children } = this.#stack;
    const workers = [children.worker_a, children.worker_b];
    const lure = () => letFall(this.#stack, this.#dueForOne);
    const caught = await freezeInFlight({ admin: this.#stack.admin, chance: this.#chance, lure }, workers);
    const victim = caught?.victim ?? this.#chance.oneOf(workers);
    await victim.replace(this.#clockOfNext());
    if (caught === null) return `${victim.name}, which held no firing`;
    this.inFlight += 1;
    this.claimed += caught.claimed;
    return `${victim.name} with ${caught.claimed} deadlines claimed and uncommitted`;
  }

  /** Now and then the new one believes that it is an hour later, or ten minutes earlier. */
  #clockOfNext() {
    const clock = this.#clocks.pop() ?? null;
    if (clock === null) return {};
    this.#count(clock);
    return { CHAOS_CLOCK_SHIFT_MS: clocks[clock] };
  }

  async #api() {
    await wait(this.#chance.below(150));
    await this.#stack.children.api.replace();
    return 'the API while officers write';
  }

  async #postgres() {
    await wait(this.#chance.below(300));
    const startedAt = performance.now();
    await this.#stack.postgres.crash();
    return `PostgreSQL, back after ${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
  }

  async #redis() {
    await this.#stack.redis.crash();
    return 'Redis, and everything in it';
  }

  /** What comes after a kill and kills nobody, if anything does; each ends by itself within a second. */
  async trouble() {
    const name = this.#troubles.pop() ?? null;
    if (name === null) return;
    const { children, proxy, queues } = this.#stack;
    const worker = this.#chance.oneOf([children.worker_a, children.worker_b]);
    await troubles[name]({ worker, proxy, queues, chance: this.#chance });
    this.#count(name);
  }

  #count(what) {
    this.others[what] = (this.others[what] ?? 0) + 1;
  }
}
