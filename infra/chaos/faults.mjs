// What is done to the processes, by chance. A kill ends a process by SIGKILL; the other faults come in between and are not counted.
import { setTimeout as wait } from 'node:timers/promises';
import { freezeInFlight } from './hunt.mjs';

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

export class Faults {
  kills = { api: 0, worker: 0, postgres: 0, redis: 0 };
  inFlight = 0;
  claimed = 0;
  others = {};
  #stack;
  #chance;
  #say;

  constructor(stack, chance, say) {
    this.#stack = stack;
    this.#chance = chance;
    this.#say = say;
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
    const caught = await freezeInFlight({ admin: this.#stack.admin, chance: this.#chance }, workers);
    const victim = caught?.victim ?? this.#chance.oneOf(workers);
    await victim.replace(this.#clockOfNext());
    if (caught === null) return `${victim.name}, which held no firing`;
    this.inFlight += 1;
    this.claimed += caught.claimed;
    return `${victim.name} with ${caught.claimed} deadlines claimed and uncommitted`;
  }

  /** Now and then the new one believes that it is an hour later, or ten minutes earlier. */
  #clockOfNext() {
    if (!this.#chance.happens(0.3)) return {};
    this.#count('workers with a wrong clock');
    return { CHAOS_CLOCK_SHIFT_MS: this.#chance.oneOf(['3600000', '-600000']) };
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

  /** One of the faults that kill nobody; each ends by itself within a second. */
  async trouble() {
    const { children, proxy, queues } = this.#stack;
    const worker = this.#chance.oneOf([children.worker_a, children.worker_b]);
    const troubles = {
      'workers frozen for a while': async () => {
        worker.signal('SIGSTOP');
        await wait(this.#chance.between(100, 900));
        worker.signal('SIGCONT');
      },
      'connections to the database dropped': async () => proxy.drop(),
      'delays on the way to the database': async () => {
        proxy.slow(this.#chance.between(20, 200));
        await wait(600);
        proxy.slow(0);
      },
      'silences on the way to the database': async () => {
        proxy.silent(true);
        await wait(this.#chance.between(200, 900));
        proxy.silent(false);
      },
      'queues wiped': async () =>
        queues
          .queue('notifications')
          .wipe()
          .catch(() => undefined),
    };
    const name = this.#chance.oneOf(Object.keys(troubles));
    await troubles[name]();
    this.#count(name);
  }

  #count(what) {
    this.others[what] = (this.others[what] ?? 0) + 1;
  }
}
