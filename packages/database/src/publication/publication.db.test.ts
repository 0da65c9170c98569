import type { PlainTexts } from '@kept/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personOf, postgresVersions, withClient } from '../../testing/index.js';
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
  const screened = `fields = fields || '{"kind": "collective", "screenedOn": "2020-02-17"}'`;
  const shown = async () => (await stage.app.publicSite.read('test', '11-16'))?.cards ?? [];

  async function proposal(): Promise<{ item: string; id: string }> {
    const made = await stage.app.workItems.create(stage.ctx, 'challenge-card', (facts) => ({
      allowed: true,
      change: newRequest(facts, { title: 'A card', workflow: 'challenge-card' }),
    }));
    if (made.kind !== 'changed') throw new Error(made.kind);
    await write(made.item.id, screened);
    const draft = { workItemId: made.item.id, texts, askedBy: 'OCYPC', verdict: null };
    const proposed = await stage.app.publications.propose(stage.ctx, draft);
    if (typeof proposed === 'string') throw new Error(proposed);
    return { item: made.item.id, id: proposed.id };
  }

  test('a council is found by its key, and one that there is not is none', async () => {
    expect(await stage.app.publicSite.read('test', '7-11')).toEqual({ council: 'Test County Council', cards: [] });
    expect(await stage.app.publicSite.read('nowhere', '7-11')).toBeNull();
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
      const draft = { workItemId: item, texts, askedBy: 'OCYPC', verdict: null };
      await Promise.all([stage.app.publications.propose(stage.ctx, draft), write(item, `state = 'withdrawn'`)]);
      const found = await stage.app.publications.ofItem(stage.test.authorityId, item);
      expect(found.filter(({ status }) => status === 'proposed')).toEqual([]);
      expect(await stage.app.publications.propose(stage.ctx, draft)).toBe('unshowable');
    }
  });

  test('the wall stands under the rule: nobody’s own proposal becomes published, whoever writes it', async () => {
    const { id } = await proposal();
    for (const by of ['proposed_by', 'null']) {
      const forced = withClient(stage.test.urls.app, async (client) => {
        await client.query(`select set_config('app.authority', $1, false)`, [stage.test.authorityId]);
        await client.query(`update publications set status = 'published', decided_by = ${by} where id = $1`, [id]);
      });
      await expect(forced).rejects.toMatchObject({ code: '23514' });
    }
    expect(await stage.app.publications.approve(stage.ctx, id)).toBe('own');
  });

  test('pages of the list follow each other without a gap', async () => {
    for (let made = 0; made < 4; made += 1) await proposal();
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { status: 'proposed' as const, limit: 2, ...(cursor !== undefined && { cursor }) };
      const page = await stage.app.publications.list(stage.test.authorityId, query);
      seen.push(...page.publications.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(5);
  });
});
