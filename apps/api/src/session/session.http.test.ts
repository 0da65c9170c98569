import type { SessionView, SignInOptionsView, TokenView } from '@kept/contracts';
import { roles } from '@kept/domain';
import { withClient } from '@kept/database/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openService, type Service } from '../../testing/service.js';

const cookieOf = (header: unknown): string => String(header).split(';', 1)[0] ?? '';

describe('signing in to the demo', () => {
  let service: Service;
  beforeAll(async () => {
    service = await openService();
  });
  afterAll(() => service.close());

  const signIn = (persona: string, headers = {}) =>
    service.ask<SessionView & { detail: string }>('POST', '/api/session', { body: { persona }, headers });

  it('offers every persona by its role', async () => {
    const { body } = await service.ask<SignInOptionsView>('GET', '/api/session/options');
    expect(body.demo).toBe(true);
    expect(body.personas.map(({ key }) => key)).toEqual([...roles]);
  });

  it('says who I am, which posts I hold, and what day it is here', async () => {
    const answer = await signIn('officer');
    expect(answer.status).toBe(200);
    expect(answer.headers['set-cookie']).toMatch(/^kept=[\w-]{43}; Max-Age=36000; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(answer.body).toMatchObject({
      person: { name: 'Asha Whitcombe', email: 'officer@example.test' },
      persona: 'officer',
      roles: ['officer'],
      posts: [{ key: 'corporate-parenting-officer', title: 'Corporate Parenting Officer' }],
      clock: { today: '2020-02-17', demo: true },
      ends: { at: expect.stringMatching(/^2020-02-17T1[89]:/) as string, idleMinutes: 30 },
    });
    const cookie = cookieOf(answer.headers['set-cookie']);
    const again = await service.ask<SessionView>('GET', '/api/session', { headers: { cookie } });
    expect(again.body.person).toEqual(answer.body.person);
  });

  it('binds the cookie to the host where the address is https', async () => {
    const answer = await signIn('chair', { 'x-forwarded-proto': 'https' });
    expect(answer.headers['set-cookie']).toMatch(/^__Host-kept=.+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  });

  it('refuses an unknown persona, a body of another form, and a page of another site', async () => {
    expect((await signIn('nobody')).status).toBe(422);
    expect((await service.ask('POST', '/api/session', { body: { persona: 'officer', role: 'director' } })).status).toBe(
      400,
    );
    expect((await service.ask('POST', '/api/session')).status).toBe(400);
    const form = { payload: 'persona=officer', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
    expect((await service.ask('POST', '/api/session', form)).status).toBe(415);
    expect((await signIn('officer', { origin: 'https://elsewhere.example', host: 'kept.example' })).status).toBe(403);
    expect((await signIn('officer', { origin: 'null' })).status).toBe(403);
    expect((await signIn('officer', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await signIn('officer', { origin: 'http://kept.example', host: 'kept.example' })).status).toBe(200);
  });

  it('ends when nobody has asked anything for thirty minutes, however often the page asked by itself', async () => {
    const cookies = await Promise.all(
      [0, 1].map(async () => cookieOf((await signIn('auditor')).headers['set-cookie'])),
    );
    const [left, used] = cookies.map((cookie) => async (byItself: boolean) => {
      const path = byItself ? '/api/notices/count' : '/api/session';
      return (await service.ask('GET', path, { headers: { cookie } })).status;
    });
    const wait = (minutes: number) =>
      withClient(service.ownerUrl, async (client) => {
        await client.query(`update sessions set seen_at = seen_at - $1 * interval '1 minute'`, [minutes]);
      });
    await wait(20);
    expect([await left?.(true), await used?.(false)]).toEqual([200, 200]);
    await wait(11);
    expect([await left?.(false), await used?.(true)]).toEqual([401, 200]);
  });

  it('ends on signing out, on the server too', async () => {
    const cookie = cookieOf((await signIn('auditor')).headers['set-cookie']);
    const out = await service.ask('DELETE', '/api/session', { headers: { cookie } });
    expect(out.status).toBe(204);
    expect(out.headers['set-cookie']).toMatch(/^kept=; .*Expires=Thu, 01 Jan 1970/);
    expect((await service.ask('GET', '/api/session', { headers: { cookie } })).status).toBe(401);
  });

  it('is asked for where nobody is signed in, or with a bad token', async () => {
    const nobody = await service.ask('GET', '/api/session');
    expect(nobody.status).toBe(401);
    expect(nobody.body).toEqual({
      type: 'urn:kept:problem:sign-in',
      title: 'Unauthorized',
      status: 401,
      detail: 'Sign in first.',
    });
    for (const authorization of ['Bearer kept_nothing', 'Bearer', 'Basic b2ZmaWNlcjo=']) {
      expect((await service.ask('GET', '/api/session', { headers: { authorization } })).status).toBe(401);
    }
  });

  it('gives a token to a script, shown once, that can be taken back', async () => {
    const cookie = cookieOf((await signIn('officer')).headers['set-cookie']);
    const body = { name: 'nightly export', expiresInDays: 30 };
    const made = await service.ask<TokenView>('POST', '/api/tokens', { body, headers: { cookie } });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      name: 'nightly export',
      expiresAt: expect.stringMatching(/^2020-03-18T/) as string,
    });
    const headers = { authorization: `Bearer ${made.body.token}` };
    expect((await service.ask<SessionView>('GET', '/api/session', { headers })).body.roles).toEqual(['officer']);
    const heir = await service.ask<TokenView>('POST', '/api/tokens', {
      body: { name: 'heir', expiresInDays: 300 },
      headers,
    });
    expect(heir.body.expiresAt.slice(0, 10)).toBe('2020-03-18');
    expect((await service.as('chair')('DELETE', `/api/tokens/${made.body.id}`)).status).toBe(404);
    expect((await service.ask('DELETE', `/api/tokens/${made.body.id}`, { headers })).status).toBe(204);
    expect((await service.ask('GET', '/api/session', { headers })).status).toBe(401);
    expect((await service.as('officer')('DELETE', '/api/tokens/nothing')).status).toBe(404);
    expect((await service.ask('POST', '/api/tokens', { body })).status).toBe(401);
    expect(
      (await service.as('officer')('POST', '/api/tokens', { body: { name: '', expiresInDays: 9999 } })).status,
    ).toBe(400);
  });
});

describe('signing in outside the demo', () => {
  it('is not by persona', async () => {
    const service = await openService({ demo: false });
    expect((await service.ask<SignInOptionsView>('GET', '/api/session/options')).body).toEqual({
      demo: false,
      personas: [],
    });
    expect((await service.ask('POST', '/api/session', { body: { persona: 'officer' } })).status).toBe(403);
    await service.close();
  });
});
