import type { HistoryView, ItemPathView, WorkItemListView, WorkItemView } from '@kept/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseCard } from '../../testing/cards.js';
import { openService, type Client, type Method, type Service } from '../../testing/service.js';

/** Every call on an item; `ID` stands for it. */
const calls: readonly [Method, string, object?][] = [
  ['GET', '/api/work-items/ID'],
  ['PATCH', '/api/work-items/ID', { title: 'Another title' }],
  ['GET', '/api/work-items/ID/history'],
  ['GET', '/api/work-items/ID/path'],
  ['POST', '/api/work-items/ID/transitions', { transition: 'triage', fields: {} }],
  ['POST', '/api/work-items/ID/owner', { ownerPost: 'head-of-fostering', reason: 'Moved' }],
  ['POST', '/api/work-items/ID/deadlines/triage/extensions', { to: '2020-04-01', reason: 'Later' }],
  ['POST', '/api/work-items/ID/suspensions', { ground: 'move', from: '2020-02-18', resumes: '2020-02-20' }],
  ['POST', '/api/work-items/ID/links', { to: 'CC-2018-001', kind: 'follows' }],
  ['POST', '/api/work-items/ID/evidence', { title: 'A note' }],
  ['GET', '/api/work-items/ID/evidence/1/file'],
  ['GET', '/api/work-items/ID/comments'],
  ['GET', '/api/work-items/ID/mentions'],
  ['POST', '/api/work-items/ID/comments', { text: 'A word about it' }],
  ['GET', '/api/work-items/ID/editing'],
  ['PUT', '/api/work-items/ID/editing'],
  ['DELETE', '/api/work-items/ID/editing'],
  ['GET', '/api/work-items/ID/follow'],
  ['PUT', '/api/work-items/ID/follow'],
  ['DELETE', '/api/work-items/ID/follow'],
  ['POST', '/api/work-items/ID/updates', { text: 'An update' }],
  ['PATCH', '/api/work-items/ID/undertakings/1', { answer: 'Yes' }],
];

/** Whoever sees an item may follow it. */
const forReaders = ([method, path]: (typeof calls)[number]) => method === 'GET' || path.endsWith('/follow');

/** Headers that differ from one answer to the next. */
const passing = { 'x-request-id': '', date: '' };

describe('who may see an item', () => {
  let service: Service;
  let participation: Client;
  let card: WorkItemView;
  let personal: WorkItemView;

  beforeAll(async () => {
    service = await openService();
    participation = service.as('participation');
    card = await raiseCard(participation, 'For everybody’s work');
    const raised = await raiseCard(participation, 'A personal matter');
    const triaged = await participation<WorkItemView>('POST', `/api/work-items/${raised.id}/transitions`, {
      body: { transition: 'triage', fields: { kind: 'personal', screenedOn: '2020-02-17' } },
    });
    personal = triaged.body;
  });
  afterAll(() => service.close());

  const ask = (who: Client, [method, path, body]: readonly [Method, string, object?], id: string, headers = {}) =>
    who(method, path.replace('ID', id), { ...(body !== undefined && { body }), headers });

  it.each(calls)('%s %s is for those who are signed in', async (...call) => {
    const refused = await ask(service.ask, call, card.reference);
    expect(refused.status).toBe(401);
    expect(refused.headers['www-authenticate']).toContain('Bearer');
  });

  it.each(calls)('%s %s answers out of sight as if it were not there, byte for byte', async (...call) => {
    const caseworker = service.as('caseworker');
    // Also with an entity tag that is stale: that it is stale would tell.
    for (const headers of [{ 'if-match': '"7"' }, { 'if-match': '"1"', 'idempotency-key': 'a-key' }]) {
      const hidden = await ask(caseworker, call, card.reference, headers);
      const byId = await ask(caseworker, call, card.id, headers);
      const absent = await ask(caseworker, call, 'CC-1999-001', headers);
      const never = await ask(caseworker, call, '01900000-0000-7000-8000-00000000dead', headers);
      expect(hidden.status).toBe(404);
      for (const other of [byId, absent, never]) {
        expect(other.text).toBe(hidden.text);
        expect({ ...other.headers, ...passing }).toEqual({ ...hidden.headers, ...passing });
      }
    }
  });

  it.each(calls.filter((call) => !forReaders(call)))('%s %s is refused to a reader', async (...call) => {
    expect((await ask(service.as('auditor'), call, card.reference, { 'if-match': '"1"' })).status).toBe(403);
  });

  it('shows a personal matter to its handler alone, in lists as on its page', async () => {
    const list = async (who: Client): Promise<string[]> =>
      (await who<WorkItemListView>('GET', '/api/work-items')).body.items.map(({ reference }) => reference);
    expect(await list(participation)).toContain(personal.reference);
    for (const persona of ['chair', 'director', 'democratic-services', 'auditor'] as const) {
      expect((await service.as(persona)('GET', `/api/work-items/${personal.reference}`)).status).toBe(404);
      expect(await list(service.as(persona))).not.toContain(personal.reference);
    }
    expect(await list(service.as('caseworker'))).toEqual([]);
  });

  it('keeps a card from the panel until it is screened: it may be a personal matter', async () => {
    const raised = await raiseCard(participation, 'Not screened yet');
    const path = `/api/work-items/${raised.reference}`;
    const seen = async (persona: 'chair' | 'panel-member'): Promise<[number, boolean]> => {
      const { body } = await service.as(persona)<WorkItemListView>('GET', '/api/work-items?limit=200');
      const listed = body.items.some(({ reference }) => reference === raised.reference);
      return [(await service.as(persona)('GET', path)).status, listed];
    };
    const absent = await service.as('chair')('GET', '/api/work-items/CC-1999-001');
    for (const call of calls) {
      const hidden = await ask(service.as('chair'), call, raised.reference, { 'if-match': '"7"' });
      expect([hidden.status, hidden.text]).toEqual([404, absent.text]);
    }
    expect(await seen('chair')).toEqual([404, false]);
    expect(await seen('panel-member')).toEqual([404, false]);
    const triaged = await participation('POST', `${path}/transitions`, {
      body: { transition: 'triage', fields: { kind: 'collective', screenedOn: '2020-02-17' } },
    });
    expect(triaged.status).toBe(200);
    expect(await seen('chair')).toEqual([200, true]);
    expect(await seen('panel-member')).toEqual([200, true]);
  });

  it('keeps from the panel for ever what happened before a card was screened, and from nobody who screens', async () => {
    const raised = await raiseCard(participation, 'A first wording');
    const path = `/api/work-items/${raised.reference}`;
    const edited = await participation('PATCH', path, {
      body: { title: 'A card for the panel', fields: { question: 'Why does Sam have to move?' } },
      headers: { 'if-match': '"1"' },
    });
    expect(edited.status).toBe(200);
    await participation('PATCH', path, {
      body: { fields: { question: 'Why do we have to move?' } },
      headers: { 'if-match': '"2"' },
    });
    await participation('POST', `${path}/transitions`, {
      body: { transition: 'triage', fields: { kind: 'collective', screenedOn: '2020-02-17' } },
    });
    const types = async (who: Client, asked = ''): Promise<string[]> => {
      const { body } = await who<HistoryView>('GET', `${path}/history${asked}`);
      return body.events.map(({ type }) => type);
    };
    // Pages are full, and where they end tells of nothing that lies between.
    await participation('PATCH', path, { body: { title: 'Said anew' }, headers: { 'if-match': '"4"' } });
    const paged = (await service.as('chair')<HistoryView>('GET', `${path}/history?limit=1`)).body;
    expect(paged.events.map(({ type }) => type)).toEqual(['work-item-transitioned']);
    expect(JSON.parse(Buffer.from(paged.nextCursor ?? '', 'base64url').toString())[1]).toBe('1');
    expect(await types(service.as('chair'), `?cursor=${paged.nextCursor}`)).toEqual(['fields-edited']);
    const states = async (who: Client) =>
      (await who<ItemPathView>('GET', `${path}/path`)).body.states.map(({ state }) => state);
    expect(await states(service.as('chair'))).toEqual(['triaged']);
    expect(await states(participation)).toEqual(['raised', 'triaged']);
    for (const persona of ['chair', 'panel-member'] as const) {
      expect(await types(service.as(persona))).toEqual(['work-item-transitioned', 'fields-edited']);
      expect((await service.as(persona)('GET', `${path}/history`)).text).not.toContain('Sam');
    }
    for (const persona of ['officer', 'participation', 'auditor'] as const) {
      expect(await types(service.as(persona))).toHaveLength(5);
    }
  });

  it('keeps a field from those whom the definition does not name', async () => {
    const officer = service.as('officer');
    const edited = await officer<WorkItemView>('PATCH', `/api/work-items/${card.reference}`, {
      body: { fields: { cost: 250_000 } },
      headers: { 'if-match': '"1"' },
    });
    expect(edited.body.fields['cost']).toBe(250_000);
    for (const path of [
      `/api/work-items/${card.reference}`,
      '/api/work-items',
      `/api/work-items/${card.reference}/history`,
    ]) {
      expect((await service.as('auditor')('GET', path)).text).not.toContain('250000');
    }
  });
});
