import { Module } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { Database } from '@kept/database';
import type { Logger } from 'pino';
import type { Counters } from '../boot/counters.js';
import { Loop } from '../boot/loop.js';
import { COUNTERS, DATABASE, LOG } from '../boot/tokens.js';
import { ClockWatch } from '../boot/watch-clock.js';
import { SweepDeadlines } from './sweep-deadlines.js';

const everySecond = 1_000;
const everyMinute = 60_000;

/** Runs whether the queue does or not. */
class SweepService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #loops: Loop[];

  constructor(database: Database, counters: Counters, log: Logger) {
    const sweep = new SweepDeadlines(database.firings, counters, log);
    const clock = new ClockWatch(database.clock, database.sending, log);
    this.#loops = [
      new Loop({ name: 'sweep', idleMs: everySecond, round: (signal) => sweep.round(signal) }, log),
      new Loop({ name: 'clock', idleMs: everyMinute, round: async () => (await clock.look(), 'idle') }, log),
    ];
  }

  onApplicationBootstrap(): void {
    for (const loop of this.#loops) loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.#loops.map((loop) => loop.stop()));
  }
}

@Module({
  providers: [
    {
      provide: SweepService,
      inject: [DATABASE, COUNTERS, LOG],
      useFactory: (database: Database, counters: Counters, log: Logger) => new SweepService(database, counters, log),
    },
  ],
})
export class SweepModule {}
