import type { Fields, WorkItem } from '@kept/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personOf, postgresVersions } from '../../testing/index.js';
import { newRequest, replyDeadline } from '../../testing/request-workflow.js';
import { openStage, type Stage } from '../../testing/stage.js';
import type { ListScope } from '../work-item/work-item.store.js';

const seesAll: ListScope = {
  workflows: ['request'],
  openings: [{ workflow: 'request', version: 1, role: 'officer' }],
  posts: [],
  personId: personOf('officer'),
  exempt: true,
};
const seesNothing: ListScope = { ...seesAll, workflows: [], openings: [] };

/** Three open requests and a closed one, with schools that were asked, on 17 February 2020. */
describe.each(postgresVersions)('what homes count on PostgreSQL %s', (postgres) => {
  let stage: Stage;
  const asked = { workflows: ['request'], kind: 'asked' };
  const waits = { ...asked, without: 'answeredOn', deadline: 'reply', fields: ['subject'] };

  const add = (title: string, item: Partial<WorkItem>, asks: readonly Fields[] = [], dueOn = '2020-02-28') =>
    stage.app.workItems.create(stage.ctx, 'request', (facts) => {
      const entry = (fields: Fields, index: number) => ({
        no: index + 1,
        fields,
        addedAt: facts.now,
        addedBy: 'Asha Whitcombe',
      });
      const deadlines = item.closed
        ? []
        : asks.map((_, index) => ({ ...replyDeadline(dueOn, [], facts.now), occurrence: index + 1 }));
      const nextDueOn = item.closed ? null : dueOn;
      return {
        allowed: true,
        change: newRequest(facts, { title, nextDueOn, deadlines, records: { asked: asks.map(entry) }, ...item }),
      };
    });

  beforeAll(async () => {
    stage = await openStage(postgres);
    await add('First', { fields: { subject: 'east' } }, [
      { school: 'A', year: 10, answer: 'full', answeredOn: '2020-01-20' },
      { school: 'B', year: 10 },
    ]);
    await add('Second', { ownerPost: 'head-of-fostering' }, [{ school: 'A', year: 10 }], '2020-02-14');
    await add('Third', { restrictedTo: { posts: ['head-of-fostering'], people: [] } }, [{ school: 'C', year: 7 }]);
    await add('Over', { state: 'done', closed: true }, [
      { school: 'A', year: 10, answer: 'offered', answeredOn: '2020-02-03' },
      { school: 'B', year: 9, answer: 'full', answeredOn: '2019-12-02' },
      { school: 'D', year: 9 },
    ]);
  });
  afterAll(() => stage.close());

  const waiting = (scope = seesAll) => stage.app.dashboards.waiting(stage.test.authorityId, waits, scope);

  test('entries that wait are told with their date and how late it is, the longest late first, of open items alone', async () => {
    const rows = await waiting();
    expect(rows.map(({ title, no, dueOn, daysLate, values }) => [title, no, dueOn, daysLate, values])).toEqual([
      ['Second', 1, '2020-02-14', 3, ['buses']],
      ['First', 2, '2020-02-28', -11, ['east']],
    ]);
    expect(rows[0]?.fields).toEqual({ school: 'A', year: 10 });
    expect(rows[0]?.addedOn).toBe('2020-02-17');
  });

  test('nobody is told of an item that they may not see', async () => {
    expect(await waiting(seesNothing)).toEqual([]);
    const theirs = await waiting({ ...seesAll, posts: ['head-of-fostering'] });
    expect(theirs.map(({ title }) => title)).toContain('Third');
  });

  test('the newest entry counts for each school and year, whichever item it stands on', async () => {
    const newest = await stage.app.dashboards.newest(
      stage.test.authorityId,
      { ...asked, by: ['school', 'year'], on: 'answeredOn' },
      seesAll,
    );
    expect(newest.map(({ school, year, answer }) => [school, year, answer])).toEqual([
      ['A', 10, 'offered'],
      ['B', 9, 'full'],
    ]);
  });

  test('values are counted over open and closed items, what holds none too', async () => {
    const values = await stage.app.dashboards.values(stage.test.authorityId, { ...asked, field: 'answer' }, seesAll);
    expect(Object.fromEntries(values.map(({ value, entries }) => [String(value), entries]))).toEqual({
      full: 2,
      offered: 1,
      null: 3,
    });
  });

  test('a tally is of the posts that it asks for, and late where a date has passed', async () => {
    const tally = (query: object, scope: ListScope | null = seesAll) =>
      stage.app.dashboards.tally(stage.test.authorityId, { workflows: ['request'], ...query }, scope);
    const of = (rows: Awaited<ReturnType<typeof tally>>) => rows.reduce((sum, { items }) => sum + items, 0);
    expect(of(await tally({}))).toBe(2);
    expect(of(await tally({ closed: true }))).toBe(3);
    expect(of(await tally({ ownerPosts: [] }))).toBe(0);
    const fostering = await tally({ ownerPosts: ['head-of-fostering'] });
    expect(fostering.map(({ late, items }) => [late, items])).toEqual([[true, 1]]);
    expect(of(await tally({}, null))).toBe(2);
    expect(of(await tally({}, seesNothing))).toBe(0);
  });
});
