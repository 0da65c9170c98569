import { DatabaseRefusal, armFailpoint, failpoint, openDatabase } from '@kept/database';
import { readConfig } from './config.js';
import { createApp } from './create-app.js';
import { makeLog } from './http/log.js';

/** How long requests that were taken may still run when the process is told to end. */
const closingLimit = 10_000;

async function main(): Promise<void> {
  const read = readConfig();
  if (!read.ok) {
    for (const fault of read.faults) console.error(fault);
    process.exit(2);
  }
  const { config } = read;
  armFailpoint(config.failpoint);
  const log = makeLog(config.logLevel);
  const database = await openDatabase({ url: config.databaseUrl, role: 'app', applicationName: 'kept-api' });
  failpoint('boot.afterDatabase');
  const app = await createApp({ database, config }, log);
  const end = async (): Promise<void> => {
    setTimeout(() => process.exit(0), closingLimit).unref();
    await app.close();
    await database.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void end());
  await app.listen({ port: config.port, host: config.host });
  log.info({ port: config.port, host: config.host, demo: config.demo }, 'listening');
  failpoint('boot.ready');
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? `The API could not start: ${error.message}` : 'The API could not start.');
  process.exit(error instanceof DatabaseRefusal ? 2 : 1);
}
