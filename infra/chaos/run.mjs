// npm run chaos -- --kills N [--json FILE] [--without reconcile|unique-firing|lease] [--queue postgres|redis|both] [--seed N]
//
// Kills real processes again and again in the middle of their work, and then asks the database, the mail providers and
// those who wrote whether anything was lost or done twice. N kills on each home of the queue. Exit 0 only if nothing was; 1 if
// something was; 2 if it could not be tried.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { removeData } from '@kept/local/embedded-postgres.mjs';
import { breakHome } from './home.mjs';
import { stopEverything } from './stack.mjs';

const guards = ['reconcile', 'unique-firing', 'lease'];
const say = (line) => process.stdout.write(`${line}\n`);

const options = {
  kills: { type: 'string', default: '50' },
  queue: { type: 'string' },
  json: { type: 'string' },
  without: { type: 'string' },
  seed: { type: 'string' },
};

function readWish() {
  const { values } = parseArgs({ options });
  const kills = Number(values.kills);
  const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
  const hasRedis = spawnSync('redis-server', ['--version']).status === 0;
  const queue = values.queue ?? (hasRedis ? 'both' : 'postgres');
  refuse([
    [!Number.isInteger(kills) || kills < 1, '--kills takes a number of kills'],
    [!['postgres', 'redis', 'both'].includes(queue), '--queue is postgres, redis or both'],
    [values.without !== undefined && !guards.includes(values.without), `--without is ${guards.join(', ')}`],
    [!Number.isInteger(seed), '--seed takes a number'],
    [queue !== 'postgres' && !hasRedis, 'there is no redis-server here: --queue postgres'],
  ]);
  const queues = queue === 'both' ? ['postgres', 'redis'] : [queue];
  return { kills, seed, queues, json: values.json, without: values.without ?? null };
}

function refuse(checks) {
  const faults = checks.flatMap(([wrong, sentence]) => (wrong ? [sentence] : []));
  if (faults.length > 0) throw new Error(faults.join('; '));
}

async function breakOne(wish, queue) {
  const sayHere = (line) => say(`[${queue}] ${line}`);
  const folder = mkdtempSync(join(tmpdir(), 'kept-chaos-'));
  // The database may run as another user, and this folder is ours.
  chmodSync(folder, 0o755);
  say(
    `Queue on ${queue}: ${wish.kills} kills, seed ${wish.seed}${wish.without === null ? '' : `, without ${wish.without}`}.`,
  );
  const startedAt = performance.now();
  try {
    const result = await breakHome({ ...wish, folder, queue, say: sayHere });
    tell(result, { seconds: Math.round((performance.now() - startedAt) / 1000), sayHere });
    if (result.good) removeData(folder);
    else sayHere(`Logs and mail stay in ${folder}`);
    return result;
  } catch (error) {
    sayHere(`Logs and mail stay in ${folder}`);
    throw error;
  }
}

function tell(
  { queue, faults, acked, repeats, due, fired, sent, accepted, lost, doubled, findings },
  { seconds, sayHere },
) {
  for (const finding of findings) sayHere(`wrong: ${finding}`);
  const others = Object.entries(faults.others).map(([what, times]) => `${times} ${what}`);
  sayHere(`also: ${others.join(', ') || 'nothing else'}`);
  const { worker, api, postgres, redis } = faults.kills;
  say(
    `queue on ${queue}: killed ${worker} workers (${faults.inFlight} with ${faults.claimed} deadlines in flight), ${api} APIs, ${postgres} PostgreSQL, ${redis} Redis; ` +
      `${acked} commands acknowledged, ${repeats} of them asked again; due ${due}, fired ${fired}, sent ${sent}, accepted ${accepted}, ` +
      `lost ${lost}, doubled ${doubled}; ${seconds} s`,
  );
}

/** One account of all homes. */
function summed(results) {
  const sum = (of) => results.reduce((total, result) => total + of(result), 0);
  const kills = Object.fromEntries(
    ['api', 'worker', 'postgres', 'redis'].map((kind) => [kind, sum(({ faults }) => faults.kills[kind])]),
  );
  const counts = ['due', 'fired', 'sent', 'accepted', 'lost', 'doubled'].map((name) => [name, sum((one) => one[name])]);
  return { kills, ...Object.fromEntries(counts) };
}

/** What is asked for; where it is asked wrongly, why in a line. */
function wishOrEnd() {
  try {
    return readWish();
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}

async function main(wish) {
  if (!wish.queues.includes('redis')) say('The queue on PostgreSQL alone.');
  // Most of a run is waiting, for processes that start and leases that end: the homes wait side by side.
  const ended = await Promise.allSettled(wish.queues.map((queue) => breakOne(wish, queue)));
  const untried = ended.find(({ status }) => status === 'rejected');
  if (untried !== undefined) throw untried.reason;
  const results = ended.map(({ value }) => value);
  const account = summed(results);
  if (wish.json !== undefined) writeFileSync(wish.json, `${JSON.stringify(account, null, 2)}\n`);
  say(`lost ${account.lost}, doubled ${account.doubled}`);
  return results.every(({ good }) => good) ? 0 : 1;
}

// Whoever stops the run stops what it started: the servers and processes end in the `finally` of each home.
for (const signal of ['SIGTERM', 'SIGINT'])
  process.once(signal, () => void stopEverything().finally(() => process.exit(2)));

const wish = wishOrEnd();
try {
  process.exitCode = await main(wish);
} catch (error) {
  process.stderr.write(`It could not be tried: ${error.stack}\n`);
  process.exitCode = 2;
}
process.exit();
