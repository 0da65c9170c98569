// Kill a worker while it holds claimed firings that are not committed, and say how many it held.
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

/**
 * Wait until a worker is inside a transaction, freeze it at a random moment, look at what it holds, and kill it. One
 * that holds nothing is thawed and the hunt goes on; after `patienceMs` a worker is killed as it stands.
 * @param {import('pg').Pool} admin
 * @param {{ login: string, pid: number, ended: Promise<unknown> }[]} workers
 * @returns {Promise<{ victim: { login: string }, claimed: number }>} `claimed` 0 = it held nothing
 */
export async function killInFlight(admin, workers, patienceMs = 10_000) {
  const logins = workers.map(({ login }) => login);
  const until = Date.now() + patienceMs;
  while (Date.now() < until) {
    const { rows } = await admin.query(writing, [logins]);
    const victim = workers.find(({ login }) => login === rows[0]?.login);
    if (victim === undefined) {
      await wait(1);
      continue;
    }
    await wait(Math.floor(Math.random() * 25));
    process.kill(victim.pid, 'SIGSTOP');
    const claimed = await heldBy(admin, victim);
    if (claimed > 0) return kill(victim, claimed);
    process.kill(victim.pid, 'SIGCONT');
  }
  return kill(workers[Math.floor(Math.random() * workers.length)], 0);
}

async function heldBy(admin, { login }) {
  // What the frozen process had already sent may still be committed by the server: give that a moment to happen.
  await wait(20);
  const { rows } = await admin.query(inFlight, [[login]]);
  return rows[0]?.claimed ?? 0;
}

async function kill(victim, claimed) {
  process.kill(victim.pid, 'SIGKILL');
  await victim.ended;
  return { victim, claimed };
}
