import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { Database } from '@kept/database';
import type { Queues } from '@kept/queue';
import type { Logger } from 'pino';
import type { Counters } from '../boot/counters.js';
import { Loop } from '../boot/loop.js';
import { CONFIG, COUNTERS, DATABASE, DELIVER, LOG, QUEUES } from '../boot/tokens.js';
import type { Deliver } from '../boot/tokens.js';
import type { WorkerConfig } from '../config.js';
import { deliverAll } from './deliver-all.js';
import { DeliverMessages } from './deliver-messages.js';
import { leaseRulesFor } from './lease-rules.js';
import { openFileTransport } from './file-transport.js';
import type { MailTransport } from './mail-transport.js';
import { NotifyReceipts } from './notify-receipts.js';
import { openNotifyTransport } from './notify-transport.js';
import type { NotifyTransport } from './notify-transport.js';
import { openSmtpTransport } from './smtp-transport.js';
import { TeamsTests } from './teams-tests.js';
import { openTeamsTransport } from './teams-transport.js';
import { BeginViewDigests } from './view-digests/begin-view-digests.js';
import { DeliverViewDigests } from './view-digests/deliver-view-digests.js';

/** The way that mail goes. */
const MAIL = Symbol('mail');
const everyMinute = 60_000;
const everyTenSeconds = 10_000;

class NotificationsService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly senders: readonly { stop(): void }[],
    private readonly deliver: Deliver,
    private readonly queues: Queues,
    private readonly loops: readonly Loop[],
  ) {}

  onApplicationBootstrap(): void {
    for (const loop of this.loops) loop.start();
    this.queues.worker('notifications', ({ authorityId }) => this.deliver(authorityId));
    this.queues.start();
  }

  /** Waits for the jobs that run: each ends with the batch that it holds. */
  async beforeApplicationShutdown(): Promise<void> {
    for (const sender of this.senders) sender.stop();
    await Promise.all(this.loops.map((loop) => loop.stop()));
    await this.queues.close();
  }
}

/** Mail by GOV.UK Notify where there is a key, by the council's relay where there is one, into files otherwise. */
const mail = {
  provide: MAIL,
  inject: [CONFIG, LOG],
  useFactory: ({ notify, smtpUrl, dataDir }: WorkerConfig, log: Logger): MailTransport | NotifyTransport => {
    if (notify !== null) return openNotifyTransport(notify, log);
    return smtpUrl === null ? openFileTransport(join(dataDir, 'mail')) : openSmtpTransport(smtpUrl);
  },
};

const messages = {
  provide: DeliverMessages,
  inject: [CONFIG, MAIL, DATABASE, COUNTERS, LOG],
  useFactory: (
    config: WorkerConfig,
    transport: MailTransport,
    ...[database, counters, log]: [Database, Counters, Logger]
  ) => {
    const settings = { from: config.mailFrom, baseUrl: config.baseUrl };
    const teams = cardsOf(config, database);
    const lease = leaseRulesFor(config.chaos);
    const sending = { transport, teams, lease, perMinute: config.perMinute };
    return new DeliverMessages({ database, ...sending, settings, counters, log });
  },
};

/** Cards for teams, where their webhooks can be opened. */
function cardsOf({ fieldKey, teamsHosts }: WorkerConfig, { webhooks }: Database): MailTransport | undefined {
  if (fieldKey === null) return undefined;
  return openTeamsTransport({
    addressOf: ({ authorityId, key }) => webhooks.addressOf(authorityId, key, fieldKey),
    hosts: teamsHosts,
  });
}

/** Lists by e-mail: the same outbox and way out. */
const viewDigests = {
  provide: DeliverViewDigests,
  inject: [CONFIG, MAIL, DATABASE, COUNTERS, LOG],
  useFactory: (
    config: WorkerConfig,
    transport: MailTransport,
    ...[database, counters, log]: [Database, Counters, Logger]
  ) => {
    const settings = { from: config.mailFrom, baseUrl: config.baseUrl };
    const sending = { transport, lease: leaseRulesFor(config.chaos), perMinute: config.perMinute };
    return new DeliverViewDigests({ database, ...sending, settings, counters, log });
  },
};

const deliver = {
  provide: DELIVER,
  inject: [DeliverMessages, DeliverViewDigests],
  useFactory: (messages: DeliverMessages, lists: DeliverViewDigests): Deliver => deliverAll(messages, lists),
};

const service = {
  provide: NotificationsService,
  inject: [DeliverMessages, DeliverViewDigests, DELIVER, QUEUES, MAIL, CONFIG, DATABASE, LOG],
  useFactory: (
    sender: DeliverMessages,
    lists: DeliverViewDigests,
    send: Deliver,
    ...[queues, transport, config, database, log]: [
      Queues,
      MailTransport | NotifyTransport,
      WorkerConfig,
      Database,
      Logger,
    ]
  ) =>
    new NotificationsService([sender, lists], send, queues, [
      viewDigestLoop(database, log),
      ...receiptLoops(transport, database, log),
      ...webhookLoops(config, database, log),
    ]),
};

/** Only a provider that gives receipts is asked for them. */
function receiptLoops(transport: MailTransport | NotifyTransport, database: Database, log: Logger): Loop[] {
  if (!('receiptFor' in transport)) return [];
  const receipts = new NotifyReceipts(database, transport, log);
  return [new Loop({ name: 'receipts', idleMs: everyMinute, round: (signal) => receipts.round(signal) }, log)];
}

/** Within ten seconds of 08:00 the lists of the day are on their way. */
function viewDigestLoop(database: Database, log: Logger): Loop {
  const begin = new BeginViewDigests(database.viewDigests, log);
  return new Loop({ name: 'view-digests', idleMs: everyTenSeconds, round: (signal) => begin.round(signal) }, log);
}

/** A webhook that was set is tried within ten seconds. */
function webhookLoops({ fieldKey, teamsHosts, baseUrl }: WorkerConfig, database: Database, log: Logger): Loop[] {
  if (fieldKey === null) return [];
  const tests = new TeamsTests({ database, key: fieldKey, hosts: teamsHosts, baseUrl, log });
  return [new Loop({ name: 'webhooks', idleMs: everyTenSeconds, round: (signal) => tests.round(signal) }, log)];
}

@Global()
@Module({ providers: [mail, messages, viewDigests, deliver, service], exports: [DELIVER] })
export class NotificationsModule {}
