import { openDatabase } from '@kept/database';
import type { Database, HistoryEvent } from '@kept/database';
import { createTestDatabase } from '@kept/database/testing';
import type { TestDatabase } from '@kept/database/testing';
import { londonDay, openGaps } from '@kept/domain';
import type { Facts, WorkItem } from '@kept/domain';
import { loadLibrary } from '@kept/workflows';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SeedDatabases } from './replay.js';
import { demoOpens, seedDemo } from './seed-demo.js';

const actor = { kind: 'system', name: 'seed' } as const;
let test: TestDatabase;
let databases: SeedDatabases;

beforeEach(async () => {
  test = await createTestDatabase();
  const { migrator, app, worker } = test.urls;
  databases = {
    admin: await openDatabase({ url: migrator, role: 'migrator', applicationName: 'seed-test', poolSize: 2 }),
    app: await openDatabase({ url: app, role: 'app', applicationName: 'seed-test', poolSize: 2 }),
    worker: await openDatabase({ url: worker, role: 'worker', applicationName: 'seed-test', poolSize: 2 }),
  };
  await databases.admin.publishing.publishLibrary(loadLibrary({}));
});

afterEach(async () => {
  await Promise.all(Object.values(databases).map((database: Database) => database.close()));
  await test.drop();
});

async function authorityId(): Promise<string> {
  return (await databases.app.authorities.find('kent'))?.id ?? '';
}

async function card(reference: string): Promise<{ item: WorkItem; facts: Facts; events: HistoryEvent[] }> {
  const ctx = { authorityId: await authorityId(), actor };
  const read = await databases.app.workItems.read(ctx, reference);
  if (read === null) throw new Error(`There is no ${reference}.`);
  const { events } = await databases.app.workItems.history(ctx, read.item.id, { limit: 200 });
  return { ...read, events };
}

describe('the demo on the morning of 17 February 2020', () => {
  beforeEach(async () => {
    expect(await seedDemo(databases, demoOpens)).toBe('seeded');
  });

  it('shows the four cards where they stand, and whose they are', async () => {
    const cards = await Promise.all(['CC-2018-001', 'CC-2018-002', 'CC-2019-001', 'CC-2019-002'].map(card));
    expect(cards.map(({ item }) => [item.title, item.state, item.ownerPost, item.nextDueOn])).toEqual([
      ['A guarantor for our rent', 'in-progress', 'head-of-18-plus', '2019-07-01'],
      ['Lifelong Links for every child in care', 'answered', 'assistant-director-corporate-parenting', '2018-08-15'],
      ['No council tax for care leavers', 'in-progress', 'head-of-18-plus', '2020-02-18'],
      ['Mind Your Language', 'accepted', 'corporate-parenting-officer', '2020-01-10'],
    ]);
  });

  it('keeps what the papers leave open: undertakings, contradictions, a date that was never given', async () => {
    const gaps = async (reference: string): Promise<string[]> => {
      const { item, facts } = await card(reference);
      return openGaps(item, facts.definition).map(({ field }) => field);
    };
    expect(await gaps('CC-2018-001')).toEqual(['undertakings.1', 'contradictions.1']);
    expect(await gaps('CC-2018-002')).toEqual(['answerDueOn', 'undertakings.1', 'contradictions.1']);
    expect(await gaps('CC-2019-001')).toEqual(['undertakings.1']);
    expect(await gaps('CC-2019-002')).toEqual(['answerDueOn', 'contradictions.1']);
  });

  it('fired every reminder at its own instant, and left those of the day to the worker', async () => {
    const { item, events } = await card('CC-2018-002');
    const answer = item.deadlines.find(({ key }) => key === 'answer');
    expect(answer?.dueOn).toBe('2018-06-11'); // 20 working days from 11 May 2018, over the spring bank holiday
    const reminders = events.filter(({ type }) => type === 'reminder-fired').map(({ at }) => londonDay(at));
    expect(reminders).toEqual(['2018-05-25', '2018-06-04', '2018-06-08', '2018-06-12']);
    const { item: councilTax } = await card('CC-2019-001');
    const next = councilTax.deadlines.find(({ key }) => key === 'answer')?.plan[0];
    expect(next).toEqual({ kind: 'reminder', mark: '-1wd', at: '2020-02-17T08:00:00.000Z', dueOn: '2020-02-18' });
  });

  it('told nobody about the past', async () => {
    const { item } = await card('CC-2018-002');
    expect(await databases.app.notices.ofItem(await authorityId(), item.id)).toEqual([]);
  });

  it('opens at nine, with somebody for every persona', async () => {
    const { now } = await databases.app.clock.now();
    expect(now.slice(0, 15)).toBe('2020-02-17T09:0');
    const people = await databases.app.people.list(await authorityId());
    expect(people.filter(({ persona }) => persona !== null)).toHaveLength(15);
  });

  it('is loaded once', async () => {
    expect(await seedDemo(databases, demoOpens)).toBe('there');
  });
});

describe('the demo on 10 July 2018', () => {
  it('has lived only as far as that day', async () => {
    await seedDemo(databases, '2018-07-10T09:00');
    const { item, events } = await card('CC-2018-002');
    expect(item.state).toBe('in-progress');
    expect(events.every(({ at }) => at < '2018-07-10T08:00:00.000Z')).toBe(true);
    const later = await databases.app.workItems.read({ authorityId: await authorityId(), actor }, 'CC-2019-001');
    expect(later).toBeNull();
  });
});
