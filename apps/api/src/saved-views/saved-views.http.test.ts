import type { SavedViewListView, SavedViewView } from '@kept/contracts';
import { withClient } from '@kept/database/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openService, type Client, type Service } from '../../testing/service.js';

const path = '/api/saved-views';
const unknown = `${path}/01890a5d-ac96-774b-bcce-b302099a8057`;
const mine = {
  workflow: 'challenge-card',
  name: 'Late and mine',
  query: { owner: 'me', overdue: 'true', columns: 'due' },
};

describe('a saved view', () => {
  let service: Service;
  let officer: Client;
  let director: Client;
  beforeAll(async () => {
    service = await openService();
    officer = service.as('officer');
    director = service.as('director');
  });
  afterAll(() => service.close());

  const save = async (body: object, client = officer) => {
    const made = await client<SavedViewView>('POST', path, { body });
    expect([made.status, made.text]).toEqual([201, expect.anything()]);
    return made.body;
  };
  const names = async (client: Client, query = '') =>
    (await client<SavedViewListView>('GET', `${path}${query}`)).body.views.map(({ name }) => name);

  it('is for who is signed in', async () => {
    for (const [method, at] of [
      ['GET', path],
      ['POST', path],
      ['GET', unknown],
      ['PATCH', unknown],
      ['DELETE', unknown],
    ] as const) {
      expect((await service.ask(method, at, method === 'GET' ? {} : { body: mine })).status).toBe(401);
    }
    expect((await officer('GET', unknown)).status).toBe(404);
    expect((await officer('GET', `${path}/nothing`)).status).toBe(404);
    expect((await officer('PATCH', unknown, { body: { name: 'x' } })).status).toBe(404);
    expect((await officer('DELETE', unknown)).status).toBe(404);
  });

  it.each([
    ['no name', { ...mine, name: ' ' }, 422],
    ['a filter that no list has', { ...mine, query: { colour: 'red' } }, 400],
    ['a page of a list', { ...mine, query: { cursor: 'x' } }, 400],
    ['a column that the list does not have', { ...mine, query: { columns: 'nothing' } }, 400],
    ['a field that the workflow does not have', { ...mine, query: { field: 'nothing:1' } }, 400],
    ['a role for nobody', { ...mine, role: 'chair' }, 400],
    ['no role for a role', { ...mine, audience: 'role' }, 400],
    ['a role that is none', { ...mine, audience: 'role', role: 'king' }, 422],
    ['a workflow that is none', { ...mine, workflow: 'nothing' }, 404],
  ])('is not kept with %s', async (_what, body, status) => {
    expect((await officer('POST', path, { body })).status).toBe(status);
    expect(await names(officer)).toEqual([]);
  });

  it('is its maker’s alone until it is shared', async () => {
    const view = await save(mine);
    expect(view).toMatchObject({ ...mine, audience: 'private', role: null, mine: true, mayChange: true });
    expect((await officer<SavedViewView>('GET', `${path}/${view.id}`)).body).toEqual(view);
    expect(await names(officer, '?workflow=challenge-card')).toEqual(['Late and mine']);
    expect(await names(officer, '?workflow=panel-action')).toEqual([]);
    for (const client of [director, service.as('administrator')]) {
      expect(await names(client)).toEqual([]);
      expect((await client('GET', `${path}/${view.id}`)).status).toBe(404);
      expect((await client('PATCH', `${path}/${view.id}`, { body: { name: 'x' } })).status).toBe(404);
      expect((await client('DELETE', `${path}/${view.id}`)).status).toBe(404);
    }
    const renamed = await officer<SavedViewView>('PATCH', `${path}/${view.id}`, { body: { name: 'Mine' } });
    expect(renamed.body).toMatchObject({ name: 'Mine', audience: 'private', query: mine.query });
    expect((await officer('PATCH', `${path}/${view.id}`, { body: {} })).status).toBe(400);
    expect((await officer('DELETE', `${path}/${view.id}`)).status).toBe(204);
    expect((await officer('GET', `${path}/${view.id}`)).status).toBe(404);
  });

  it('is shared by an officer with a role or with all, and is theirs to take back', async () => {
    const forChairs = await save({ ...mine, name: 'For chairs', audience: 'role', role: 'chair' });
    await save({ ...mine, name: 'For all', audience: 'all' });
    expect(await names(service.as('chair'))).toEqual(['For all', 'For chairs']);
    expect(await names(director)).toEqual(['For all']);
    const found = await service.as('chair')<SavedViewView>('GET', `${path}/${forChairs.id}`);
    expect(found.body).toMatchObject({ mine: false, mayChange: false, role: 'chair' });
    expect((await service.as('chair')('PATCH', `${path}/${forChairs.id}`, { body: { name: 'x' } })).status).toBe(403);
    expect((await service.as('chair')('DELETE', `${path}/${forChairs.id}`)).status).toBe(403);
    const taken = await officer<SavedViewView>('PATCH', `${path}/${forChairs.id}`, { body: { audience: 'private' } });
    expect(taken.body).toMatchObject({ audience: 'private', role: null });
    expect(await names(service.as('chair'))).toEqual(['For all']);
  });

  it('is not shared by those who do not run the work, and the administrator clears up', async () => {
    const { body } = await director<SavedViewListView>('GET', path);
    expect(body.mayShare).toBe(false);
    expect((await officer<SavedViewListView>('GET', path)).body.mayShare).toBe(true);
    expect((await director('POST', path, { body: { ...mine, audience: 'all' } })).status).toBe(403);
    const own = await save(mine, director);
    expect((await director('PATCH', `${path}/${own.id}`, { body: { audience: 'all' } })).status).toBe(403);
    const [forAll] = body.views;
    expect((await service.as('administrator')('DELETE', `${path}/${forAll!.id}`)).status).toBe(204);
    expect(await names(service.as('chair'))).toEqual([]);
  });

  it('is saved once by one key, and said again as it now stands', async () => {
    const say = (body: object, key: string) =>
      officer<SavedViewView>('POST', path, { body, headers: { 'idempotency-key': key } });
    const body = { ...mine, name: 'Once' };
    const [first, meanwhile] = await Promise.all([say(body, 'once'), say(body, 'once')]);
    expect([first.status, meanwhile.status]).toEqual([201, 201]);
    expect(meanwhile.body).toEqual(first.body);
    await officer('PATCH', `${path}/${first.body.id}`, { body: { name: 'Once, renamed' } });
    const again = await say(body, 'once');
    expect([again.status, again.headers['idempotency-replayed']]).toEqual([201, 'true']);
    expect(again.body).toEqual({ ...first.body, name: 'Once, renamed' });
    expect((await say({ ...body, name: 'Another' }, 'once')).status).toBe(422);
    expect((await names(officer)).filter((name) => name.startsWith('Once'))).toEqual(['Once, renamed']);
    expect((await service.as('area-lead')('POST', path, { body, headers: { 'idempotency-key': 'once' } })).status).toBe(
      201,
    );
  });

  it('is one of fifty at most, and is written down without its words', async () => {
    const plan = service.as('plan-lead');
    for (let count = 0; count < 50; count += 1) await save({ ...mine, name: `View ${count}` }, plan);
    expect((await plan('POST', path, { body: mine })).status).toBe(409);
    const rows = await withClient(service.ownerUrl, async (client) => {
      const text = `select action, convert_from(canonical, 'UTF8') as text from audit.entries where action like 'view-%'`;
      return (await client.query<{ action: string }>(text)).rows;
    });
    expect(new Set(rows.map(({ action }) => action))).toEqual(new Set(['view-saved', 'view-changed', 'view-removed']));
    expect(JSON.stringify(rows)).not.toContain('Late and mine');
  });
});
