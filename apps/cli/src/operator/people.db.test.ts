import { openDatabase, type Database } from '@kept/database';
import { createTestDatabase, type TestDatabase } from '@kept/database/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig, type OperatorConfig } from './config.js';
import { findOrphans, findUnowned } from './people.js';

const by = { kind: 'system', name: 'seed' } as const;
let test: TestDatabase;
let app: Database;
let config: OperatorConfig;

beforeAll(async () => {
  test = await createTestDatabase();
  app = await openDatabase({ url: test.urls.app, role: 'app', applicationName: 'test', poolSize: 2 });
  config = readConfig({ DATABASE_URL: test.urls.worker });
});
afterAll(async () => {
  await app.close();
  await test.drop();
});

it('finds nothing where somebody answers for every post', async () => {
  expect(await findOrphans(config)).toEqual({ orphans: [], more: false });
  const period = { from: '2020-02-01', to: '2020-02-29' };
  expect(await findUnowned(config, period)).toEqual({ ...period, posts: [], items: [] });
});

it('names the days on which nobody did, of a post and of those that it would act for', async () => {
  const holder = { post: 'corporate-director', from: '2015-04-01', to: '2020-02-14' };
  await app.posts.endHolder({ authorityId: test.authorityId, actor: by }, holder);
  const { posts, items } = await findUnowned(config, { from: '2020-02-01', to: '2020-02-29' });
  expect(posts.map(({ post, days }) => [post, days])).toEqual([
    ['assistant-director', 15],
    ['corporate-director', 15],
  ]);
  expect(posts[0]?.spans).toEqual([{ from: '2020-02-15', to: '2020-02-29' }]);
  expect(items).toEqual([]);
});

it('asks for days that are days, in their order', () => {
  expect(() => findUnowned(config, { from: '2020-02-30', to: '2020-03-01' })).toThrow(/--from and --to are days/);
  expect(() => findUnowned(config, { from: '2020-03-02', to: '2020-03-01' })).toThrow(/before --from/);
});
