import type { FollowView, NoticeListView, WorkItemListView, WorkItemView } from '@kept/contracts';
import type { Role } from '@kept/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseCard } from '../../testing/cards.js';
import { openService, type Client, type Method, type Service } from '../../testing/service.js';

// 401 and 404 of these calls stand with those of every call on an item, in who-may-see.http.test.ts.
describe('following an item', () => {
  let service: Service;
  let participation: Client;
  beforeAll(async () => {
    service = await openService();
    participation = service.as('participation');
  });
  afterAll(() => service.close());

  const follow = async (who: Role, method: Method, { reference }: WorkItemView) =>
    (await service.as(who)<FollowView>(method, `/api/work-items/${reference}/follow`)).status;
  const followed = async (who: Role, query = '') => {
    const { body } = await service.as(who)<WorkItemListView>('GET', `/api/work-items?followed=me${query}`);
    return body.items.map(({ reference }) => reference);
  };
  const told = async (who: Role, { reference }: WorkItemView) => {
    const { body } = await service.as(who)<NoticeListView>('GET', '/api/notices?limit=200');
    return body.notices.filter((each) => each.reference === reference);
  };
  const kinds = async (who: Role, card: WorkItemView) => (await told(who, card)).map(({ kind }) => kind);
  const move = async ({ id }: WorkItemView, transition: string, fields: object) => {
    const moved = await participation('POST', `/api/work-items/${id}/transitions`, { body: { transition, fields } });
    expect(moved.status, moved.text).toBe(200);
  };
  const triage = (card: WorkItemView, kind: string) => move(card, 'triage', { kind, screenedOn: '2020-02-17' });
  const give = async ({ id }: WorkItemView, ownerPost: string) => {
    const body = { ownerPost, reason: 'Theirs to answer' };
    const given = await participation('POST', `/api/work-items/${id}/owner`, { body });
    expect(given.status, given.text).toBe(200);
  };

  it('is asked for in one way only', async () => {
    expect((await participation('GET', '/api/work-items?followed=panel-member')).status).toBe(400);
    expect((await participation('GET', '/api/work-items/counts?workflow=challenge-card&followed=me')).status).toBe(400);
    expect((await participation('PUT', `/api/work-items/${'x'.repeat(200)}/follow`)).status).toBe(400);
  });

  it('tells a reader without a post once, nobody what they did, and nobody twice', async () => {
    const card = await raiseCard(participation, 'A garden to dig in');
    await triage(card, 'collective');
    for (const who of ['chair', 'participation', 'director', 'chair'] as const) {
      expect(await follow(who, 'PUT', card)).toBe(204);
      expect(await followed(who)).toEqual([card.reference]);
    }
    expect(await followed('auditor')).toEqual([]);
    await give(card, 'corporate-director');
    expect(await told('chair', card)).toMatchObject([{ kind: 'followed', post: null, dueOn: null, status: 'waiting' }]);
    expect(await kinds('director', card), 'by the post that it came to, and by that alone').toEqual(['assigned']);
    expect(await kinds('participation', card)).not.toContain('followed');
    const count = () => service.as('chair')<{ unread: number }>('GET', '/api/notices/count');
    expect((await count()).body.unread).toBe(1);
    await give(card, 'head-of-fostering');
    expect(await kinds('chair', card), 'one that waits tells of this too').toEqual(['followed']);
    expect(await kinds('director', card)).toEqual(['followed', 'assigned']);

    const [{ id } = { id: '' }] = await told('chair', card);
    expect((await service.as('chair')('POST', '/api/notices/read', { body: { ids: [id] } })).status).toBe(204);
    expect((await count()).body.unread).toBe(0);
  });

  it('stops when its reader says so, and what waited is told no more', async () => {
    const card = await raiseCard(participation, 'A swing');
    await triage(card, 'collective');
    await follow('chair', 'PUT', card);
    await give(card, 'head-of-fostering');
    expect(await follow('chair', 'DELETE', card)).toBe(204);
    expect(await follow('chair', 'DELETE', card)).toBe(204);
    expect(await told('chair', card)).toMatchObject([{ status: 'withdrawn', read: true }]);
    const { body } = await service.as('chair')<FollowView>('GET', `/api/work-items/${card.id}/follow`);
    expect(body).toEqual({ following: false });
    expect(await followed('chair')).not.toContain(card.reference);
  });

  it('shows nothing of an item that went out of sight, in no list and in no count', async () => {
    const card = await raiseCard(participation, 'A matter of one child');
    const shown = await raiseCard(participation, 'A matter of all');
    for (const each of [card, shown]) expect(await follow('director', 'PUT', each)).toBe(204);
    await triage(card, 'personal');
    await triage(shown, 'collective');
    expect((await followed('director', '&sort=-created&limit=1'))[0]).toBe(shown.reference);
    expect(await followed('director'), 'nor a gap').toHaveLength(2);
    expect(await kinds('director', card)).toEqual([]);
    expect(await kinds('director', shown)).toContain('followed');
    expect(await follow('director', 'DELETE', card)).toBe(404);
    const counted = await service.as('director')<{ unread: number }>('GET', '/api/notices/count');
    const { body } = await service.as('director')<NoticeListView>('GET', '/api/notices?limit=200');
    expect(counted.body.unread).toBe(body.notices.filter(({ read }) => !read).length);
  });
});
