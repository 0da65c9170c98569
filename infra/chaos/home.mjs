// One run on one home of the queue: days of a council in which processes are killed, then the scenes, then the account.
import { setTimeout as wait } from 'node:timers/promises';
import { chanceFrom } from './chance.mjs';
import { Faults, planKills } from './faults.mjs';
import { datesThereAndBack, dropUniqueFiring, frozenBeyondLease, killedAfterHandOver } from './scenes.mjs';
import { overNotify } from './notify-scene.mjs';
import { overSmtp } from './smtp-scene.mjs';
import { startStack } from './stack.mjs';
import { dayOf, holdBack, jumpTo, letFall, morningOf, outstanding, untilQuiet, untilSettled } from './time.mjs';
import { verify } from './verify.mjs';
import { Writers } from './writers.mjs';

const killsEachDay = 20;
/** So many dates fall due on each of those days, at least. */
const dueEachDay = 90;
/** Ten working days and some: then everything raised is overdue. */
const daysAfter = 12;

/**
 * @param {{ folder: string, queue: 'postgres' | 'redis', kills: number, seed: number, without: string | null, say: (line: string) => void }} wish
 */
export async function breakHome({ folder, queue, kills, seed, without, say }) {
  const chance = chanceFrom(seed);
  const stack = await startStack({ folder, queue, without: without === 'unique-firing' ? null : without });
  try {
    if (without === 'unique-firing') await dropUniqueFiring(stack);
    const writers = new Writers(stack, await beginTime(stack));
    const plan = planKills(kills, { chance, hasRedis: queue === 'redis' });
    const faults = new Faults({ stack, chance, plan, say });
    writers.today = dayOf(morningOf(0));
    const days = await killEachDay({ stack, writers, faults, chance, plan });
    const left = await play({ stack, writers, seed, days, say });
    const account = await verify(stack, writers);
    const workers = [stack.children.worker_a, stack.children.worker_b];
    const endings = await Promise.all(workers.map((worker) => worker.stop()));
    const stuck = left.due + left.unsent;
    if (stuck > 0)
      account.findings.push(`lost: still waiting in the end: ${left.due} firings, ${left.unsent} messages`);
    const stoppedWell = endings.every(({ status }) => status === 0);
    if (!stoppedWell) account.findings.push(`a worker did not stop well: ${JSON.stringify(endings)}`);
    const { acked, repeats } = writers;
    return { queue, ...account, faults, acked: acked.length, repeats, good: account.findings.length === 0 };
  } finally {
    await stack.stop();
  }
}

async function beginTime(stack) {
  await stack.setClock(morningOf(0).toISOString());
  return stack.makeToken();
}

/** @returns {Promise<number>} the days that have passed */
async function killEachDay({ stack, writers, faults, chance, plan }) {
  const days = Math.ceil(plan.length / killsEachDay);
  for (let number = 1; number <= days; number += 1) {
    const today = plan.slice((number - 1) * killsEachDay, number * killsEachDay);
    await raiseForTomorrow(stack, writers, morningOf(number));
    faults.beginDay(await holdBack(stack, morningOf(number)), today);
    writers.today = dayOf(morningOf(number));
    writers.start();
    for (const kind of today) {
      await faults.kill(kind);
      await faults.trouble();
      await wait(chance.between(20, 200));
    }
    await writers.stop();
    await letFall(stack);
  }
  await untilQuiet(stack);
  return days;
}

/** A card is to be screened on the day on which it is raised: the next morning that is overdue. */
async function raiseForTomorrow(stack, writers, tomorrow) {
  const text = 'SELECT count(*)::int AS n FROM deadlines WHERE next_firing_at <= $1';
  const [{ n }] = await stack.query(text, [tomorrow.toISOString()]);
  if (n < dueEachDay) await writers.raiseCards(dueEachDay - n);
}

/** The scenes one after another, each on a day of its own. */
async function play({ stack, writers, seed, days, say }) {
  let number = days;
  const nextDay = async () => {
    number += 1;
    await jumpTo(stack, morningOf(number));
    writers.today = dayOf(morningOf(number));
    return morningOf(number);
  };
  const tell = async (scene) => say(`scene: ${await scene}`);
  await nextDay();
  await tell(killedAfterHandOver(stack, writers));
  await nextDay();
  number += 1;
  await tell(frozenBeyondLease(stack, writers, number));
  number += daysAfter;
  await tell(datesThereAndBack(stack, writers, await nextDay()));
  await tell(overSmtp(stack, writers, { seed, now: await nextDay() }));
  await tell(overNotify(stack, writers, { now: await nextDay() }));
  number += daysAfter;
  const last = await nextDay();
  await untilQuiet(stack);
  await untilSettled(stack, last);
  const released = await releaseSetAside(stack);
  if (released > 0) say(`a person let ${released} messages go that had been in the hands of three killed workers`);
  await untilSettled(stack, last);
  return outstanding(stack);
}

/** What was set aside waits for a person; here it is one who lets it go. */
async function releaseSetAside(stack) {
  const rows = await stack.query(
    `SELECT app.decide_set_aside(authority_id, id, true, 'Let go') FROM outbox WHERE outcome = 'quarantined'`,
  );
  return rows.length;
}
