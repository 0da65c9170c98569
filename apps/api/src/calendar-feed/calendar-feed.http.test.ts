import type { CalendarFeedView, NewCalendarFeedView, WorkItemView } from '@kept/contracts';
import { personOf } from '@kept/database/testing';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { raiseCard } from '../../testing/cards.js';
import { openService, type Service } from '../../testing/service.js';

const canary = 'Kingfisher';

/** What another library reads. */
function eventsOf(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    const { startDate, summary, uid, sequence, description } = event;
    const lasts = component.getFirstPropertyValue('dtend');
    return {
      uid,
      sequence,
      summary,
      description,
      on: startDate.toString(),
      allDay: startDate.isDate,
      ends: String(lasts),
    };
  });
}

describe('a calendar feed', () => {
  let service: Service;
  let card: WorkItemView;
  beforeAll(async () => {
    service = await openService();
    card = await raiseCard(service.as('officer'), `${canary} wants to stay with her brother`);
  });
  afterAll(() => service.close());

  const owner = () => service.as('officer');
  const make = async () => (await owner()<NewCalendarFeedView>('POST', '/api/session/calendar-feed')).body;
  const read = (path: string, headers = {}) => service.ask('GET', path, { headers });

  it('is made, shown once and taken back by its owner', async () => {
    for (const method of ['GET', 'POST', 'DELETE'] as const) {
      expect((await service.ask(method, '/api/session/calendar-feed')).status).toBe(401);
    }
    expect((await owner()<CalendarFeedView>('GET', '/api/session/calendar-feed')).body).toEqual({ madeAt: null });
    expect((await owner()('DELETE', '/api/session/calendar-feed')).status).toBe(404);
    const first = await make();
    expect(first.path).toMatch(/^\/calendar\/[\w-]{43}\.ics$/);
    expect((await read(first.path)).status).toBe(200);
    const second = await make();
    expect((await owner()<CalendarFeedView>('GET', '/api/session/calendar-feed')).body.madeAt).toBe(second.madeAt);
    const unknown = await read(`/calendar/${'x'.repeat(43)}.ics`);
    expect(unknown.status).toBe(404);
    expect(unknown.headers['content-type']).toContain('application/problem+json');
    expect((await read(first.path)).text, 'the one before, in the same bytes').toBe(unknown.text);
    expect((await read('/calendar/short.ics')).text).toBe(unknown.text);
    expect((await read(second.path.replace('.ics', ''))).text).toBe(unknown.text);
    expect((await owner()('DELETE', '/api/session/calendar-feed')).status).toBe(204);
    expect((await read(second.path)).text).toBe(unknown.text);
  });

  it('has the dates of its owner’s posts as whole days, and never a title', async () => {
    const { path } = await make();
    const answer = await read(path);
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8');
    expect(answer.text).not.toContain(canary);
    expect(answer.text).toMatch(/DTSTART;VALUE=DATE:202002\d\d/);
    const [event] = eventsOf(answer.text);
    expect(event).toMatchObject({ summary: 'CC-2020-001, challenge card', allDay: true });
    expect(event!.uid).toMatch(/^[0-9a-f-]{36}\.screen\.1@kept\.local$/);
  });

  it('is not sent again while it stands as it was', async () => {
    const { path } = await make();
    const { headers } = await read(path);
    const again = await read(path, { 'if-none-match': String(headers['etag']) });
    expect(again.status).toBe(304);
    expect(again.text).toBe('');
  });

  it('moves an entry with its date, and lets go of what is done', async () => {
    const { path } = await make();
    const before = eventsOf((await read(path)).text);
    const [screen] = before;
    const to = '2020-03-02';
    const extended = await owner()('POST', `/api/work-items/${card.id}/deadlines/screen/extensions`, {
      body: { to, reason: 'The school is closed.' },
    });
    expect(extended.status).toBe(200);
    const after = eventsOf((await read(path)).text).find(({ uid }) => uid === screen!.uid);
    expect(after?.on).toBe(to);
    expect(after!.sequence).toBeGreaterThan(screen!.sequence);
    const withdrawn = await owner()('POST', `/api/work-items/${card.id}/transitions`, {
      body: { transition: 'withdraw', reason: 'Asked for it back.' },
    });
    expect(withdrawn.status).toBe(200);
    expect(eventsOf((await read(path)).text)).toEqual([]);
  });

  it('ends with the way in of somebody who leaves', async () => {
    const made = await service.as('caseworker')<NewCalendarFeedView>('POST', '/api/session/calendar-feed');
    expect((await read(made.body.path)).status).toBe(200);
    const actor = { kind: 'system' as const, name: 'seed' as const };
    await service.database.leavings.leave(
      { authorityId: service.authorityId, actor },
      { personId: personOf('caseworker'), lastDay: '2020-02-16' },
    );
    await vi.waitFor(async () => expect((await read(made.body.path)).status).toBe(404), { timeout: 5_000 });
  });
});
