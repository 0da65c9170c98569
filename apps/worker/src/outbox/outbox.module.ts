import { Module } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { Database } from '@kept/database';
import type { Queues } from '@kept/queue';
import type { Logger } from 'pino';
import { Loop } from '../boot/loop.js';
import { DATABASE, DELIVER, LOG, QUEUES } from '../boot/tokens.js';
import type { Deliver } from '../boot/tokens.js';
import { HandOver } from './hand-over.js';

const everySecond = 1_000;

class OutboxService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #loop: Loop;

  constructor(
    private readonly handOver: HandOver,
    log: Logger,
  ) {
    this.#loop = new Loop({ name: 'outbox', idleMs: everySecond, round: (signal) => handOver.round(signal) }, log);
  }

  onApplicationBootstrap(): void {
    this.#loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#loop.stop();
    await this.handOver.ended();
  }
}

const service = {
  provide: OutboxService,
  inject: [DATABASE, QUEUES, DELIVER, LOG],
  useFactory: (database: Database, queues: Queues, deliver: Deliver, log: Logger) =>
    new OutboxService(new HandOver(database.outbox, queues.queue('notifications'), deliver, log), log),
};

@Module({ providers: [service] })
export class OutboxModule {}
