import { openDatabase, type Database } from '@kept/database';
import { createTestDatabase, type TestDatabase } from '@kept/database/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig, type OperatorConfig } from './config.js';
import { releaseOutbox } from './outbox.js';

let test: TestDatabase;
let worker: Database;
let config: OperatorConfig;

beforeAll(async () => {
  test = await createTestDatabase();
  worker = await openDatabase({ url: test.urls.worker, role: 'worker', applicationName: 'test', poolSize: 2 });
  config = readConfig({ DATABASE_URL: test.urls.worker });
});
afterAll(async () => {
  await worker.close();
  await test.drop();
});

it('ends nothing where nothing was stopped', async () => {
  expect(await releaseOutbox(config)).toBeNull();
});

it('lets messages go again after a stop, says what it ended, and ends it once', async () => {
  await worker.sending.stop('the clock of the database jumped');
  const ended = await releaseOutbox(config);
  expect(ended).toMatchObject({ reason: 'the clock of the database jumped' });
  expect(Date.parse(ended!.since)).not.toBeNaN();
  expect(await worker.sending.stopped()).toBeNull();
  expect(await releaseOutbox(config)).toBeNull();
});
