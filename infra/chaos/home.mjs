// One run on one home of the queue: days of a council in which processes are killed, then the scenes, then the account.
import { setTimeout as wait } from 'node:timers/promises';
import { chanceFrom } from './chance.mjs';
import { Faults, planKills } from './faults.mjs';
import { datesThereAndBack, dropUniqueFiring, frozenBeyondLease, killedAfterHandOver } from './scenes.mjs';
import { overSmtp } from './smtp-scene.mjs';
import { startStack } from './stack.mjs';
import { dayOf, jumpTo, morningOf, outstanding, untilQuiet, untilSettled } from './time.mjs';
import { verify } from './verify.mjs';
import { Writers } from './writers.mjs';

const killsEachDay = 20;
/** What falls due on a day is spread over so long, for each kill of that day. */
const spreadForKill = 500;
const cardsAtFirst = 60;
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
    const faults = new Faults(stack, chance, say);
    writers.today = dayOf(morningOf(0));
    await writers.raiseCards(cardsAtFirst);
    const days = await killEachDay({ stack, writers, faults, chance, queue, kills });
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
async function killEachDay({ stack, writers, faults, chance, queue, kills }) {
  const plan = planKills(kills, { chance, hasRedis: queue === 'redis' });
  let number = 0;
  while (plan.length > 0) {
    const today = plan.splice(0, killsEachDay);
    number += 1;
    await jumpTo(stack, morningOf(number), today.length * spreadForKill);
    writers.today = dayOf(morningOf(number));
    writers.start();
    for (const kind of today) {
      await faults.kill(kind);
      if (chance.happens(0.25)) await faults.trouble();
      await wait(chance.between(50, 350));
    }
    await writers.stop();
  }
  await untilQuiet(stack);
  return number;
}

/** The scenes one after another, each on a day of its own. */
async function play({ stack, writers, seed, days, say }) {
  let number = days;
  const nextDay = async () => {
    number += 1;
    await jumpTo(stack, morningOf(number), 0);
    writers.today = dayOf(morningOf(number));
    return morningOf(number);
  };
  const tell = async (scene) => say(`scene: ${await scene}`);
  await nextDay();
  await tell(killedAfterHandOver(stack, writers));
  await nextDay();
  number += 1;
  await tell(frozenBeyondLease(stack, writers, { number, spreadMs: 0 }));
  number += daysAfter;
  await tell(datesThereAndBack(stack, writers, await nextDay()));
  await tell(overSmtp(stack, writers, { seed, now: await nextDay() }));
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
