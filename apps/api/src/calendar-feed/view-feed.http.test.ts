import type { NewCalendarFeedView, SavedViewView, WorkItemView } from '@kept/contracts';
import { personOf } from '@kept/database/testing';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { raiseCard } from '../../testing/cards.js';
import { openService, type Service } from '../../testing/service.js';

const canary = 'Kingfisher';

function eventsOf(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  const events = calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component));
  return events.map(({ summary, startDate }) => [summary, startDate.toString()]);
}

describe('a saved view in a calendar', () => {
  let service: Service;
  let card: WorkItemView;
  let view: SavedViewView;
  beforeAll(async () => {
    service = await openService();
    card = await raiseCard(service.as('officer'), `${canary} wants to stay with her brother`);
    await raiseCard(service.as('officer'), 'Bus passes');
    const body = { workflow: 'challenge-card', name: `About ${canary}`, query: { q: canary }, audience: 'all' };
    view = (await service.as('officer')<SavedViewView>('POST', '/api/saved-views', { body })).body;
  });
  afterAll(() => service.close());

  const feedOf = (id: string) => `/api/saved-views/${id}/calendar-feed`;
  const make = async (who: Parameters<Service['as']>[0], id = view.id) =>
    (await service.as(who)<NewCalendarFeedView>('POST', feedOf(id))).body;
  const read = (path: string) => service.ask('GET', path);
  const unknown = () => read(`/calendar/${'x'.repeat(43)}.ics`);
  const madeAt = async () =>
    (await service.as('officer')<SavedViewView>('GET', `/api/saved-views/${view.id}`)).body.feedMadeAt;

  it('is for who finds the view; its address is shown once, told by the list and taken back', async () => {
    expect((await service.ask('POST', feedOf(view.id))).status).toBe(401);
    expect((await service.ask('DELETE', feedOf(view.id))).status).toBe(401);
    for (const id of ['01900000-0000-7000-8000-00000000ffff', 'CC-2020-001']) {
      expect((await service.as('officer')('POST', feedOf(id))).status).toBe(404);
      expect((await service.as('officer')('DELETE', feedOf(id))).status).toBe(404);
    }
    expect(await madeAt()).toBeNull();
    const first = await make('officer');
    expect(first.path).toMatch(/^\/calendar\/[\w-]{43}\.ics$/);
    expect(await madeAt()).toBe(first.madeAt);
    const second = await make('officer');
    expect((await read(first.path)).text, 'the one before, in the same bytes').toBe((await unknown()).text);
    expect((await read(second.path)).status).toBe(200);
    expect((await service.as('director')('DELETE', feedOf(view.id))).status, 'another’s').toBe(404);
    expect((await service.as('officer')('DELETE', feedOf(view.id))).status).toBe(204);
    expect((await read(second.path)).text).toBe((await unknown()).text);
    expect(await madeAt()).toBeNull();
  });

  it('holds the reference and the day of what the view holds, and no other word of it', async () => {
    const { text, headers } = await read((await make('officer')).path);
    expect(headers['content-type']).toBe('text/calendar; charset=utf-8');
    expect(eventsOf(text)).toEqual([[card.reference, card.nextDueOn]]);
    expect(text).not.toContain(canary);
    expect(text).toContain('X-WR-CALNAME:Kept: a list of CC');
  });

  it('shows each reader what they see at that moment, and nothing to whom the view is shown no more', async () => {
    const own = { workflow: 'challenge-card', name: 'Mine', query: { owner: 'me', as: 'board', sort: '-due' } };
    const mine = (await service.as('officer')<SavedViewView>('POST', '/api/saved-views', { body: own })).body;
    const feed = await make('officer', mine.id);
    expect(eventsOf((await read(feed.path)).text)).toHaveLength(2);
    expect((await service.as('director')('POST', feedOf(mine.id))).status, 'not shared').toBe(404);
    const theirs = await make('director');
    const before = eventsOf((await read(theirs.path)).text);
    const seen = await service.as('director')<{ items: unknown[] }>(
      'GET',
      `/api/work-items?workflow=challenge-card&q=${canary}`,
    );
    expect(before).toHaveLength(seen.body.items.length);
    const body = { audience: 'private' };
    expect((await service.as('officer')('PATCH', `/api/saved-views/${view.id}`, { body })).status).toBe(200);
    expect((await read(theirs.path)).text).toBe((await unknown()).text);
    expect((await service.as('director')('DELETE', feedOf(view.id))).status, 'still theirs to end').toBe(204);
  });

  it('ends with the view, and with the way in of somebody who leaves', async () => {
    const body = { workflow: 'challenge-card', name: 'All', query: {} };
    const kept = (await service.as('caseworker')<SavedViewView>('POST', '/api/saved-views', { body })).body;
    const gone = (await service.as('caseworker')<SavedViewView>('POST', '/api/saved-views', { body })).body;
    const [first, second] = [await make('caseworker', gone.id), await make('caseworker', kept.id)];
    expect((await service.as('caseworker')('DELETE', `/api/saved-views/${gone.id}`)).status).toBe(204);
    expect((await read(first.path)).text).toBe((await unknown()).text);
    expect((await read(second.path)).status).toBe(200);
    const actor = { kind: 'system' as const, name: 'seed' as const };
    await service.database.leavings.leave(
      { authorityId: service.authorityId, actor },
      { personId: personOf('caseworker'), lastDay: '2020-02-16' },
    );
    await vi.waitFor(async () => expect((await read(second.path)).status).toBe(404), { timeout: 5_000 });
  });
});
