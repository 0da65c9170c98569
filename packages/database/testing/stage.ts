import { openDatabase, type ChangeContext, type Database } from '../src/index.js';
import { createTestDatabase, personOf, type PostgresVersion, type TestDatabase } from './index.js';
import { officer, requestWorkflow } from './request-workflow.js';

/** A test database with the request workflow published, the clock at 17 February 2020 09:00, and an officer at work. */
export interface Stage {
  test: TestDatabase;
  app: Database;
  worker: Database;
  migrator: Database;
  ctx: ChangeContext;
  close(): Promise<void>;
}

export async function openStage(postgres: PostgresVersion): Promise<Stage> {
  const test = await createTestDatabase({ postgres });
  const open = (role: 'app' | 'worker' | 'migrator') =>
    openDatabase({ url: test.urls[role], role, applicationName: `test-${role}`, poolSize: 10 });
  const [app, worker, migrator] = await Promise.all([open('app'), open('worker'), open('migrator')]);
  await migrator.publishing.publishLibrary({
    definitions: [{ definition: requestWorkflow }],
    rules: [],
    calendars: [],
  });
  await migrator.clock.startAt('2020-02-17T09:00:00.000Z');
  const stage: Stage = {
    test,
    app,
    worker,
    migrator,
    ctx: { authorityId: test.authorityId, actor: officer(personOf('officer')) },
    close: async () => {
      // A test may have opened its app anew.
      await Promise.all([stage.app.close(), worker.close(), migrator.close()]);
      await test.drop();
    },
  };
  return stage;
}
