import { Global, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { Database } from '@kept/database';
import type { Queues } from '@kept/queue';
import type { Logger } from 'pino';
import { Counters } from './boot/counters.js';
import { CONFIG, COUNTERS, DATABASE, LOG, QUEUES } from './boot/tokens.js';
import type { WorkerConfig } from './config.js';
import { NotificationsModule } from './notifications/notifications.module.js';
import { OutboxModule } from './outbox/outbox.module.js';
import { SweepModule } from './sweep/sweep.module.js';

export interface WorkerParts {
  config: WorkerConfig;
  log: Logger;
  database: Database;
  queues: Queues;
  counters: Counters;
}

/** The time edge: sweep, outbox and notifications, each on what `main.ts` opened. */
@Global()
@Module({})
export class WorkerModule {
  static on({ config, log, database, queues, counters }: WorkerParts): DynamicModule {
    const providers = [
      { provide: CONFIG, useValue: config },
      { provide: LOG, useValue: log },
      { provide: DATABASE, useValue: database },
      { provide: QUEUES, useValue: queues },
      { provide: COUNTERS, useValue: counters },
    ];
    return {
      module: WorkerModule,
      imports: [NotificationsModule, OutboxModule, SweepModule],
      providers,
      exports: providers.map(({ provide }) => provide),
    };
  }
}
