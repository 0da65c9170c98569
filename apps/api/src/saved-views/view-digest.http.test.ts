import { randomUUID } from 'node:crypto';
import type { SavedViewView, ViewDigestView } from '@kept/contracts';
import { personOf } from '@kept/database/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openService, type Service } from '../../testing/service.js';

describe('a saved view by e-mail', () => {
  let service: Service;
  let view: SavedViewView;
  beforeAll(async () => {
    service = await openService();
    view = await save({ audience: 'all' });
  });
  afterAll(() => service.close());

  const save = async (more: object) => {
    const body = { workflow: 'challenge-card', name: 'All', query: {}, ...more };
    return (await service.as('officer')<SavedViewView>('POST', '/api/saved-views', { body })).body;
  };
  const digestOf = (id: string) => `/api/saved-views/${id}/digest`;
  const put = (who: Parameters<Service['as']>[0], id = view.id, body: object = { every: 'day' }) =>
    service.as(who)<ViewDigestView>('PUT', digestOf(id), { body });
  const shown = async (who: Parameters<Service['as']>[0]) =>
    (await service.as(who)<SavedViewView>('GET', `/api/saved-views/${view.id}`)).body.digest;

  it('is for who finds the view', async () => {
    expect((await service.ask('PUT', digestOf(view.id), { body: { every: 'day' } })).status).toBe(401);
    expect((await service.ask('DELETE', digestOf(view.id))).status).toBe(401);
    const own = await save({});
    const absent = ['01900000-0000-7000-8000-00000000ffff', 'CC-2020-001'];
    const answers = await Promise.all([...absent, own.id].map((id) => put('director', id)));
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(answers[2]!.text, 'another’s, in the same bytes as none').toBe(answers[0]!.text);
    for (const id of absent) expect((await service.as('officer')('DELETE', digestOf(id))).status).toBe(404);
  });

  it.each([[{}], [{ every: 'hour' }], [{ every: 'day', to: 'somebody@example.test' }]])(
    'is not sent as %j',
    async (body) => {
      expect((await put('officer', view.id, body)).status).toBe(400);
    },
  );

  it('is begun, is the same when it is begun again, changes its days, and ends', async () => {
    expect(await shown('chair')).toBeNull();
    const first = await put('chair');
    expect([first.status, first.body]).toEqual([
      200,
      { every: 'day', since: expect.stringMatching(/^2020-02-17T09:/) },
    ]);
    expect((await put('chair')).body).toEqual(first.body);
    expect(await shown('chair')).toEqual(first.body);
    expect(await shown('officer'), 'one’s own').toBeNull();
    const weekly = await put('chair', view.id, { every: 'week' });
    expect(weekly.body.every).toBe('week');
    expect(weekly.body.since > first.body.since).toBe(true);
    expect((await service.as('director')('DELETE', digestOf(view.id))).status, 'another’s').toBe(404);
    expect((await service.as('chair')('DELETE', digestOf(view.id))).status).toBe(204);
    expect(await shown('chair')).toBeNull();
  });

  it('is refused in plain words where no mail would come, and beyond twenty', async () => {
    const { database, authorityId } = service;
    const alone = { mode: 'at-once' as const, channel: 'none' as const, followed: 'daily' as const };
    await database.telling.save(authorityId, personOf('director'), alone);
    const told = await put('director');
    expect([told.status, told.text]).toEqual([422, expect.stringContaining('in Kept alone')]);
    const actor = { kind: 'system' as const, name: 'seed' as const };
    const person = { id: personOf('auditor'), name: 'Otis Wray', email: '', roles: ['auditor' as const] };
    await database.people.put({ authorityId, actor }, person);
    const without = await put('auditor');
    expect([without.status, without.text]).toEqual([422, expect.stringContaining('no e-mail address')]);
    const views = await Promise.all(Array.from({ length: 21 }, () => save({ audience: 'all' })));
    const statuses = [];
    for (const { id } of views) statuses.push((await put('chair', id)).status);
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 200), 422]);
  });

  it('is refused where nothing would ever be told: a view of closed items, and one that can be answered no more', async () => {
    const closed = await save({ query: { closed: 'true' } });
    const refused = await put('officer', closed.id);
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('of closed items')]);
    const old = { ...closed, id: randomUUID(), personId: personOf('officer'), query: { field: 'gone:1' } };
    const { authorityId } = service;
    const actor = {
      kind: 'person' as const,
      personId: old.personId,
      name: 'officer',
      roles: ['officer' as const],
      posts: [],
    };
    await service.database.savedViews.save({ authorityId, actor }, old, null);
    const asked = await put('officer', old.id);
    expect([asked.status, asked.text]).toEqual([422, expect.stringContaining('no longer has')]);
  });

  it('can be ended when its view is no longer found', async () => {
    const shared = await save({ audience: 'role', role: 'participation' });
    expect((await put('participation', shared.id)).status).toBe(200);
    const body = { audience: 'private' };
    await service.as('officer')('PATCH', `/api/saved-views/${shared.id}`, { body });
    expect((await put('participation', shared.id)).status).toBe(404);
    expect((await service.as('participation')('DELETE', digestOf(shared.id))).status).toBe(204);
  });
});
