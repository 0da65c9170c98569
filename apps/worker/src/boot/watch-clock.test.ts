import { pino } from 'pino';
import { expect, it, vi } from 'vitest';
import { ClockWatch } from './watch-clock.js';

const realNow = Date.parse('2026-11-23T06:00:00.000Z');
/** The database's clock is right, and shows 17 February 2020 for the demo. */
const offsetMs = Date.parse('2020-02-17T09:00:00.000Z') - realNow;
const database = { now: async () => ({ now: '2020-02-17T09:00:00.000Z', today: '2020-02-17', offsetMs }) };

const sending = { stop: vi.fn(async () => undefined) };

it.each([
  ['an hour ahead', realNow + 3_600_000, 3_600_000, 1],
  ['ten minutes behind', realNow - 600_000, -600_000, 1],
  ['a second off, which is nothing', realNow + 1_000, 1_000, 0],
])('a machine %s', async (_how, own, ahead, warnings) => {
  const logged: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) });
  const watch = new ClockWatch(database, sending, log, () => own);
  expect(await watch.look()).toBe(ahead);
  await watch.look();
  expect(logged, 'said once, not every minute').toHaveLength(warnings);
});

it.each([
  ['an hour back', -3_600_000, 1],
  ['a day ahead', 86_400_000, 1],
  ['a minute, as when a machine was suspended', 60_000, 0],
])('a database clock that jumps %s', async (_how, jump, stops) => {
  let database = realNow;
  let running = 0;
  const stop = vi.fn(async () => undefined);
  const clock = {
    now: async () => ({ now: new Date(database + offsetMs).toISOString(), today: '2020-02-17', offsetMs }),
  };
  const watch = new ClockWatch(
    clock,
    { stop },
    pino({ level: 'silent' }),
    () => database,
    () => running,
  );
  await watch.look();
  database += 60_000;
  running += 60_000;
  await watch.look();
  expect(stop).not.toHaveBeenCalled();
  database += 60_000 + jump;
  running += 60_000;
  await watch.look();
  expect(stop).toHaveBeenCalledTimes(stops);
});

it('an offset that is moved, as in a demo, stops nothing', async () => {
  let offset = 0;
  const stop = vi.fn(async () => undefined);
  const clock = {
    now: async () => ({ now: new Date(realNow + offset).toISOString(), today: '2020-02-17', offsetMs: offset }),
  };
  const watch = new ClockWatch(
    clock,
    { stop },
    pino({ level: 'silent' }),
    () => realNow,
    () => 0,
  );
  await watch.look();
  offset = 365 * 86_400_000;
  await watch.look();
  expect(stop).not.toHaveBeenCalled();
});
