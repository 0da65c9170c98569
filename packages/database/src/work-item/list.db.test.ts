import type { Deadline, WorkItem } from '@kept/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personOf, postgresVersions, withClient } from '../../testing/index.js';
import { newRequest, replyDeadline } from '../../testing/request-workflow.js';
import { openStage, type Stage } from '../../testing/stage.js';
import { CursorFault } from '../connection/faults.js';
import { listStatement } from './list-statement.js';
import type { ListQuery, ListScope, ListSort } from './work-item.store.js';

const openedBy = (role: string) => ({ openings: [{ workflow: 'request', version: 1, role }] });
const seesAll: ListScope = {
  workflows: ['request'],
  ...openedBy('officer'),
  posts: [],
  personId: personOf('officer'),
  exempt: true,
};
const out = { ground: 'move', from: '2020-02-10', by: 'Asha Whitcombe', at: '2020-02-10T09:00:00.000Z' };
const all: ListQuery = { sort: 'due', limit: 200 };

describe.each(postgresVersions)('PostgreSQL %s', (postgres) => {
  let stage: Stage;
  const list = (query: Partial<ListQuery>, scope: Partial<ListScope> = {}) =>
    stage.app.workItems.list(stage.ctx, { ...all, ...query }, { ...seesAll, ...scope });
  const titles = async (query: Partial<ListQuery>, scope: Partial<ListScope> = {}) =>
    (await list(query, scope)).rows.map((row) => row.title);

  beforeAll(async () => {
    stage = await openStage(postgres);
    for (let index = 0; index < 60; index += 1) {
      // Seven dates for sixty items, so that a page always ends among equals; every tenth is closed.
      const dueOn = `2020-02-${String(14 + (index % 7)).padStart(2, '0')}`;
      await stage.app.workItems.create(stage.ctx, 'request', (facts) => ({
        allowed: true,
        change: newRequest(facts, {
          title: `Request ${index}`,
          ownerPost: index % 3 === 0 ? 'head-of-fostering' : 'corporate-parenting-officer',
          ...(index % 10 === 9
            ? { state: 'done', closed: true, nextDueOn: null }
            : { nextDueOn: dueOn, deadlines: [replyDeadline(dueOn, [], facts.now)] }),
          exempt: index === 20,
          restrictedTo: index === 21 ? { posts: ['head-of-fostering'], people: [personOf('caseworker')] } : null,
          hiddenFrom: index === 23 || index === 24 ? ['chair', 'panel-member'] : [],
          contributors: index === 22 ? ['area-sen-manager'] : [],
          level: index === 25 ? 2 : index === 26 ? 1 : 0,
        }),
      }));
    }
  });
  afterAll(() => stage.close());

  test.each<ListSort>(['due', '-due', 'reference', '-reference', 'created', '-created'])(
    'sorted by %s, pages of 7 give every item once and in order',
    async (sort) => {
      const rows: WorkItem[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < 20; page += 1) {
        const { rows: more, nextCursor } = await list(
          { sort, limit: 7, ...(cursor !== undefined && { cursor }) },
          { posts: ['head-of-fostering'] },
        );
        rows.push(...more);
        if (nextCursor === null) break;
        cursor = nextCursor;
      }
      expect(rows.length).toBe(60);
      expect(new Set(rows.map((row) => row.id)).size).toBe(60);
      const value = (row: (typeof rows)[number]) =>
        ({ due: row.nextDueOn ?? '9', reference: row.reference, created: row.createdAt })[
          sort.replace('-', '') as 'due'
        ];
      const values = rows.map(value);
      expect(values).toEqual(
        [...values].sort((one, other) => (sort.startsWith('-') ? -1 : 1) * (one < other ? -1 : Number(one > other))),
      );
    },
  );

  test('carries deadlines without their receipts', async () => {
    const { rows, today } = await list({ limit: 1, closed: false });
    expect(rows[0]?.deadlines).toMatchObject([
      { key: 'reply', dueOn: '2020-02-14', receipt: [], startedAt: expect.stringMatching(/Z$/) },
    ]);
    expect(today).toBe('2020-02-17');
  });

  test('filters by owner, team, state, level, date, overdue, words', async () => {
    // One of the twenty is restricted to others.
    expect((await titles({ ownerPosts: ['head-of-fostering'] })).length).toBe(19);
    expect(
      (
        await titles(
          { ownerPosts: ['head-of-fostering', 'corporate-parenting-officer'] },
          { posts: ['head-of-fostering'] },
        )
      ).length,
    ).toBe(60);
    expect(await titles({ ownerPosts: [] })).toEqual([]);
    expect((await titles({ team: 'fostering' })).length).toBe(19);
    expect((await titles({ closed: true })).length).toBe(6);
    expect((await titles({ states: ['done'] })).length).toBe(6);
    expect(await titles({ level: 2 })).toEqual(['Request 25']);
    expect(await titles({ level: 1 })).toEqual(['Request 26']);
    const overdue = (await list({ overdue: true })).rows;
    expect(overdue.every((row) => (row.nextDueOn ?? '9') < '2020-02-17')).toBe(true);
    expect(overdue.length + (await list({ overdue: false })).rows.length).toBe(59);
    expect((await list({ dueBefore: '2020-02-15' })).rows.every((row) => row.nextDueOn === '2020-02-14')).toBe(true);
    const due = (await list({ dueFrom: '2020-02-19' })).rows.map((row) => row.nextDueOn);
    expect([...new Set(due)], 'nothing that is closed').toEqual(['2020-02-19', '2020-02-20']);
    expect(await titles({ q: 'request 33' })).toEqual(['Request 33']);
    expect(await titles({ q: '%' })).toEqual([]);
    expect(await titles({ q: 'rq-2020-001' })).toEqual(['Request 0']);
  });

  test('takes nothing for overdue that is paused, and hours by the instant', async () => {
    const day = replyDeadline('2020-02-14', [], '2020-02-03T09:00:00.000Z');
    const hours = { ...day, dueOn: '2020-02-17' };
    const cases: readonly [string, Partial<Deadline>][] = [
      ['Hours, gone', { ...hours, dueAt: '2020-02-17T08:00:00.000Z' }],
      ['Hours, left', { ...hours, dueAt: '2020-02-17T18:00:00.000Z' }],
      ['Today', hours],
      ['Paused', { status: 'suspended', suspensions: [{ ...out, resumes: null }] }],
      ['Running', {}],
    ];
    for (const [title, differs] of cases) {
      const deadline: Deadline = { ...day, ...differs };
      await stage.app.workItems.create(stage.ctx, 'request', (facts) => ({
        allowed: true,
        change: newRequest(facts, { title: `Late? ${title}`, nextDueOn: deadline.dueOn, deadlines: [deadline] }),
      }));
    }
    const found = async (overdue: boolean) => (await titles({ q: 'Late?', overdue })).toSorted();
    expect(await found(true)).toEqual(['Late? Hours, gone', 'Late? Running']);
    expect(await found(false)).toEqual(['Late? Hours, left', 'Late? Paused', 'Late? Today']);
  });

  test('shows what the scope shows: roles, own posts, exempt and restricted items', async () => {
    expect(await titles({}, { openings: [] })).toEqual([]);
    // A role that another version opens sees nothing of this one's items.
    expect(await titles({}, { openings: [{ workflow: 'request', version: 2, role: 'officer' }] })).toEqual([]);
    expect(await titles({ q: 'Request 22' }, { openings: [], posts: ['area-sen-manager'] })).toEqual(['Request 22']);
    expect(await titles({ q: 'Request 20' }, { exempt: false })).toEqual([]);
    expect(await titles({ q: 'Request 20' }, { exempt: false, posts: ['corporate-parenting-officer'] })).toEqual([
      'Request 20',
    ]);
    expect(await titles({ q: 'Request 21' })).toEqual([]);
    expect(await titles({ q: 'Request 21' }, { personId: personOf('caseworker') })).toEqual(['Request 21']);
    expect(await titles({ q: 'Request 21' }, { posts: ['head-of-fostering'] })).toEqual(['Request 21']);
  });

  test('hides from a role what its state hides, unless a post or another role sees it', async () => {
    const chair = openedBy('chair');
    expect(await titles({ q: 'Request 2' })).toHaveLength(10);
    expect(await titles({ q: 'Request 23' })).toEqual(['Request 23']);
    expect(await titles({ q: 'Request 23' }, chair)).toEqual([]);
    expect(await titles({ q: 'Request 24' }, chair)).toEqual([]);
    expect(await titles({ q: 'Request 24' }, { ...chair, posts: ['head-of-fostering'] })).toEqual(['Request 24']);
    expect(await titles({ q: 'Request 25' }, chair)).toEqual(['Request 25']);
    // A role of another workflow opens nothing here.
    const elsewhere = { openings: [...chair.openings, { workflow: 'other', version: 1, role: 'caseworker' }] };
    expect(await titles({ q: 'Request 23' }, elsewhere)).toEqual([]);
    expect(await titles({ q: 'Request 23' }, { openings: [...chair.openings, ...seesAll.openings] })).toEqual([
      'Request 23',
    ]);
  });

  test('gives the pages of one moment, each item once, whatever moves meanwhile', async () => {
    const before = await titles({ closed: false });
    const seen: string[] = [];
    const query = { ...all, closed: false, limit: 10 };
    const visit = async ({ rows }: { rows: readonly WorkItem[] }) => {
      seen.push(...rows.map(({ title }) => title));
      if (seen.length > rows.length) return;
      await stage.app.workItems.create(stage.ctx, 'request', (facts) => ({
        allowed: true,
        change: newRequest(facts, { title: 'Came meanwhile', nextDueOn: '2020-03-01' }),
      }));
    };
    const pages = (mostPages: number) =>
      stage.app.workItems.pages(stage.ctx, { query, scope: seesAll, mostPages, visit });
    expect(await pages(50)).toBe(false);
    expect(seen).toEqual(before);
    expect(await pages(2)).toBe(true);
  });

  test('refuses a cursor that it did not give out for this sort', async () => {
    const { nextCursor } = await list({ limit: 5 });
    const forged = Buffer.from(
      JSON.stringify(['due', "2020-02-17'; drop table work_items", personOf('officer')]),
    ).toString('base64url');
    await expect(list({ cursor: nextCursor ?? '', sort: 'created' })).rejects.toThrow(CursorFault);
    await expect(list({ cursor: forged })).rejects.toThrow(CursorFault);
    await expect(list({ cursor: 'nonsense' })).rejects.toThrow(CursorFault);
  });

  test('walks the index from the cursor on, without a sort', async () => {
    const { nextCursor } = await list({ limit: 25 });
    const plans = await withClient(stage.test.urls.app, async (client) => {
      await client.query(`select set_config('app.authority', $1, false), set_config('enable_seqscan', 'off', false)`, [
        stage.test.authorityId,
      ]);
      const questions: ListQuery[] = [
        { ...all, limit: 25, closed: false, cursor: nextCursor ?? '' },
        { ...all, limit: 25, closed: false, ownerPosts: ['head-of-fostering'] },
        { ...all, limit: 25, sort: '-created' },
        { ...all, limit: 25, sort: 'reference' },
      ];
      const explained: string[] = [];
      for (const question of questions) {
        const { text, values } = listStatement(stage.test.authorityId, question, seesAll);
        const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${text}`, [...values]);
        explained.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
      }
      return explained;
    });
    expect(plans[0]).toMatch(/Index Scan using work_items_by_due .*\n\s+Index Cond: .*ROW\(sort_due, id\) > ROW/);
    expect(plans[1]).toMatch(/Index Scan using work_items_by_owner/);
    expect(plans[2]).toMatch(/Index Scan Backward using work_items_by_created/);
    expect(plans[3]).toMatch(/Index Scan using work_items_by_reference/);
    for (const plan of plans) expect(plan).not.toMatch(/\bSort\b.*\n.*work_items/);
  });
});
