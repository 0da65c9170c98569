import type { NoticeCountView, NoticeListView, PreferencesView, SetAsideView, WorkItemView } from '@kept/contracts';
import { withClient } from '@kept/database/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseCard } from '../../testing/cards.js';
import { openService, type Service } from '../../testing/service.js';

const canary = 'Kingfisher';
const nobodysId = '01900000-0000-7000-8000-00000000ffff';

describe('messages', () => {
  let service: Service;
  let cards: WorkItemView[];
  beforeAll(async () => {
    service = await openService();
    cards = [];
    for (const minute of ['01', '02', '03']) {
      await service.setClock(`2020-02-17T09:${minute}:00.000Z`);
      cards.push(await raiseCard(service.as('officer'), `${canary} ${minute}`, {}));
      await handOver(cards.at(-1)!);
    }
  });
  afterAll(() => service.close());

  /** Gives a card to the plan lead's post, who is told of it. */
  const handOver = async ({ id }: WorkItemView) => {
    const body = { ownerPost: 'head-of-fostering', reason: 'It is theirs.' };
    const answer = await service.as('officer')('POST', `/api/work-items/${id}/owner`, { body });
    expect(answer.status).toBe(200);
  };
  const mine = (query = '') => service.as('plan-lead')<NoticeListView>('GET', `/api/notices${query}`);
  const count = async () => (await service.as('plan-lead')<NoticeCountView>('GET', '/api/notices/count')).body.unread;

  it('are asked for signed in, in a form that is known', async () => {
    expect((await service.ask('GET', '/api/notices')).status).toBe(401);
    expect((await service.ask('GET', '/api/notices/count')).status).toBe(401);
    expect((await mine('?limit=0')).status).toBe(400);
    expect((await mine('?cursor=nonsense')).status).toBe(400);
    expect((await mine('?owner=me')).status).toBe(400);
  });

  it('come by post, newest first, a page at a time, and say no title', async () => {
    const { body, text } = await mine();
    expect(body.notices.map(({ reference }) => reference)).toEqual(cards.map(({ reference }) => reference).reverse());
    expect(body.notices[0]).toMatchObject({
      kind: 'assigned',
      workflow: 'Challenge card',
      post: { key: 'head-of-fostering', title: 'Head of Fostering' },
      status: 'waiting',
      read: false,
    });
    expect(text).not.toContain(canary);
    const first = await mine('?limit=2');
    const second = await mine(`?limit=2&cursor=${first.body.nextCursor}`);
    expect([...first.body.notices, ...second.body.notices]).toEqual(body.notices);
    expect(second.body.nextCursor).toBeNull();
  });

  it('are read by each reader alone, and then stand behind what is not', async () => {
    expect(await count()).toBe(3);
    const newest = (await mine()).body.notices[0]!;
    const read = (who: 'plan-lead' | 'caseworker', ids: unknown) =>
      service.as(who)('POST', '/api/notices/read', { body: { ids } });
    expect((await service.ask('POST', '/api/notices/read', { body: { ids: [newest.id] } })).status).toBe(401);
    expect((await read('plan-lead', ['one'])).status).toBe(400);
    expect((await read('caseworker', [newest.id])).status, 'of another post: nothing happens').toBe(204);
    expect(await count()).toBe(3);
    expect((await read('plan-lead', [newest.id, nobodysId])).status).toBe(204);
    expect((await read('plan-lead', [newest.id])).status).toBe(204);
    expect(await count()).toBe(2);
    const { notices } = (await mine()).body;
    expect(notices.map(({ read: wasRead }) => wasRead)).toEqual([false, false, true]);
    const pages = [await mine('?limit=1')];
    while (pages.at(-1)!.body.nextCursor !== null)
      pages.push(await mine(`?limit=1&cursor=${pages.at(-1)!.body.nextCursor}`));
    expect(pages.flatMap(({ body }) => body.notices)).toEqual(notices);
  });

  it('that were taken back are nobody’s to read any more', async () => {
    const set = (status: string, id: string) =>
      withClient(service.ownerUrl, async (client) => {
        await client.query(`select set_config('app.authority', $1, false)`, [service.authorityId]);
        await client.query('alter table notices disable trigger user');
        await client.query('update notices set status = $1 where id = $2', [status, id]);
        await client.query('alter table notices enable trigger user');
      });
    const [unread] = (await mine()).body.notices;
    await set('withdrawn', unread!.id);
    expect(await count()).toBe(1);
    expect((await mine()).body.notices.find(({ id }) => id === unread!.id)).toMatchObject({ read: true });
    await set('waiting', unread!.id);
  });

  it('are told as everybody wants it for themselves', async () => {
    const own = (method: 'GET' | 'PATCH', body?: object) =>
      service.as('plan-lead')<PreferencesView>(method, '/api/session/preferences', body === undefined ? {} : { body });
    expect((await service.ask('GET', '/api/session/preferences')).status).toBe(401);
    expect((await own('GET')).body).toEqual({ mode: 'at-once', channel: 'email', followed: 'daily' });
    expect((await own('PATCH', { mode: 'hourly' })).status).toBe(400);
    expect((await own('PATCH', { person: nobodysId })).status).toBe(400);
    expect((await own('PATCH', { mode: 'daily' })).body).toEqual({
      mode: 'daily',
      channel: 'email',
      followed: 'daily',
    });
    expect((await own('PATCH', { channel: 'none' })).body).toEqual({
      mode: 'daily',
      channel: 'none',
      followed: 'daily',
    });
    expect((await own('PATCH', { channel: 'pigeon' })).status).toBe(400);
    expect((await own('PATCH', { channel: 'teams' })).body).toEqual({
      mode: 'daily',
      channel: 'teams',
      followed: 'daily',
    });
    expect((await own('GET')).body, 'kept as it was chosen').toEqual({
      mode: 'daily',
      channel: 'teams',
      followed: 'daily',
    });
    expect((await own('PATCH', { followed: 'never' })).status).toBe(400);
    expect((await own('PATCH', { followed: 'weekly' })).body).toMatchObject({ mode: 'daily', followed: 'weekly' });
    const other = await service.as('officer')<PreferencesView>('GET', '/api/session/preferences');
    expect(other.body).toEqual({ mode: 'at-once', channel: 'email', followed: 'daily' });
  });

  it('that were set aside are the administrator’s to decide on', async () => {
    const id = (await mine()).body.notices[0]!.id;
    const list = () => service.as('administrator')<SetAsideView>('GET', '/api/notices/set-aside');
    const decide = (decision: string, who: 'administrator' | 'officer' = 'administrator') =>
      service.as(who)('POST', `/api/notices/set-aside/${id}`, { body: { decision } });
    expect((await service.ask('GET', '/api/notices/set-aside')).status).toBe(401);
    expect((await service.as('officer')('GET', '/api/notices/set-aside')).status).toBe(403);
    expect((await decide('release', 'officer')).status).toBe(403);
    expect((await decide('hold')).status).toBe(400);
    expect((await decide('release')).status, 'not set aside').toBe(404);
    await service.setAside(id);
    const { body, text } = await list();
    expect(body.notices).toMatchObject([{ id, status: 'quarantined', workflow: null }]);
    expect(text).not.toContain(canary);
    expect((await decide('give-up')).status).toBe(204);
    expect((await list()).body.notices).toEqual([]);
    expect((await mine()).body.notices.find((each) => each.id === id)?.status).toBe('failed');
  });
});
