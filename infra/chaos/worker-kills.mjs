// node infra/chaos/worker-kills.mjs --kills 50 --queue postgres|redis [--json FILE]
//
// Kills one of two real workers by SIGKILL, again and again, while it holds claimed firings that are not committed, and
// then asks the database and the mail folder whether anything was lost or done twice. Exit 0 only if nothing was, and
// if four kills in five hit work in flight; 1 if not; 2 if it could not be tried.
import { mkdtempSync, rmSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { killInFlight } from './hunt.mjs';
import { startStack } from './stack.mjs';
import { outstanding, verify } from './verify.mjs';

const cardsEachDay = 50;
const firstDay = Date.parse('2018-07-02T00:00:00.000Z');
const day = 86_400_000;
/** Ten working days and a long weekend: then everything raised is overdue. */
const daysAfter = 21;
const sweptWithin = 15_000;
const settleWithin = 240_000;
const mustHit = 0.8;

const { values } = parseArgs({
  options: { kills: { type: 'string' }, queue: { type: 'string' }, json: { type: 'string' } },
});
const kills = Number(values.kills ?? 50);
const queue = values.queue ?? 'postgres';
if (!Number.isInteger(kills) || kills < 1 || !['postgres', 'redis'].includes(queue)) {
  process.stderr.write('Say --kills NUMBER and --queue postgres or redis.\n');
  process.exit(2);
}

/** 10:00 in London, in summer. */
const morningOf = (number) => new Date(firstDay + number * day + 9 * 3_600_000).toISOString();

async function raiseCards(stack, number) {
  for (let made = 0; made < cardsEachDay; made += 5) {
    await Promise.all([1, 2, 3, 4, 5].map((place) => stack.raiseCard(`Card ${number}-${made + place}`)));
  }
}

/** A day of the council for each kill: cards are raised, yesterday's screening and old triages run out, one worker dies. */
async function killEachDay(stack, workers) {
  const claimedAtKill = [];
  for (let number = 1; number <= kills; number += 1) {
    // Every second day is swept before the next begins, so that kills meet mail on its way as well.
    if (number % 2 === 0) await untilSwept(stack);
    await stack.setClock(morningOf(number));
    const [{ victim, claimed }] = await Promise.all([
      killInFlight(stack.admin, [...workers.values()]),
      raiseCards(stack, number),
    ]);
    claimedAtKill.push(claimed);
    workers.set(victim.name, stack.startWorker(victim.name));
    process.stdout.write(`kill ${number}: ${victim.name} with ${claimed} firings claimed and uncommitted\n`);
  }
  return claimedAtKill;
}

async function untilSwept(stack) {
  const until = Date.now() + sweptWithin;
  while (Date.now() < until && (await outstanding(stack.admin)).due > 0) await wait(100);
}

async function untilQuiet(stack) {
  await stack.setClock(weekdayMorning(kills + daysAfter));
  const until = Date.now() + settleWithin;
  for (;;) {
    const left = await outstanding(stack.admin);
    if ((left.due === 0 && left.unsent === 0) || Date.now() > until) return left;
    await wait(500);
  }
}

function weekdayMorning(number) {
  const weekday = new Date(firstDay + number * day).getUTCDay();
  return morningOf(number + ({ 6: 2, 0: 1 }[weekday] ?? 0));
}

async function run(folder) {
  const stack = await startStack(folder, queue);
  const workers = new Map();
  try {
    await stack.setClock(morningOf(0));
    await raiseCards(stack, 0);
    for (const name of ['worker_a', 'worker_b']) workers.set(name, stack.startWorker(name));
    const claimedAtKill = await killEachDay(stack, workers);
    const left = await untilQuiet(stack);
    for (const { pid } of workers.values()) process.kill(pid, 'SIGTERM');
    const endings = await Promise.all([...workers.values()].map(({ ended }) => ended));
    return { claimedAtKill, left, endings, ...(await verify({ ...stack, folder })) };
  } finally {
    for (const { pid } of workers.values()) tryKill(pid);
    await stack.stop();
  }
}

function tryKill(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

function report(result) {
  const { claimedAtKill, left, endings, lost, doubled, due, fired, sent, findings } = result;
  const inFlight = claimedAtKill.filter((claimed) => claimed > 0).length;
  const stoppedWell = endings.every(({ status }) => status === 0);
  const good =
    lost === 0 && doubled === 0 && inFlight >= mustHit * kills && left.due + left.unsent === 0 && stoppedWell;
  const facts = { queue, kills: { worker: kills }, inFlight, claimedAtKill, due, fired, sent, lost, doubled, findings };
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(facts, null, 2)}\n`);
  for (const finding of findings) process.stdout.write(`wrong: ${finding}\n`);
  if (!stoppedWell) process.stdout.write(`wrong: a worker did not stop well: ${JSON.stringify(endings)}\n`);
  process.stdout.write(
    `queue on ${queue}: ${kills} kills, ${inFlight} with work in flight (${claimedAtKill.reduce((sum, n) => sum + n, 0)} firings); ` +
      `due ${due}, fired ${fired}, sent ${sent}, lost ${lost}, doubled ${doubled}\n`,
  );
  return good ? 0 : 1;
}

const folder = mkdtempSync(join(tmpdir(), 'kept-chaos-'));
// The database may run as another user, and this folder is ours.
chmodSync(folder, 0o755);
try {
  process.exitCode = report(await run(folder));
} catch (error) {
  process.stderr.write(`It could not be tried: ${error.stack}\n`);
  process.exitCode = 2;
} finally {
  if (process.exitCode === 0) rmSync(folder, { recursive: true, force: true });
  else process.stdout.write(`Logs and mail stay in ${folder}\n`);
}
