import type { EditingView, LiveNewsView, WorkItemView } from '@kept/contracts';
import { withClient } from '@kept/database/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseCard } from '../../testing/cards.js';
import { openStream, signIn } from '../../testing/stream.js';
import { openService, type Client, type Service } from '../../testing/service.js';

describe('what happens is told as it happens', () => {
  let service: Service;
  let url: string;
  let participation: Client;
  beforeAll(async () => {
    service = await openService();
    await service.app.listen(0, '127.0.0.1');
    url = await service.app.getUrl();
    participation = service.as('participation');
  });
  afterAll(() => service.close());

  const news = (client: Client, after?: string) =>
    client<LiveNewsView>('GET', `/api/events/news${after === undefined ? '' : `?after=${after}`}`);
  /** What other tests do on the same server may hold it back for a moment. */
  const newsOf = async (client: Client, after: string, ...wanted: string[]) => {
    const seen = async () => (await news(client, after)).body.events;
    const count = async () => (await seen()).filter(({ reference }) => wanted.includes(reference)).length;
    await expect.poll(count).toBeGreaterThan(0);
    return (await seen()).filter(({ reference }) => wanted.includes(reference));
  };
  const triage = (card: WorkItemView, kind: string) =>
    participation('POST', `/api/work-items/${card.id}/transitions`, {
      body: { transition: 'triage', fields: { kind, screenedOn: '2020-02-17' } },
    });

  it('to those who are signed in, from a place that a stream gave out', async () => {
    for (const path of ['/api/events', '/api/events/news']) {
      expect((await service.ask('GET', path)).status).toBe(401);
      expect((await participation('GET', `${path}?after=yesterday`)).status).toBe(400);
      expect((await participation('GET', `${path}?since=1`)).status).toBe(400);
    }
    const stray = { headers: { 'last-event-id': '1-2' } };
    expect((await participation('GET', '/api/events', stray)).status).toBe(400);
    expect((await participation('HEAD', '/api/events')).headers['content-type']).toContain('text/event-stream');
  });

  it('to whoever sees the item, and to nobody else', async () => {
    const { id } = (await news(participation)).body;
    const shown = await raiseCard(participation, 'Bikes');
    await triage(shown, 'collective');
    const personal = await raiseCard(participation, 'A matter of one child');
    await triage(personal, 'personal');
    const both = [shown.reference, personal.reference];
    // The last to be told of is told to its handler: whatever came before it can be told by then.
    await expect.poll(async () => (await news(participation, id)).body.events.length).toBeGreaterThanOrEqual(4);
    expect(await newsOf(service.as('officer'), id, shown.reference)).toEqual([
      { reference: shown.reference, workflow: 'challenge-card', type: 'work-item-created', version: 1, own: false },
      {
        reference: shown.reference,
        workflow: 'challenge-card',
        type: 'work-item-transitioned',
        version: 2,
        own: false,
      },
    ]);
    // Before it was screened a card was kept from the panel, so its beginning still is.
    const panel = await newsOf(service.as('panel-member'), id, ...both);
    expect(panel.map(({ reference, version }) => [reference, version])).toEqual([[shown.reference, 2]]);
    expect((await news(service.as('caseworker'), id)).body.events).toEqual([]);
  });

  it('on a stream that goes on where it broke', async () => {
    const session = await signIn(url, 'officer');
    const stream = await openStream(url, session);
    expect(await stream.next()).toMatchObject({ event: 'ready', id: expect.stringMatching(/^\d+$/) });
    const first = await raiseCard(participation, 'Skates');
    const told = await stream.about(first.reference);
    expect(JSON.parse(told?.data ?? '')).toMatchObject({ reference: first.reference, version: 1, own: false });
    stream.leave();
    const second = await raiseCard(participation, 'Scooters');
    const again = await openStream(url, session, told?.id ?? '');
    await again.next();
    expect(JSON.parse((await again.about(second.reference))?.data ?? '')).toMatchObject({ version: 1 });
    again.leave();
  });

  it('without keeping a session from going idle, and no longer than it lives', async () => {
    const session = await signIn(url, 'officer');
    const idleSince = () =>
      withClient(service.ownerUrl, async (client) => {
        const text = `select seen_at from sessions order by created_at desc limit 1`;
        return (await client.query<{ seen_at: Date }>(text)).rows[0]?.seen_at.toISOString();
      });
    await withClient(service.ownerUrl, (client) =>
      client.query(`update sessions set seen_at = seen_at - interval '20 minutes'`),
    );
    const before = await idleSince();
    const stream = await openStream(url, session);
    await stream.next();
    expect(await idleSince()).toBe(before);
    await withClient(service.ownerUrl, (client) =>
      client.query(`update sessions set seen_at = seen_at - interval '20 minutes'`),
    );
    // A process remembers a session for four seconds.
    expect(await stream.about('nothing')).toBeNull();
    expect(await idleSince()).not.toBe(before);
    expect((await openStream(url, session)).status).toBe(401);
  });

  it('on so many streams for one person, and none of them keeps the service from ending', async () => {
    const session = await signIn(url, 'director');
    const streams: Awaited<ReturnType<typeof openStream>>[] = [];
    for (let no = 0; no < 8; no += 1) streams.push(await openStream(url, session));
    for (const stream of streams) await stream.next();
    // One more takes the place of the oldest, which may be of a machine that is gone.
    streams.push(await openStream(url, session));
    expect(streams[8]?.status).toBe(200);
    await streams[8]?.next();
    expect(await streams.shift()?.about('nothing')).toBeNull();
    const began = performance.now();
    await service.app.close();
    expect(performance.now() - began).toBeLessThan(3_000);
    for (const stream of streams) expect(await stream.about('nothing')).toBeNull();
  });
});

describe('who is changing an item', () => {
  let service: Service;
  beforeAll(async () => void (service = await openService()));
  afterAll(() => service.close());

  it('is said by whoever may work on it, and read by whoever else sees it', async () => {
    const [officer, participation] = [service.as('officer'), service.as('participation')];
    const card = await raiseCard(participation, 'Bikes');
    const path = `/api/work-items/${card.reference}/editing`;
    expect((await service.as('auditor')('PUT', path)).status).toBe(403);
    expect((await officer<EditingView>('PUT', path)).body).toEqual({ editors: [] });
    expect((await officer<EditingView>('GET', path)).body).toEqual({ editors: [] });
    const seen = await participation<EditingView>('PUT', path);
    expect(seen.body.editors).toEqual([{ name: expect.any(String), since: expect.stringMatching(/^2020-02-17T09:/) }]);
    expect((await officer<EditingView>('GET', path)).body.editors).toHaveLength(1);
    // Nobody has screened it: to the panel it is not there, as any other that is none.
    const chair = service.as('chair');
    const hidden = await chair('GET', path);
    expect([hidden.status, hidden.text]).toEqual([
      404,
      (await chair('GET', '/api/work-items/CC-1999-001/editing')).text,
    ]);
    expect((await participation('DELETE', path)).status).toBe(204);
    expect((await officer<EditingView>('GET', path)).body).toEqual({ editors: [] });
  });
});
