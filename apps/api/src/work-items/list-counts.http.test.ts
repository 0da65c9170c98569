import type { WorkItemCountsView, WorkItemListView, WorkItemView } from '@kept/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseCard } from '../../testing/cards.js';
import { openService, type Client, type Service } from '../../testing/service.js';

const counts = '/api/work-items/counts';
const cards = `${counts}?workflow=challenge-card`;

describe('the counts above a list', () => {
  let service: Service;
  let officer: Client;
  let raised: WorkItemView[] = [];
  beforeAll(async () => {
    service = await openService();
    officer = service.as('officer');
    for (const title of ['Passports in time', 'A quiet room', 'Passports again']) {
      raised = [...raised, await raiseCard(officer, title)];
    }
    const body = { transition: 'withdraw', reason: 'Asked for it back.' };
    expect((await officer('POST', `/api/work-items/${raised[2]!.id}/transitions`, { body })).status).toBe(200);
  });
  afterAll(() => service.close());

  const read = async (query = '') => (await officer<WorkItemCountsView>('GET', `${cards}${query}`)).body;
  const listed = async (query: string) => {
    const { body } = await officer<WorkItemListView>('GET', `/api/work-items?workflow=challenge-card${query}`);
    return body.items.length;
  };

  it('are for who is signed in, of a workflow that is there, by filters that it has', async () => {
    expect((await service.ask('GET', cards)).status).toBe(401);
    expect((await officer('GET', `${counts}?workflow=nothing`)).status).toBe(404);
    expect((await officer('GET', counts)).status).toBe(422);
    for (const wrong of [`${cards}&stalled=true`, `${cards}&sort=due`, `${cards}&field=nothing:1`, `${cards}&x=1`]) {
      expect((await officer('GET', wrong)).status).toBe(400);
    }
  });

  it('say of each choice what the list then has', async () => {
    const { upTo, state, level, owner, show } = await read();
    expect(upTo).toBe(100);
    expect(level).toEqual({ 0: 3, 1: 0, 2: 0, 3: 0, 4: 0 });
    expect(Object.keys(state)).toContain('withdrawn');
    for (const [key, items] of Object.entries(state)) expect(await listed(`&state=${key}`)).toBe(items);
    expect(show).toEqual({
      overdue: await listed('&overdue=true'),
      open: await listed('&closed=false'),
      closed: await listed('&closed=true'),
    });
    expect(show).toMatchObject({ open: 2, closed: 1 });
    expect(owner.me).toBe(await listed('&owner=me'));
  });

  it('keep the other filters, and let go of the one that the choice replaces', async () => {
    const all = await read();
    const narrowed = await read('&q=passports&state=withdrawn');
    expect(narrowed.state['withdrawn']).toBe(1);
    expect(narrowed.state[raised[0]!.state]).toBe(1);
    expect(narrowed.show).toEqual({ overdue: 0, open: 0, closed: 1 });
    expect((await read('&closed=true')).show).toEqual(all.show);
  });

  it('count for nobody what they may not see', async () => {
    const seen = await service.as('auditor')<WorkItemListView>('GET', '/api/work-items?workflow=challenge-card');
    const counted = await service.as('auditor')<WorkItemCountsView>('GET', cards);
    expect(Object.values(counted.body.state).reduce((sum, items) => sum + items, 0)).toBe(seen.body.items.length);
    const caseworker = await service.as('caseworker')<WorkItemListView>(
      'GET',
      '/api/work-items?workflow=challenge-card',
    );
    const theirs = await service.as('caseworker')<WorkItemCountsView>('GET', cards);
    expect(Object.values(theirs.body.state).reduce((sum, items) => sum + items, 0)).toBe(caseworker.body.items.length);
  });
});
