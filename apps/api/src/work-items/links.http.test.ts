import type { HistoryView, WorkItemView } from '@kept/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseCard } from '../../testing/cards.js';
import { openService, type Client, type Service } from '../../testing/service.js';

describe('a link', () => {
  let service: Service;
  beforeAll(async () => {
    service = await openService();
  });
  afterAll(() => service.close());

  it('names the item at which it points to those alone who may see that item', async () => {
    const officer = service.as('officer');
    const card = await raiseCard(officer, 'A card with a link');
    const personal = await raiseCard(officer, 'A personal matter');
    const path = `/api/work-items/${card.reference}`;
    await officer('POST', `${path}/links`, { body: { to: personal.reference, kind: 'follows' } });
    await officer('POST', `/api/work-items/${personal.id}/transitions`, {
      body: { transition: 'triage', fields: { kind: 'personal', screenedOn: '2020-02-17' } },
    });
    const linked = async (who: Client) => {
      const { body } = await who<WorkItemView>('GET', path);
      const history = await who<HistoryView>('GET', `${path}/history`);
      const event = history.body.events.find(({ type }) => type === 'link-added');
      return [body.links.map(({ to }) => to), event?.fields];
    };
    expect(await linked(officer)).toEqual([
      [personal.reference],
      { link: { to: personal.reference, kind: 'follows' } },
    ]);
    expect(await linked(service.as('director'))).toEqual([[], { link: { kind: 'follows' } }]);
    // Also in the answer to a change that the reader makes.
    const other = await raiseCard(officer, 'Another card');
    const added = await service.as('participation')<WorkItemView>('POST', `${path}/links`, {
      body: { to: other.reference, kind: 'follows' },
    });
    expect(added.body.links.map(({ to }) => to)).toEqual([other.reference]);
  });
});
