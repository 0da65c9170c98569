import {
  maySee,
  mightSeeThen,
  scopeOf,
  type Actor,
  type CommentDraft,
  type WorkflowDefinition,
  type WorkItem,
} from '@kept/domain';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personOf, postgresVersions, withClient } from '../../testing/index.js';
import { edited, newRequest, requestWorkflow } from '../../testing/request-workflow.js';
import { openStage, type Stage } from '../../testing/stage.js';
import { CursorFault } from '../connection/faults.js';
import type { ItemHit, SearchHit, SearchQuery } from './search.store.js';

const field = { required: false, plain: false } as const;
const definition = {
  ...requestWorkflow,
  version: 2,
  fields: {
    subject: { ...field, type: 'text', label: 'Subject' },
    minute: { ...field, type: 'integer', label: 'Minute' },
    remark: { ...field, type: 'text', label: 'Remark', visibleTo: ['officer'] },
  },
} as const;
const comment = (text: string, sight: Partial<CommentDraft['sight']> = {}): CommentDraft => ({
  id: uuid(),
  text,
  by: 'Asha Whitcombe',
  byId: null,
  at: '2020-02-17T09:00:00.000Z',
  mentions: [],
  sight: { exempt: false, restrictedTo: null, hiddenFrom: [], ...sight },
});
const person = (roles: string[], posts: string[] = [], personId = personOf('officer')) =>
  ({ kind: 'person', personId, name: 'Asha Whitcombe', roles, posts }) as Actor;
const officer = person(['officer']);

describe.each(postgresVersions)('a search, PostgreSQL %s', (postgres) => {
  let stage: Stage;
  const items = new Map<string, WorkItem>();
  const comments = new Map<string, { item: string; comment: CommentDraft }>();

  const make = async (title: string, item: Partial<WorkItem> = {}) => {
    const made = await stage.app.workItems.create(stage.ctx, 'request', (facts) => ({
      allowed: true,
      change: newRequest(facts, { title, definitionVersion: 2, fields: {}, ...item }),
    }));
    if (made.kind !== 'changed') throw new Error(made.kind);
    items.set(title, made.item);
    return made.item;
  };
  const change = async (title: string, to: Partial<WorkItem>, said?: CommentDraft) => {
    const changed = await stage.app.workItems.change(stage.ctx, items.get(title)!.id, (item, facts) => ({
      allowed: true,
      change: { ...edited(item, facts, to), ...(said !== undefined && { comment: said }) },
    }));
    if (changed.kind !== 'changed') throw new Error(changed.kind);
    items.set(title, changed.item);
    if (said) comments.set(said.text, { item: title, comment: said });
  };
  /** What meetings hold is another test's: find-meetings. */
  const page = async (
    q: string,
    query: Partial<SearchQuery> = {},
    actor = officer,
    versions: WorkflowDefinition[] = [definition],
  ) => {
    const scope = { items: scopeOf(versions, actor), meetings: { edition: 'full', minutes: true } } as const;
    const found = await stage.app.search.find(stage.ctx.authorityId, { q, limit: 50, ...query }, scope);
    return { ...found, hits: found.hits as ItemHit[] };
  };
  const find = async (q: string, query: Partial<SearchQuery> = {}, actor = officer) =>
    (await page(q, query, actor)).hits;
  const titles = async (q: string, query: Partial<SearchQuery> = {}) =>
    (await find(q, query)).map(({ item }) => item.title).sort();
  const words = (hit: SearchHit | undefined) =>
    hit?.excerpts.map(({ where, text, highlights }) => [
      where,
      ...highlights.map(({ from, to }) => text.slice(from, to)),
    ]);

  beforeAll(async () => {
    stage = await openStage(postgres);
    await stage.migrator.publishing.publishLibrary({
      definitions: [{ definition: requestWorkflow }, { definition }],
      rules: [],
      calendars: [],
    });
    await make('A later bus on Saturdays', {
      fields: { subject: 'Buses for the young people of Thanet', minute: 12, remark: 'Walrus' },
    });
    await make('Passports in time', { fields: { subject: 'How activities abroad are missed' } });
    await change(
      'Passports in time',
      {
        evidence: [
          {
            no: 1,
            title: 'Letter to the passport office',
            note: 'Sent with <b>every</b> form',
            link: null,
            file: null,
            addedAt: '2020-02-17T09:00:00.000Z',
            addedBy: 'Asha Whitcombe',
          },
        ],
      },
      comment('They asked for the passport again: see RQ-2020-001.'),
    );
  });
  afterAll(() => stage.close());

  test.each([
    ['bus', ['A later bus on Saturdays']],
    ['buses saturday', ['A later bus on Saturdays']],
    ['activi', ['Passports in time']],
    ['activity', ['Passports in time']],
    ['young peo', ['A later bus on Saturdays']],
    ['"young people"', ['A later bus on Saturdays']],
    ['"people young"', []],
    ['bus or abroad', ['A later bus on Saturdays', 'Passports in time']],
    ['minute 12', ['A later bus on Saturdays']],
    ['the', ['A later bus on Saturdays']],
    ['rq-2020-001', ['A later bus on Saturdays']],
    ['RQ-2020-0', ['A later bus on Saturdays', 'Passports in time']],
    ['nowhere', []],
    ["- ! & | ( :* \\ '", []],
    ['%', []],
  ])('finds items by “%s”', async (q, found) => {
    expect(await titles(q, { kind: 'item' })).toEqual(found);
  });

  test('says where the words stand: in the field, the evidence or the comment', async () => {
    expect(words((await find('buses saturday'))[0])).toEqual([
      ['title', 'Saturdays'],
      ['field.subject', 'Buses'],
    ]);
    const hits = await find('passport');
    expect(hits.map(({ kind, no }) => [kind, no]).sort()).toEqual([
      ['comment', null],
      ['evidence', 1],
      ['item', null],
    ]);
    expect(words(hits.find(({ kind }) => kind === 'evidence'))).toEqual([['title', 'passport']]);
    expect(words(hits.find(({ kind }) => kind === 'comment'))).toEqual([['comment', 'passport']]);
    expect(words((await find('activi'))[0])).toEqual([['field.subject', 'activities']]);
    expect((await find('rq-2020-001')).map(words).sort()).toEqual([
      [['comment', 'RQ-2020-001']],
      [['reference', 'RQ-2020-001']],
    ]);
    expect((await find('every'))[0]?.excerpts[0]?.text).toBe('Sent with <b>every</b> form');
    expect(await titles('passport', { workflow: 'nothing' })).toEqual([]);
  });

  test('finds by nothing that is kept from somebody, and what an item said before no longer', async () => {
    expect(await titles('walrus')).toEqual([]);
    await make('First wording');
    await change('First wording', { title: 'Second wording' });
    expect(await titles('first wording')).toEqual([]);
    expect(await titles('second wording')).toEqual(['Second wording']);
  });

  test('gives every hit once, newest first, page by page, whoever else’s lie between', async () => {
    for (let index = 0; index < 12; index += 1)
      await make(
        `Zebra ${index}`,
        index % 3 === 0 ? { restrictedTo: { posts: ['head-of-fostering'], people: [] } } : {},
      );
    const seen: string[] = [];
    const sizes: number[] = [];
    for (let cursor: string | undefined; ;) {
      const { hits, nextCursor } = await page('zebra', { limit: 3, ...(cursor !== undefined && { cursor }) });
      seen.push(...hits.map(({ item }) => item.title));
      sizes.push(hits.length);
      if (nextCursor === null) break;
      cursor = nextCursor;
    }
    expect(sizes).toEqual([3, 3, 2]);
    expect(seen).toEqual([11, 10, 8, 7, 5, 4, 2, 1].map((index) => `Zebra ${index}`));
    await expect(page('zebra', { cursor: 'x' })).rejects.toThrow(CursorFault);
  });

  test('shows what the domain shows, of items and of what was said', async () => {
    const sights: Partial<CommentDraft['sight']>[] = [
      {},
      { exempt: true },
      { restrictedTo: { posts: ['head-of-fostering'], people: [personOf('caseworker')] } },
      { hiddenFrom: ['panel-member'] },
    ];
    for (const [at, sight] of sights.entries()) {
      await make(`Quokka ${at}`, { ownerPost: 'corporate-director', contributors: ['area-sen-manager'], ...sight });
      for (const [then, said] of sights.entries())
        await change(`Quokka ${at}`, {}, comment(`Quokka ${at} said ${then}`, said));
    }
    const actors = [
      officer,
      person(['panel-member']),
      person(['officer', 'panel-member']),
      person(['director']),
      person([], ['corporate-director']),
      person(['panel-member'], ['corporate-director']),
      person([], ['area-sen-manager']),
      person([], ['head-of-fostering']),
      person([], [], personOf('caseworker')),
      person([]),
    ];
    // A later version that the panel has no part in: sight goes by the version of each item.
    const narrower = { ...definition, version: 3, visibility: { officer: ['item'] } } as const;
    await stage.migrator.publishing.publishLibrary({
      definitions: [{ definition: requestWorkflow }, { definition }, { definition: narrower }],
      rules: [],
      calendars: [],
    });
    await make('Quokka of the next version', { definitionVersion: 3 });
    const versionOf = (item: WorkItem) => (item.definitionVersion === 3 ? narrower : definition);
    const both = [definition, narrower];
    for (const actor of actors) {
      const shown = [...items.values()]
        .filter((item) => item.title.startsWith('Quokka') && maySee(item, versionOf(item), actor))
        .map(({ title }) => title);
      const said = [...comments.values()].filter(
        ({ item, comment: { sight } }) =>
          shown.includes(item) && mightSeeThen(items.get(item)!, sight, versionOf(items.get(item)!), actor),
      );
      const { hits } = await page('quokka', { limit: 50 }, actor, both);
      const ids = hits.map(({ kind, item, excerpts }) => (kind === 'item' ? item.title : excerpts[0]?.text)).sort();
      expect(ids, JSON.stringify(actor)).toEqual(
        [...shown, ...said.map(({ comment: { text } }) => text)].filter((text) => text.startsWith('Quokka')).sort(),
      );
    }
  });

  test('reads the texts of one council, and writes them by nobody’s hand', async () => {
    const trying = (text: string, authority = true) =>
      withClient(stage.test.urls.app, async (client) => {
        if (authority) await client.query(`select set_config('app.authority', $1, false)`, [uuid()]);
        return (await client.query(text)).rows;
      });
    const hits = `select * from app.search_hits(app.search_query('bus', null), '{}', '{"posts": [], "people": [], "exempt": true, "openings": [{"workflow": "request", "version": 2, "role": "officer"}]}', null, null, 10)`;
    expect(await trying(hits)).toEqual([]);
    expect(await trying('select * from search_texts')).toEqual([]);
    for (const text of [hits, 'select * from search_texts'])
      await expect(trying(text, false)).rejects.toMatchObject({ code: '42501' });
    for (const text of ['delete from search_texts', `update search_texts set parts = '[]'`, 'set role kept_searcher'])
      await expect(trying(text), text).rejects.toMatchObject({ code: '42501' });
  });
});
