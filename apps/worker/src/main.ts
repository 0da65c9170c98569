import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { DatabaseRefusal, armFailpoint, failpoint } from '@kept/database';
import { openQueues } from '@kept/queue';
import { pino } from 'pino';
import { Counters } from './boot/counters.js';
import { faultOf } from './boot/loop.js';
import { openPatiently } from './boot/open-patiently.js';
import { ConfigFault, readConfig } from './config.js';
import type { WorkerConfig } from './config.js';
import { OpsServer } from './ops/ops-server.js';
import { WorkerModule } from './worker.module.js';

/** A worker that is told to stop lets go of what it holds within 15 s. */
const stopWithin = 15_000;
/** sysexits.h EX_CONFIG: starting it again changes nothing. */
const misconfigured = 78;

/** Resolves with the first SIGTERM or SIGINT; a second one ends the process at once. */
function untilToldToStop(stop: AbortController): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        if (stop.signal.aborted) process.exit(1);
        stop.abort();
        resolve();
      });
    }
  });
}

function mailOf({ notify, smtpUrl }: WorkerConfig): string {
  if (notify !== null) return 'notify';
  return smtpUrl === null ? 'files' : 'smtp';
}

async function run(): Promise<number> {
  const config = readConfig();
  armFailpoint(config.failpoint);
  const log = pino({ level: config.logLevel, base: { process: 'worker', pid: process.pid } });
  const stop = new AbortController();
  const told = untilToldToStop(stop);
  const database = await openPatiently(
    { url: config.databaseUrl, leaseChecked: config.chaos?.without !== 'lease' },
    log,
    stop.signal,
  );
  if (database === null) return 0;
  failpoint('boot.afterDatabase');
  const { databaseUrl, redisUrl } = config;
  const onError = (error: Error, where: string) => log.debug({ where, error: faultOf(error) }, 'queue connection');
  const queues = openQueues({ databaseUrl, redisUrl, onError });
  failpoint('boot.afterQueue');
  const counters = new Counters();
  const ops = new OpsServer({ database, queues, counters, log });
  const app = await NestFactory.createApplicationContext(WorkerModule.on({ config, log, database, queues, counters }), {
    logger: false,
    abortOnError: false,
  });
  if (config.opsPort !== null) await ops.listen(config.opsPort);
  log.info({ queue: queues.home, mail: mailOf(config) }, 'worker ready');
  failpoint('boot.ready');
  await told;
  setTimeout(() => process.exit(0), stopWithin).unref();
  await ops.close();
  await app.close();
  await database.close();
  log.info('worker stopped');
  return 0;
}

run().then(
  (status) => process.exit(status),
  (error: unknown) => {
    const refused = error instanceof ConfigFault || error instanceof DatabaseRefusal;
    const sentence = refused ? error.message : `The worker ended: ${JSON.stringify(faultOf(error))}`;
    process.stderr.write(`${sentence}\n`);
    process.exit(refused ? misconfigured : 1);
  },
);
