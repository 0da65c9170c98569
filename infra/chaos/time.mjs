// The council's time in the harness: one day after another, each begun when nothing of the last is still held.
import { setTimeout as wait } from 'node:timers/promises';

const firstDay = Date.parse('2018-07-02T00:00:00.000Z');
const day = 86_400_000;
const settleWithin = 150_000;

const isWeekend = (instant) => [0, 6].includes(new Date(instant).getUTCDay());

/** 10:00 in London, in summer. @param {number} number weekdays since the first Monday */
export function morningOf(number) {
  let instant = firstDay;
  for (let left = number; left > 0;) {
    instant += day;
    if (!isWeekend(instant)) left -= 1;
  }
  return new Date(instant + 9 * 3_600_000);
}

export const dayOf = (instant) => instant.toISOString().slice(0, 10);

/** Firings still to come from what is due, messages that may be sent now or are held, and those that wait for later. */
export async function outstanding(stack) {
  const [row] = await stack.query(`SELECT
    (SELECT count(*) FROM deadlines WHERE next_firing_at <= app.now())::int AS due,
    (SELECT count(*) FROM outbox WHERE settled_at IS NULL AND (lease_token IS NOT NULL OR available_at <= app.now()))::int AS held,
    (SELECT count(*) FROM outbox WHERE settled_at IS NULL)::int AS unsent`);
  return row;
}

/** Wait until nothing is due and no message is held; a jump of the clock would end every lease at once. */
export async function untilQuiet(stack, limitMs = settleWithin) {
  const until = Date.now() + limitMs;
  for (;;) {
    const left = await outstanding(stack);
    if ((left.due === 0 && left.held === 0) || Date.now() > until) return left;
    await wait(150);
  }
}

/** The clock shows `instant`, and what is due by then is due. */
export async function jumpTo(stack, instant) {
  await untilQuiet(stack);
  await stack.setClock(instant.toISOString());
}

/** Due by its plan, and kept back by `holdBack`. */
const keptBack = `(d.plan -> 0 ->> 'at')::timestamptz <= app.now() AND d.next_firing_at > app.now()`;

/**
 * The clock shows `instant`, and what is due by then waits until `letFall` lets it go, as if its hour came only then: so there is
 * always something in flight for a kill to hit, however fast or slow the machine is.
 * @returns {Promise<number>} how many dates wait
 */
export async function holdBack(stack, instant) {
  await untilQuiet(stack);
  const later = `UPDATE deadlines SET next_firing_at = $1::timestamptz + interval '1 year' WHERE next_firing_at <= $1 RETURNING 1`;
  const held = await stack.query(later, [instant.toISOString()]);
  await stack.setClock(instant.toISOString());
  return held.length;
}

/** So many of what was held back fall due now; without a number all of them. @returns {Promise<number>} how many did */
export async function letFall(stack, count = null) {
  const now = `UPDATE deadlines SET next_firing_at = app.now() WHERE ctid IN
    (SELECT d.ctid FROM deadlines d WHERE ${keptBack} LIMIT $1 FOR UPDATE SKIP LOCKED) RETURNING 1`;
  return (await stack.query(now, [count])).length;
}

/** Let the clock run on in steps until every message has its outcome; what failed is tried again later by the clock. */
export async function untilSettled(stack, from) {
  let now = from.getTime();
  for (let step = 0; step < 30; step += 1) {
    const left = await untilQuiet(stack);
    if (left.unsent === 0 || left.held > 0) return left;
    now += 5 * 60_000;
    await stack.setClock(new Date(now).toISOString());
    // A step of the clock and the round of the loops that see it.
    await wait(1_500);
  }
  return outstanding(stack);
}
