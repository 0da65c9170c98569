import { createTestDatabase, withClient, type TestDatabase } from '@kept/database/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig } from './config.js';
import { checkInvariants } from './invariants.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

const checked = (url: string) => checkInvariants(readConfig({ DATABASE_URL: url }));
const brokenOf = ({ authorities }: Awaited<ReturnType<typeof checkInvariants>>) =>
  authorities.flatMap(({ invariants }) => invariants.filter(({ broken }) => broken > 0).map(({ key }) => key));

it('asks every invariant, those of the messages and of the audit too', async () => {
  const report = await checked(test.urls.migrator);
  expect(report.sound).toBe(true);
  const asked = report.authorities[0]?.invariants.map(({ key }) => key);
  expect(asked).toEqual(expect.arrayContaining(['fires-once', 'notice-has-message', 'audit-leaf-is-its-hash']));
});

it('finds an entry of the audit that was changed', async () => {
  await withClient(test.urls.owner, (client) =>
    client.query(
      `insert into audit.entries (authority_id, id, action, actor, object_id, canonical, leaf)
       values ($1, gen_random_uuid(), 'created', 'nobody', gen_random_uuid(), 'changed', 'of something else')`,
      [test.authorityId],
    ),
  );
  const report = await checked(test.urls.owner);
  expect([report.sound, brokenOf(report)]).toEqual([false, ['audit-leaf-is-its-hash']]);
});

it('says which login it takes, where that of a process was given', async () => {
  const needed = 'DATABASE_URL must name a member of kept_migrator';
  await expect(checked(test.urls.worker)).rejects.toThrow(needed);
  await expect(checked(test.urls.app)).rejects.toThrow(needed);
});
