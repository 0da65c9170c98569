import { createHash } from 'node:crypto';
import type { PlainTexts } from '@kept/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personOf, postgresVersions, withClient } from '../../testing/index.js';
import { canonicalJson } from '../audit/entry.js';
import type { ListScope } from '../work-item/work-item.store.js';
import { newRequest, officer, requestWorkflow } from '../../testing/request-workflow.js';
import { openStage, type Stage } from '../../testing/stage.js';

const words = { asked: 'You asked', did: 'We did', couldNot: 'We could not' };
const texts: PlainTexts = { '7-11': words, '11-16': words, '16-plus': words };

describe.each(postgresVersions)('publishing on PostgreSQL %s', (postgres) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(postgres);
    const definition = { ...requestWorkflow, key: 'challenge-card' };
    await stage.migrator.publishing.publishLibrary({ definitions: [{ definition }], rules: [], calendars: [] });
  });
  afterAll(() => stage.close());

  const second = () => ({ ...stage.ctx, actor: officer(personOf('participation')) });
  const write = (id: string, change: string) =>
    withClient(stage.test.urls.owner, async (client) => {
      await client.query(`select set_config('app.authority', $1, false)`, [stage.test.authorityId]);
      await client.query(`update work_items set ${change}, version = version + 1 where id = $1`, [id]);
    });
  const scope: ListScope = {
    workflows: ['challenge-card'],
    openings: [{ workflow: 'challenge-card', version: 1, role: 'officer' }],
    posts: [],
    personId: '',
    exempt: false,
  };
  const screened = `fields = fields || '{"kind": "collective", "screenedOn": "2020-02-17"}'`;
  const find = (key: string) => stage.app.publicSite.find(key, { age: '11-16', page: 1 });
  const shown = async () => {
    const page = await find('test');
    return page === null ? [] : (await stage.app.publicSite.cards(page)).cards;
  };
  const asApp = (sql: string, ...values: unknown[]) =>
    withClient(stage.test.urls.app, async (client) => {
      await client.query(`select set_config('app.authority', $1, false)`, [stage.test.authorityId]);
      return (await client.query<Record<string, unknown>>(sql, values)).rows;
    });

  async function proposal(): Promise<{ item: string; id: string }> {
    const made = await stage.app.workItems.create(stage.ctx, 'challenge-card', (facts) => ({
      allowed: true,
      change: newRequest(facts, { title: 'A card', workflow: 'challenge-card' }),
    }));
    if (made.kind !== 'changed') throw new Error(made.kind);
    await write(made.item.id, screened);
    const draft = { workItemId: made.item.id, texts, askedBy: 'OCYPC', verdict: null, answerStep: 0 };
    const proposed = await stage.app.publications.propose(stage.ctx, draft);
    if (typeof proposed === 'string') throw new Error(proposed);
    return { item: made.item.id, id: proposed.id };
  }

  test('a council is found by its key, and one that there is not is none', async () => {
    expect(await find('test')).toMatchObject({ council: 'Test County Council', version: 'empty' });
    expect(await shown()).toEqual([]);
    expect(await find('nowhere')).toBeNull();
  });

  test('two who approve at once publish it once', async () => {
    const { id } = await proposal();
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => stage.app.publications.approve(second(), id)));
    expect(outcomes.sort()).toEqual(['ended', 'ended', 'ended', 'ended', 'ended', 'published']);
    expect(await shown()).toHaveLength(1);
    expect(await stage.app.publications.withdraw(stage.ctx, id, 'Done')).toBe(true);
    expect(await shown()).toEqual([]);
  });

  test('whoever withdraws the card while it is approved wins in either order: nothing is left on the page', async () => {
    for (let round = 0; round < 12; round += 1) {
      const { item, id } = await proposal();
      const [outcome] = await Promise.all([
        stage.app.publications.approve(second(), id),
        write(item, `state = 'withdrawn'`),
      ]);
      expect(['published', 'ended']).toContain(outcome);
      expect(await shown()).toEqual([]);
      expect((await stage.app.publications.read(stage.test.authorityId, id))?.status).toBe('withdrawn');
    }
  });

  test('whoever withdraws the card while words are proposed wins in either order: nothing waits', async () => {
    for (let round = 0; round < 12; round += 1) {
      const { item, id } = await proposal();
      expect(await stage.app.publications.refuse(second(), id, 'Again')).toBe(true);
      const draft = { workItemId: item, texts, askedBy: 'OCYPC', verdict: null, answerStep: 0 };
      await Promise.all([stage.app.publications.propose(stage.ctx, draft), write(item, `state = 'withdrawn'`)]);
      const found = await stage.app.publications.ofItem(stage.test.authorityId, { workItemId: item, limit: 1 });
      expect(found.waiting).toBeNull();
      expect(await stage.app.publications.propose(stage.ctx, draft)).toBe('unshowable');
    }
  });

  test('the wall stands under the rule: the service itself has no way to the page but the approval of a second person', async () => {
    const { item, id } = await proposal();
    const { authorityId } = stage.test;
    const insert = `insert into publications (authority_id, id, work_item_id, texts, asked_by, answer_step, proposed_by,
      proposed_by_name, proposed_at, status, decided_by)
      select authority_id, gen_random_uuid(), work_item_id, texts, asked_by, 0, proposed_by, 'A', app.now(), 'published', 'B'
      from publications where id = $1`;
    const put = `insert into public_site.cards (authority_id, id, age, published_on, asked_by, asked, did, could_not)
      values ($1, gen_random_uuid(), '7-11', '2020-02-17', 'A', 'B', 'C', 'D')`;
    const denied: [string, unknown][] = [
      [insert, id],
      [`update publications set status = 'published', decided_by = 'B' where id = $1`, id],
      [`update publications set texts = '{}' where id = $1`, id],
      [put, authorityId],
      ['delete from public_site.cards where authority_id = $1', authorityId],
    ];
    for (const [sql, value] of denied) await expect(asApp(sql, value), sql).rejects.toMatchObject({ code: '42501' });

    const approve = `select outcome from app.approve_publication($1, $2, $3, 'Somebody')`;
    const first = stage.ctx.actor.kind === 'person' ? stage.ctx.actor.personId : '';
    expect(await asApp(approve, authorityId, id, first)).toEqual([{ outcome: 'own' }]);
    // Whoever is made up is nobody's second person.
    await expect(asApp(approve, authorityId, id, item)).rejects.toMatchObject({ code: '42501' });
    // Nor is whoever has left, on either side.
    const asOwner = (sql: string, values: unknown[] = []) =>
      withClient(stage.test.urls.owner, async (client) => {
        await client.query(`select set_config('app.authority', $1, false)`, [authorityId]);
        await client.query(sql, values);
      });
    const leaves = `insert into leavings (authority_id, id, person_id, last_day, ends_at, at, actor_id, before)
      values ($1, gen_random_uuid(), $2, '2020-02-14', '2020-02-15T00:00:00Z', app.now(), 'test', '{}')`;
    for (const gone of [personOf('participation'), first]) {
      await asOwner(leaves, [authorityId, gone]);
      await expect(asApp(approve, authorityId, id, personOf('participation'))).rejects.toMatchObject({ code: '42501' });
      await asOwner('delete from leavings');
    }
    expect(await shown()).toEqual([]);
    expect(await stage.app.publications.approve(stage.ctx, id)).toBe('own');
    expect(await stage.app.publications.refuse(second(), id, 'Enough')).toBe(true);
  });

  test('words on an earlier answer are not published beside a later one', async () => {
    const { item, id } = await proposal();
    await write(item, `state = 'answered'`);
    expect(await stage.app.publications.approve(second(), id)).toBe('moved');
    const draft = { workItemId: item, texts, askedBy: 'OCYPC', verdict: null, answerStep: 0 };
    expect(await stage.app.publications.propose(stage.ctx, draft)).toBe('moved');
    await stage.app.publications.refuse(second(), id, 'Answered since');
  });

  test('what took the place of what, what the machine took off, and the digest of what was approved are in the audit', async () => {
    const { item, id } = await proposal();
    await stage.app.publications.approve(second(), id);
    const tricky = { ...texts, '7-11': { ...words, asked: 'A “bus”,\n\t\\ or "taxi"? Ünïcode ☂ \u2028 \u0001' } };
    const verdict = { verdict: 'partly', stars: 4, words: 'Good' } as const;
    const draft = { workItemId: item, texts: tricky, askedBy: 'OCYPC', verdict, answerStep: 0 };
    const again = await stage.app.publications.propose(stage.ctx, draft);
    if (typeof again === 'string') throw new Error(again);
    await stage.app.publications.approve(second(), again.id);
    await write(item, 'exempt = true');
    const entries = await withClient(stage.test.urls.owner, async (client) => {
      const sql = `select action, convert_from(canonical, 'UTF8') as said, leaf = sha256('\\x00'::bytea || canonical) as whole
        from audit.entries where object_id = any ($1::uuid[]) order by seq`;
      return (await client.query<{ action: string; said: string; whole: boolean }>(sql, [[id, again.id]])).rows;
    });
    expect(entries.map(({ action }) => action.replace('publication-', ''))).toEqual([
      ...['proposed', 'approved', 'proposed', 'approved', 'replaced', 'taken-off'],
    ]);
    expect(entries.every(({ whole }) => whole)).toBe(true);
    const said = entries.map((each) => JSON.parse(each.said) as Record<string, unknown>);
    const stands = canonicalJson({ texts: tricky, askedBy: 'OCYPC', verdict });
    expect(said[3]?.['digest']).toBe(createHash('sha256').update(stands).digest('hex'));
    expect(said[4]).toMatchObject({ replacedBy: again.id });
    expect(said[5]).toMatchObject({ actor: 'Kept', card: item, authority: stage.test.authorityId });
    const sorted = (one: string) =>
      JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(one) as object).sort()));
    expect(entries.map((each) => each.said)).toEqual(entries.map((each) => sorted(each.said)));
  });

  test('pages of the list follow each other without a gap', async () => {
    for (let made = 0; made < 4; made += 1) await proposal();
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { status: 'proposed' as const, limit: 2, ...(cursor !== undefined && { cursor }) };
      const page = await stage.app.publications.list(stage.test.authorityId, query, scope);
      seen.push(...page.publications.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(4);
    const nobody = { ...scope, workflows: [], openings: [] };
    const none = await stage.app.publications.list(stage.test.authorityId, { status: 'proposed', limit: 2 }, nobody);
    expect(none).toEqual({ publications: [], nextCursor: null });
  });

  test('the words of one card are read to the first of them', async () => {
    const { item, id } = await proposal();
    await stage.app.publications.refuse(second(), id, 'Again');
    const draft = { workItemId: item, texts, askedBy: 'OCYPC', verdict: null, answerStep: 0 };
    const again = await stage.app.publications.propose(stage.ctx, draft);
    const of = { workItemId: item, limit: 1 };
    const page = await stage.app.publications.ofItem(stage.test.authorityId, of);
    expect(page).toMatchObject({ publications: [again], waiting: expect.any(String), published: null });
    const next = { ...of, cursor: page.nextCursor ?? '' };
    expect(await stage.app.publications.ofItem(stage.test.authorityId, next)).toMatchObject({
      publications: [{ id, status: 'refused' }],
      nextCursor: null,
    });
  });

  test('a page has an end, and its version stands for exactly what is on it', async () => {
    const before = (await find('test'))?.version;
    await withClient(stage.test.urls.owner, async (client) => {
      await client.query(`select set_config('app.authority', $1, false)`, [stage.test.authorityId]);
      await client.query(
        `insert into public_site.cards (authority_id, id, age, published_on, asked_by, asked, did, could_not)
         select $1, gen_random_uuid(), '11-16', '2020-01-01', 'A', n::text, 'C', 'D' from generate_series(1, 51) n`,
        [stage.test.authorityId],
      );
    });
    const first = await find('test');
    if (first === null) throw new Error('no page');
    expect(first.version).not.toBe(before);
    const one = await stage.app.publicSite.cards(first);
    expect(one).toMatchObject({ more: true, version: first.version });
    const two = await stage.app.publicSite.cards({ ...first, page: 2 });
    expect(two.more).toBe(false);
    expect(new Set([...one.cards, ...two.cards].map(({ asked }) => asked)).size).toBe(51);
    expect(await stage.app.publicSite.cards({ ...first, page: 3 })).toMatchObject({
      cards: [],
      version: first.version,
    });
  });
});
