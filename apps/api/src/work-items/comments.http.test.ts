import type { CommentListView, HistoryView, MentionListView, NoticeListView, WorkItemView } from '@kept/contracts';
import { withClient } from '@kept/database/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseCard } from '../../testing/cards.js';
import { openService, type Client, type Service } from '../../testing/service.js';

// 401, 404 and 403 of these calls stand with those of every call on an item, in who-may-see.http.test.ts.
describe('comments on an item', () => {
  let service: Service;
  let officer: Client;
  let card: WorkItemView;
  let path = '';

  beforeAll(async () => {
    service = await openService();
    officer = service.as('officer');
    card = await raiseCard(service.as('participation'), 'A card to talk about');
    const triaged = await service.as('participation')('POST', `/api/work-items/${card.id}/transitions`, {
      body: { transition: 'triage', fields: { kind: 'collective', screenedOn: '2020-02-17' } },
    });
    expect(triaged.status).toBe(200);
    card = (await officer<WorkItemView>('GET', `/api/work-items/${card.id}`)).body;
    path = `/api/work-items/${card.reference}/comments`;
  });
  afterAll(() => service.close());

  const say = (text: string, who = officer, headers = {}) =>
    who<WorkItemView & { missing?: { field: string; text: string }[] }>('POST', path, { body: { text }, headers });
  const read = async (who = officer, query = '') => (await who<CommentListView>('GET', path + query)).body;

  it.each([[{}], [{ text: '' }], [{ text: '  ' }]])('need words: %j', async (body) =>
    expect((await officer('POST', path, { body })).status).toBe(422),
  );

  it.each([[{ text: 'a', html: true }], [{ text: 'x'.repeat(4001) }], [{ text: 'a\u0007' }]])(
    'are refused in another form: %j',
    async (body) => expect((await officer('POST', path, { body })).status).toBe(400),
  );

  it.each(['?limit=0', '?cursor=nothing', '?sort=at'])('are asked for in one way only: %s', async (query) =>
    expect((await officer('GET', path + query)).status).toBe(400),
  );

  it('say something and change nothing: the same version, one event, and none of the words in it', async () => {
    const said = await say('They have rung twice.\n<b>Please</b> answer.', officer, {
      'if-match': `"${card.version}"`,
    });
    expect(said.status).toBe(200);
    expect(said.body.version).toBe(card.version);
    expect(said.headers['etag']).toBe(`"${card.version}"`);
    const { comments, mayComment } = await read();
    expect(comments).toMatchObject([{ by: 'Asha Whitcombe', text: 'They have rung twice.\n<b>Please</b> answer.' }]);
    expect(mayComment).toBe(true);
    const history = await officer<HistoryView>('GET', `/api/work-items/${card.id}/history`);
    expect(history.body.events.at(-1)).toMatchObject({ type: 'comment-added', actor: 'Asha Whitcombe' });
    expect(history.text).not.toContain('rung twice');
  });

  it('are written once under one key, and not over a version that is stale', async () => {
    const key = { 'idempotency-key': 'once-only-please' };
    expect((await say('Once', officer, key)).status).toBe(200);
    expect((await say('Once', officer, key)).headers['idempotency-replayed']).toBe('true');
    expect((await say('Twice', officer, key)).status).toBe(422);
    expect((await say('Stale', officer, { 'if-match': '"1"' })).status).toBe(412);
    expect((await read()).comments.map(({ text }) => text)).not.toContain('Stale');
    expect((await read()).comments.filter(({ text }) => text === 'Once')).toHaveLength(1);
  });

  it('tell whom they mention that they do, and nobody what was said', async () => {
    const { mentions } = (await officer<MentionListView>('GET', `/api/work-items/${card.id}/mentions`)).body;
    expect(mentions).toContainEqual({ key: 'participation-lead', kind: 'post', name: 'Participation Lead' });
    expect(mentions.map(({ key }) => key)).toContain('asha-whitcombe');
    expect((await say('@participation-lead, is this one yours? A secret word: heron.')).status).toBe(200);
    expect((await read()).comments[0]?.mentions).toEqual([
      { key: 'participation-lead', kind: 'post', name: 'Participation Lead' },
    ]);
    const told = await service.as('participation')<NoticeListView>('GET', '/api/notices');
    expect(told.body.notices[0]).toMatchObject({ kind: 'mention', reference: card.reference });
    expect(told.text).not.toContain('heron');
  });

  it('mention nobody who is not there or may not see the item, and say who', async () => {
    const nobody = await say('@nobody-at-all, look');
    expect(nobody.status).toBe(422);
    expect(nobody.body.missing?.[0]).toEqual({
      field: 'text',
      text: 'There is no post or person “nobody-at-all”. Choose one from the list.',
    });
    const raised = await raiseCard(service.as('participation'), 'A personal matter');
    await service.as('participation')('POST', `/api/work-items/${raised.id}/transitions`, {
      body: { transition: 'triage', fields: { kind: 'personal', screenedOn: '2020-02-17' } },
    });
    const refused = await service.as('participation')<{ missing: { text: string }[] }>(
      'POST',
      `/api/work-items/${raised.id}/comments`,
      { body: { text: '@democratic-services-officer, a personal matter' } },
    );
    expect(refused.status).toBe(422);
    expect(refused.body.missing[0]?.text).toMatch(/may not see this item, so a comment cannot mention them/);
  });

  it('stay with those who might see them when they were said', async () => {
    const raised = await raiseCard(service.as('participation'), 'Not screened yet');
    const own = `/api/work-items/${raised.id}`;
    await service.as('participation')('POST', `${own}/comments`, { body: { text: 'Before anybody screened it' } });
    await service.as('participation')('POST', `${own}/transitions`, {
      body: { transition: 'triage', fields: { kind: 'collective', screenedOn: '2020-02-17' } },
    });
    await service.as('participation')('POST', `${own}/comments`, { body: { text: 'Afterwards' } });
    const seen = (who: Client) =>
      who<CommentListView>('GET', `${own}/comments`).then(({ body }) => body.comments.map(({ text }) => text));
    expect(await seen(service.as('chair'))).toEqual(['Afterwards']);
    expect(await seen(service.as('participation'))).toEqual(['Afterwards', 'Before anybody screened it']);
    expect((await service.as('chair')<CommentListView>('GET', `${own}/comments`)).body.mayComment).toBe(false);
  });

  it('come page by page, newest first, each once', async () => {
    for (const no of [1, 2, 3]) await say(`Number ${no}`);
    const all = (await read()).comments.map(({ id }) => id);
    const paged: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: CommentListView = await read(officer, `?limit=2${cursor && `&cursor=${cursor}`}`);
      paged.push(...page.comments.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(all);
    expect((await read()).comments[0]?.text).toBe('Number 3');
  });

  it('are never changed and never taken back, whatever the service is told', async () => {
    await withClient(service.appUrl, async (client) => {
      await client.query(`select set_config('app.authority', $1, false)`, [service.authorityId]);
      await expect(client.query(`update work_item_comments set text = 'other'`)).rejects.toThrow(/permission denied/);
      await expect(client.query('delete from work_item_comments')).rejects.toThrow(/permission denied/);
    });
  });
});
