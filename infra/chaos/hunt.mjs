// Find a worker while it holds claimed firings that are not committed, and say how many it holds.
import { setTimeout as wait } from 'node:timers/promises';

/**
 * Due deadlines whose rows are locked by a worker's open transaction: `xmax` of a row names the transaction that holds it.
 * None of it is committed, or `backend_xid` would be gone.
 */
const inFlight = `
  SELECT a.usename AS login, count(d.*)::int AS claimed
  FROM pg_stat_activity a JOIN deadlines d ON d.xmax = a.backend_xid
  WHERE a.usename = ANY($1) AND a.backend_xid IS NOT NULL AND d.next_firing_at <= app.now()
  GROUP BY a.usename ORDER BY count(d.*) DESC LIMIT 1`;

/** A cheap look: does any of these users have a transaction that writes? */
const writing = `
  SELECT usename AS login FROM pg_stat_activity
  WHERE usename = ANY($1) AND backend_xid IS NOT NULL AND application_name = 'kept-worker'`;

const lureEveryMs = 1_200;

/**
 * Wait until a worker is inside a transaction, freeze it at a random moment, and look at what it holds. One that holds
 * nothing is thawed and the hunt goes on, for `patienceMs`; where it has long found nothing, `lure` lets more fall due.
 * @param {{ admin: import('pg').Pool, chance: { below: (limit: number) => number }, lure: () => Promise<unknown> }} parts
 * @param {import('./children.mjs').Child[]} workers
 * @returns {Promise<{ victim: import('./children.mjs').Child, claimed: number } | null>} the frozen one; null = none was caught
 */
export async function freezeInFlight({ admin, chance, lure }, workers, patienceMs = 6_000) {
  const logins = workers.map(loginOf);
  const until = Date.now() + patienceMs;
  let luredAt = -Infinity;
  while (Date.now() < until) {
    // A worker looks once a second; after that what fell due is gone, or held by one that is asleep.
    if (performance.now() - luredAt > lureEveryMs) {
      await lure();
      luredAt = performance.now();
    }
    const rows = await ask(admin, writing, [logins]);
    const victim = workers.find((worker) => loginOf(worker) === rows[0]?.login);
    if (victim === undefined) {
      await wait(4);
      continue;
    }
    await wait(chance.below(25));
    victim.signal('SIGSTOP');
    // What the frozen process had already sent may still be committed by the server: give that a moment to happen.
    await wait(20);
    const [held] = await ask(admin, inFlight, [[loginOf(victim)]]);
    if (held !== undefined && held.claimed > 0) return { victim, claimed: held.claimed };
    victim.signal('SIGCONT');
  }
  return null;
}

const loginOf = ({ name }) => `chaos_${name}`;

/** A server that is down answers nothing: the hunt goes on. */
async function ask(admin, text, values) {
  return (await admin.query(text, values).catch(() => ({ rows: [] }))).rows;
}
