import { openDatabase, type Database } from '@kept/database';
import { createTestDatabase, type TestDatabase } from '@kept/database/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig, type OperatorConfig } from './config.js';
import { makeToken } from './token.js';

const by = { kind: 'system', name: 'seed' } as const;
let test: TestDatabase;
let app: Database;
let config: OperatorConfig;

beforeAll(async () => {
  test = await createTestDatabase();
  app = await openDatabase({ url: test.urls.app, role: 'app', applicationName: 'test', poolSize: 2 });
  config = readConfig({ DATABASE_URL: test.urls.app, KEPT_DEMO: '1' });
});
afterAll(async () => {
  await app.close();
  await test.drop();
});

it('prints a token for a persona who is here', async () => {
  expect(await makeToken(config, 'chair')).toMatch(/^\S{20,}$/);
});

it('prints none outside the demo, and none for a persona that there is not', async () => {
  await expect(makeToken({ ...config, demo: false }, 'chair')).rejects.toThrow('KEPT_DEMO is 0');
  await expect(makeToken(config, 'nobody')).rejects.toThrow('There is no persona nobody here.');
});

it('prints none for somebody who has left, and one again when that is taken back', async () => {
  const { id: personId, name } = (await app.people.findByPersona(test.authorityId, 'caseworker'))!;
  const ctx = { authorityId: test.authorityId, actor: by };
  await app.leavings.leave(ctx, { personId, lastDay: '2018-06-29' });
  const refused = `${name} left on 29 June 2018: a token of theirs would open nothing.`;
  await expect(makeToken(config, 'caseworker')).rejects.toThrow(refused);
  await app.leavings.comeBack(ctx, personId);
  expect(await makeToken(config, 'caseworker')).toMatch(/^\S{20,}$/);
});
