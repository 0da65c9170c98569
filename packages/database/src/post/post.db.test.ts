import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personOf, postgresVersions, withClient } from '../../testing/index.js';
import { openStage, type Stage } from '../../testing/stage.js';

describe.each(postgresVersions)('who fills a post, PostgreSQL %s', (postgres) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(postgres);
  });
  afterAll(() => stage.close());

  test('is in the audit with who said so, holder and cover alike, and not where nothing was written', async () => {
    const { posts } = stage.app;
    const post = 'corporate-director';
    const personId = personOf('caseworker');
    expect(await posts.addHolder(stage.ctx, { post, personId, from: '2020-03-02', to: null })).toBe('added');
    expect(await posts.addCover(stage.ctx, { post, personId, from: '2020-02-18', to: '2020-02-21' })).toBe('added');
    const nobody = { post: 'nobody', personId, from: '2020-02-18', to: '2020-02-21' };
    expect(await posts.addCover(stage.ctx, nobody)).toBe('unknown');
    const { rows } = await withClient(stage.test.urls.owner, (client) =>
      client.query(
        `select e.action, e.actor, e.object_id as person, convert_from(e.canonical, 'UTF8')::jsonb ->> 'post' as post,
           e.leaf = sha256('\\x00'::bytea || e.canonical) as sealed, v.salted -> 'from' ->> 'value' as "from"
         from audit.entries e join audit.entry_values v on v.entry_id = e.id order by e.seq`,
      ),
    );
    const by = { actor: personOf('officer'), person: personId, post, sealed: true };
    expect(rows).toEqual([
      { action: 'post-holder-added', ...by, from: '2020-03-02' },
      { action: 'post-cover-added', ...by, from: '2020-02-18' },
    ]);
  });
});
