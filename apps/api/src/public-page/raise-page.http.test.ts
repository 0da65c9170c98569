import type { NewRaisingLinkView, RaisingLinkListView, WorkItemListView, WorkItemView } from '@kept/contracts';
import { withClient } from '@kept/database/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openService, type Client, type Service } from '../../testing/service.js';

const never = '01900000-0000-7000-8000-00000000dead';
const form = { question: 'Why can <I> not stay at my friend’s?', askedFor: 'only-me', tellBy: 'my-worker' };

describe('raising a card by a one-time link', () => {
  let service: Service;
  let participation: Client;
  beforeAll(async () => {
    service = await openService();
    participation = service.as('participation');
  });
  afterAll(() => service.close());

  const make = async (body: object = { raisedBy: 'ocypc' }) => {
    const {
      status,
      body: made,
      text,
    } = await participation<NewRaisingLinkView>('POST', '/api/raising-links', { body });
    if (status !== 201) throw new Error(text);
    return made;
  };
  const send = (path: string, fields: object, headers: Record<string, string> = {}) =>
    service.ask('POST', path, {
      payload: new URLSearchParams(fields as Record<string, string>).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    });
  const cards = async () =>
    (await participation<WorkItemListView>('GET', '/api/work-items?workflow=challenge-card&limit=200')).body.items;

  it('is given by the participation worker alone, for a council of young people', async () => {
    const calls = [
      ['GET', '/api/raising-links', undefined],
      ['POST', '/api/raising-links', { raisedBy: 'ocypc' }],
      ['DELETE', `/api/raising-links/${never}`, undefined],
    ] as const;
    for (const [method, path, body] of calls) {
      expect((await service.ask(method, path, { body })).status).toBe(401);
      expect((await service.as('chair')(method, path, { body })).status).toBe(403);
    }
    const post = (body: object) => participation('POST', '/api/raising-links', { body });
    expect((await post({ raisedBy: 'corporate-parenting-panel' })).status).toBe(422);
    expect((await post({ raisedBy: 'ocypc', days: 15 })).status).toBe(400);
    expect((await participation('DELETE', `/api/raising-links/${never}`)).status).toBe(404);
    expect((await participation('GET', '/api/raising-links?cursor=x')).status).toBe(400);
  });

  it('says first what to do if you are not safe, without script, cookie or foreign address', async () => {
    const { path } = await make();
    const page = await service.ask('GET', path);
    expect(page.status).toBe(200);
    expect(page.text.indexOf('999')).toBeLessThan(page.text.indexOf('<h1>'));
    expect(page.text).toContain('0800 1111');
    expect(page.text).not.toMatch(/<script|https?:/);
    expect(page.headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
    expect(page.headers['set-cookie']).toBeUndefined();
  });

  it('makes one card, hidden until it is screened, however often it is sent', async () => {
    const { path, id } = await make();
    const before = (await cards()).length;
    const sent = await Promise.all([send(path, form), send(path, form), send(path, { ...form, question: 'Other' })]);
    expect(sent.map(({ status, headers }) => [status, headers['location']])).toEqual(Array(3).fill([303, path]));
    expect((await send(path, form)).status).toBe(303);
    const after = await cards();
    expect(after).toHaveLength(before + 1);
    expect((await service.ask('GET', path)).text).toContain('Thank you. We have it');

    const card = after.find(({ title }) => title === 'Raised online on 17 February 2020')!;
    const seen = await participation<WorkItemView>('GET', `/api/work-items/${card.reference}`);
    expect(seen.body.fields).toMatchObject({
      route: 'one-time-link',
      raisedBy: 'ocypc',
      screenBy: '2020-02-17',
      askedFor: 'only-me',
    });
    expect((await service.as('chair')('GET', `/api/work-items/${card.reference}`)).status).toBe(404);
    const { body } = await participation<RaisingLinkListView>('GET', '/api/raising-links?limit=1');
    expect(body.links).toEqual([
      expect.objectContaining({ id, status: 'used', raisedBy: expect.objectContaining({ key: 'ocypc' }) }),
    ]);
    expect((await participation('DELETE', `/api/raising-links/${id}`)).status).toBe(409);

    const move = (fields: object, transition = 'triage') =>
      participation<WorkItemView & { missing: { field: string }[] }>(
        'POST',
        `/api/work-items/${card.reference}/transitions`,
        { body: { transition, fields } },
      );
    const triage = { kind: 'collective', screenedOn: '2020-02-17' };
    expect((await move(triage)).body.missing).toMatchObject([{ field: 'screenFound' }]);
    const screened = await move({ screenedOn: '2020-02-17', screenFound: 'harm-told-to-front-door' }, 'screen');
    expect(screened.body).toMatchObject({ state: 'raised', fields: { screenedOn: '2020-02-17' } });
    expect((await move(triage)).body.missing).toMatchObject([{ field: 'kind' }]);
    expect((await move({ kind: 'personal' })).body).toMatchObject({ state: 'personal' });
    expect((await service.as('director')('GET', `/api/work-items/${card.reference}`)).status).toBe(404);
  });

  it('is screened by the end of the next working day where it comes out of hours', async () => {
    await service.setClock('2020-02-21T20:00:00.000Z');
    const { path } = await make();
    await send(path, { ...form, askedFor: 'everybody' });
    const card = (await cards()).find(({ title }) => title === 'Raised online on 21 February 2020')!;
    const { body } = await participation<WorkItemView>('GET', `/api/work-items/${card.reference}`);
    expect(body.deadlines).toContainEqual(expect.objectContaining({ key: 'screen', dueOn: '2020-02-24' }));
  });

  it('says what is missing and keeps what was written, from any page and in no other form', async () => {
    const { path } = await make();
    const refused = await send(path, { question: form.question, askedFor: 'nobody' }, { origin: 'null' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Why can &lt;I&gt; not stay at my friend’s?');
    expect(refused.text).toContain('Choose who it is for');
    expect(refused.text).toContain('href="#tellBy-0"');
    expect((await send(path, { ...form, question: `a${'\u0000'}` })).status).toBe(422);
    expect((await send(path, { ...form, question: 'x'.repeat(2001) })).text).toContain('2,000 characters at most');
    expect((await send('/api/session', form)).status).toBe(415);
    for (let time = 0; time < 20; time += 1) await send(path, {});
    expect((await send(path, form)).status).toBe(404);
  });

  it('is one page for a link that never was, has run out or was taken back', async () => {
    const absent = await service.ask('GET', '/public/test/raise/nothing');
    expect(absent.status).toBe(404);
    expect(absent.text).toContain('999');
    const revoked = await make();
    expect((await participation('DELETE', `/api/raising-links/${revoked.id}`)).status).toBe(200);
    const expired = await make({ raisedBy: 'ocypc', days: 1 });
    await service.setClock('2020-02-25T09:00:00.000Z');
    for (const path of [revoked.path, expired.path, revoked.path.replace('/test/', '/other/')]) {
      expect(await service.ask('GET', path)).toMatchObject({ status: 404, text: absent.text });
      expect(await send(path, form)).toMatchObject({ status: 404, text: absent.text });
    }
  });

  it('keeps no secret and tells none in the audit', async () => {
    const { path } = await make();
    const secret = path.split('/').at(-1)!;
    const said = await withClient(service.ownerUrl, async (client) => {
      const { rows } = await client.query<{ text: string }>(
        `select convert_from(canonical, 'UTF8') as text from audit.entries union all select l::text from raising_links l`,
      );
      return rows.map(({ text }) => text).join('\n');
    });
    expect(said).toContain('raising-link-made');
    expect(said).not.toContain(secret);
    expect(said).not.toContain('my friend');
  });
});
