import type { WorkItemListView, WorkItemView } from '@kept/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseCard } from '../../testing/cards.js';
import { openService, type Client, type Service } from '../../testing/service.js';

describe('what is overdue', () => {
  let service: Service;
  let officer: Client;

  beforeAll(async () => {
    service = await openService();
    officer = service.as('officer');
  });
  afterAll(() => service.close());

  it('is what runs past its day, on the page and in lists, and nothing that is paused', async () => {
    const paused = await raiseCard(officer, 'A paused card');
    const running = await raiseCard(officer, 'A running card');
    const stopped = await officer('POST', `/api/work-items/${paused.id}/suspensions`, {
      body: { ground: 'the young person is away', from: '2020-02-17' },
    });
    expect(stopped.status).toBe(200);
    await service.setClock('2020-03-10T09:00:00.000Z');
    const read = async ({ id }: WorkItemView) => (await officer<WorkItemView>('GET', `/api/work-items/${id}`)).body;
    expect(await read(running)).toMatchObject({ overdue: true, deadlines: [{ overdue: true }, { overdue: true }] });
    const still = await read(paused);
    expect(still).toMatchObject({ overdue: false, deadlines: [{ overdue: false }, { overdue: false }] });
    expect(still.deadlines.map(({ status }) => status)).toEqual(['suspended', 'suspended']);
    const list = async (overdue: boolean) => {
      const { body } = await officer<WorkItemListView>('GET', `/api/work-items?overdue=${overdue}`);
      return body.items.map((item) => [item.reference, item.overdue]);
    };
    expect(await list(true)).toEqual([[running.reference, true]]);
    expect(await list(false)).toEqual([[paused.reference, false]]);
  });
});
