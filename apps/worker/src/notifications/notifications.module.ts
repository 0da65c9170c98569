import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { Database } from '@kept/database';
import type { Queues } from '@kept/queue';
import type { Logger } from 'pino';
import type { Counters } from '../boot/counters.js';
import { CONFIG, COUNTERS, DATABASE, DELIVER, LOG, QUEUES } from '../boot/tokens.js';
import type { Deliver } from '../boot/tokens.js';
import type { WorkerConfig } from '../config.js';
import { DeliverMessages } from './deliver-messages.js';
import { leaseRulesFor } from './lease-rules.js';
import { openFileTransport } from './file-transport.js';
import { openSmtpTransport } from './smtp-transport.js';

class NotificationsService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly messages: DeliverMessages,
    private readonly queues: Queues,
  ) {}

  onApplicationBootstrap(): void {
    this.queues.worker('notifications', ({ authorityId }) => this.messages.deliver(authorityId));
    this.queues.start();
  }

  /** Waits for the jobs that run: each ends with the batch that it holds. */
  async beforeApplicationShutdown(): Promise<void> {
    this.messages.stop();
    await this.queues.close();
  }
}

const messages = {
  provide: DeliverMessages,
  inject: [CONFIG, DATABASE, COUNTERS, LOG],
  useFactory: (config: WorkerConfig, database: Database, counters: Counters, log: Logger) => {
    const folder = join(config.dataDir, 'mail');
    const transport = config.smtpUrl === null ? openFileTransport(folder) : openSmtpTransport(config.smtpUrl);
    const settings = { from: config.mailFrom, baseUrl: config.baseUrl };
    const lease = leaseRulesFor(config.chaos);
    return new DeliverMessages({ database, transport, settings, lease, counters, log });
  },
};

const deliver = {
  provide: DELIVER,
  inject: [DeliverMessages],
  useFactory:
    (sender: DeliverMessages): Deliver =>
    (authorityId) =>
      sender.deliver(authorityId),
};

const service = {
  provide: NotificationsService,
  inject: [DeliverMessages, QUEUES],
  useFactory: (sender: DeliverMessages, queues: Queues) => new NotificationsService(sender, queues),
};

@Global()
@Module({ providers: [messages, deliver, service], exports: [DELIVER] })
export class NotificationsModule {}
