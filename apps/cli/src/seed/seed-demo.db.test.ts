import { londonDay } from '@kept/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openForSeeding, readerOf, type DemoReader } from '../../testing/seeded-demo.js';
import type { SeedDatabases } from './replay.js';
import { demoOpens, seedDemo } from './seed-demo.js';

let databases: SeedDatabases;
let demo: DemoReader;
let close: () => Promise<void>;

/** The demo is loaded once for all that only look at it. */
function seededAt(now: string): void {
  beforeAll(async () => {
    ({ databases, close } = await openForSeeding());
    expect(await seedDemo(databases, now)).toBe('seeded');
    demo = readerOf(databases);
  }, 120_000);
  afterAll(() => close());
}

describe('the demo on the morning of 17 February 2020', () => {
  seededAt(demoOpens);

  it('shows the four cards where they stand, and whose they are', async () => {
    const cards = await demo.all('challenge-card');
    expect(cards.map((item) => [item.reference, item.title, item.state, item.ownerPost, item.nextDueOn])).toEqual([
      ['CC-2018-001', 'A guarantor for our rent', 'in-progress', 'head-of-18-plus', '2019-07-01'],
      [
        'CC-2018-002',
        'Lifelong Links for every child in care',
        'answered',
        'assistant-director-corporate-parenting',
        '2018-08-15',
      ],
      ['CC-2019-001', 'No council tax for care leavers', 'in-progress', 'head-of-18-plus', '2020-02-18'],
      ['CC-2019-002', 'Mind Your Language', 'accepted', 'corporate-parenting-officer', '2020-01-10'],
    ]);
  });

  it('keeps what the papers leave open: undertakings, contradictions, a date that was never given', async () => {
    expect(await demo.gaps('CC-2018-001')).toEqual(['undertakings.1', 'contradictions.1']);
    expect(await demo.gaps('CC-2018-002')).toEqual(['answerDueOn', 'undertakings.1', 'contradictions.1']);
    expect(await demo.gaps('CC-2019-001')).toEqual(['undertakings.1']);
    expect(await demo.gaps('CC-2019-002')).toEqual(['answerDueOn', 'contradictions.1']);
  });

  it('fired every reminder at its own instant, and left those of the day to the worker', async () => {
    const { item, events } = await demo.read('CC-2018-002');
    const answer = item.deadlines.find(({ key }) => key === 'answer');
    expect(answer?.dueOn).toBe('2018-06-11'); // 20 working days from 11 May 2018, over the spring bank holiday
    const reminders = events.filter(({ type }) => type === 'reminder-fired').map(({ at }) => londonDay(at));
    expect(reminders).toEqual(['2018-05-25', '2018-06-04', '2018-06-08', '2018-06-12']);
    const { item: councilTax } = await demo.read('CC-2019-001');
    const next = councilTax.deadlines.find(({ key }) => key === 'answer')?.plan[0];
    expect(next).toEqual({ kind: 'reminder', mark: '-1wd', at: '2020-02-17T08:00:00.000Z', dueOn: '2020-02-18' });
  });

  it('told nobody about the past', async () => {
    const { item } = await demo.read('CC-2018-002');
    expect(await databases.app.notices.ofItem(await demo.authorityId(), item.id)).toEqual([]);
  });

  it('opens at nine, with somebody for every persona', async () => {
    const { now } = await databases.app.clock.now();
    expect(now.slice(0, 15)).toBe('2020-02-17T09:0');
    const people = await databases.app.people.list(await demo.authorityId());
    expect(people.filter(({ persona }) => persona !== null)).toHaveLength(15);
  });

  it('leaves no item without a next date while it is open', async () => {
    const reference = await databases.app.reference.load(await demo.authorityId());
    for (const key of new Set(reference.definitions.map((definition) => definition.key))) {
      const items = await demo.all(key);
      expect(items.filter(({ closed, nextDueOn }) => closed === (nextDueOn !== null))).toEqual([]);
    }
  });

  it('is loaded once', async () => {
    expect(await seedDemo(databases, demoOpens)).toBe('there');
  });
});

describe('the demo on 10 July 2018', () => {
  seededAt('2018-07-10T09:00');

  it('has lived only as far as that day', async () => {
    const { item, events } = await demo.read('CC-2018-002');
    expect(item.state).toBe('in-progress');
    expect(events.every(({ at }) => at < '2018-07-10T08:00:00.000Z')).toBe(true);
    await expect(demo.read('CC-2019-001')).rejects.toThrow('There is no CC-2019-001.');
  });

  it('has the reports for 19 July drafted and cleared, and none of them published', async () => {
    const reports = await demo.all('work-programme-item');
    expect(reports.map(({ state }) => state).sort()).toEqual([
      'cleared-by-cabinet-member',
      'cleared-by-cabinet-member',
      'cleared-by-cabinet-member',
      'cleared-by-cabinet-member',
      'scheduled-without-paper',
      'scheduled-without-paper',
      'unscheduled',
    ]);
  });
});
