import { pino } from 'pino';
import { expect, it } from 'vitest';
import { ClockWatch } from './watch-clock.js';

const realNow = Date.parse('2026-11-23T06:00:00.000Z');
/** The database's clock is right, and shows 17 February 2020 for the demo. */
const offsetMs = Date.parse('2020-02-17T09:00:00.000Z') - realNow;
const database = { now: async () => ({ now: '2020-02-17T09:00:00.000Z', today: '2020-02-17', offsetMs }) };

it.each([
  ['an hour ahead', realNow + 3_600_000, 3_600_000, 1],
  ['ten minutes behind', realNow - 600_000, -600_000, 1],
  ['a second off, which is nothing', realNow + 1_000, 1_000, 0],
])('a machine %s', async (_how, own, ahead, warnings) => {
  const logged: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) });
  const watch = new ClockWatch(database, log, () => own);
  expect(await watch.look()).toBe(ahead);
  await watch.look();
  expect(logged, 'said once, not every minute').toHaveLength(warnings);
});
