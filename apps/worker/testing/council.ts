import { randomUUID } from 'node:crypto';
import { createTestDatabase, personOf, withClient } from '@kept/database/testing';
import { openDatabase } from '@kept/database';
import type { Database } from '@kept/database';
import { createWorkItem } from '@kept/domain';
import type { Actor, Decision, Facts, Instant, WorkItem } from '@kept/domain';
import { loadLibrary } from '@kept/workflows';

/** The invented council of the database tests with the library published, a clock that tests set, and cards in it. */
export interface Council {
  authorityId: string;
  urls: { worker: string; owner: string };
  /** As the worker sees it. */
  database: Database;
  /** As the API does. */
  app: Database;
  setClock(instant: Instant): Promise<void>;
  /** A challenge card raised at the clock's now, owned by the Head of Fostering. */
  raiseCard(title: string): Promise<WorkItem>;
  change(id: string, decide: (item: WorkItem, facts: Facts) => Decision): Promise<void>;
  rows<Row>(sql: string): Promise<Row[]>;
  drop(): Promise<void>;
}

const officer: Actor = {
  kind: 'person',
  personId: personOf('officer'),
  name: 'Asha Whitcombe',
  roles: ['officer'],
  posts: ['corporate-parenting-officer'],
};

export async function openCouncil(): Promise<Council> {
  const { urls, authorityId, drop } = await createTestDatabase();
  const as = (role: 'app' | 'worker' | 'migrator') =>
    openDatabase({ url: urls[role], role, applicationName: `test-${role}`, poolSize: 4 });
  const [migrator, app, worker] = await Promise.all([as('migrator'), as('app'), as('worker')]);
  await migrator.publishing.publishLibrary(loadLibrary());
  const ctx = { authorityId, actor: officer };
  return {
    authorityId,
    urls,
    database: worker,
    app,
    setClock: async (instant) => void (await migrator.clock.startAt(instant)),
    async raiseCard(title) {
      const made = await app.workItems.create(ctx, 'challenge-card', (facts) =>
        createWorkItem(cardOf(title, facts), facts),
      );
      if (made.kind !== 'changed') throw new Error(`no card: ${JSON.stringify(made)}`);
      return made.item;
    },
    async change(id, decide) {
      const outcome = await app.workItems.change(ctx, id, decide);
      if (outcome.kind !== 'changed') throw new Error(`not changed: ${JSON.stringify(outcome)}`);
    },
    rows: <Row>(sql: string) => withClient(urls.owner, async (client) => (await client.query(sql)).rows as Row[]),
    async drop() {
      await Promise.all([migrator.close(), app.close(), worker.close()]);
      await drop();
    },
  };
}

function cardOf(title: string, facts: Facts) {
  const fields = { question: `${title}?`, raisedBy: 'ocypc', raisedOn: facts.today };
  return { id: randomUUID(), reference: '', title, fields, ownerPost: 'head-of-fostering' };
}
