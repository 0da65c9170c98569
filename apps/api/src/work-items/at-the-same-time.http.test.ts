import type { HistoryView, WorkItemListView, WorkItemView } from '@kept/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseCard } from '../../testing/cards.js';
import { openService, type Client, type Service } from '../../testing/service.js';

const twenty = Array.from({ length: 20 }, (_, place) => place);
const counts = (values: readonly unknown[]): Record<string, number> =>
  values.reduce<Record<string, number>>(
    (all, value) => ({ ...all, [String(value)]: (all[String(value)] ?? 0) + 1 }),
    {},
  );

describe('twenty at the same time', () => {
  let service: Service;
  let participation: Client;
  let director: Client;

  beforeAll(async () => {
    service = await openService();
    participation = service.as('participation');
    director = service.as('director');
  });
  afterAll(() => service.close());

  it('accept a card under one If-Match: one is done, nineteen are stale', async () => {
    const card = await raiseCard(participation, 'Twenty accepts');
    const path = `/api/work-items/${card.reference}/transitions`;
    const fields = { kind: 'collective', screenedOn: '2020-02-17' };
    const triaged = await participation<WorkItemView>('POST', path, { body: { transition: 'triage', fields } });
    const headers = { 'if-match': String(triaged.headers['etag']) };
    const body = {
      transition: 'accept',
      fields: { director: 'corporate-director', ownerPost: 'corporate-parenting-officer' },
    };
    const answers = await Promise.all(twenty.map(() => director('POST', path, { body, headers })));
    expect(counts(answers.map(({ status }) => status))).toEqual({ 200: 1, 412: 19 });
    const { body: history } = await director<HistoryView>('GET', `/api/work-items/${card.id}/history`);
    expect(history.events.filter(({ to }) => to === 'accepted')).toHaveLength(1);
  });

  it('post a card under one Idempotency-Key: one item, told nineteen times', async () => {
    const body = {
      workflow: 'challenge-card',
      title: 'Twenty posts',
      fields: { question: 'Why?', raisedBy: 'ocypc', raisedOn: '2020-02-17' },
    };
    const headers = { 'idempotency-key': 'twenty-posts' };
    const answers = await Promise.all(
      twenty.map(() => participation<WorkItemView>('POST', '/api/work-items', { body, headers })),
    );
    expect(counts(answers.map(({ status }) => status))).toEqual({ 201: 20 });
    expect(new Set(answers.map((answer) => answer.headers['location'])).size).toBe(1);
    expect(answers.filter((answer) => answer.headers['idempotency-replayed'] === 'true')).toHaveLength(19);
    const { body: list } = await participation<WorkItemListView>('GET', '/api/work-items?q=Twenty%20posts');
    expect(list.items).toHaveLength(1);
  });

  it('a key used before answers with the item as it now stands, and never for another body', async () => {
    const card = await raiseCard(participation, 'Said twice');
    const { reference: one } = await raiseCard(participation, 'One to link to');
    const { reference: another } = await raiseCard(participation, 'Another to link to');
    const path = `/api/work-items/${card.reference}/links`;
    const headers = { 'idempotency-key': 'a-link' };
    const first = await participation<WorkItemView>('POST', path, {
      headers,
      body: { to: one, kind: 'follows' },
    });
    await participation('POST', path, { body: { to: another, kind: 'follows' } });
    const again = await participation<WorkItemView>('POST', path, {
      headers,
      body: { kind: 'follows', to: one },
    });
    expect(again.status).toBe(first.status);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.body.links).toHaveLength(2);
    expect((await participation('POST', path, { headers, body: { to: 'CC-2018-003', kind: 'follows' } })).status).toBe(
      422,
    );
    expect((await participation('POST', path, { headers: { 'idempotency-key': 'ä b' }, body: {} })).status).toBe(400);
  });
});
