import type { TeamWebhookListView, TeamWebhookView } from '@kept/contracts';
import { readFieldKey } from '@kept/database';
import { withClient } from '@kept/database/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openService, type Client, type Service } from '../../testing/service.js';

const path = '/api/teams/fostering/webhook';
const address = 'https://prod-12.westeurope.logic.azure.com:443/workflows/1f/triggers/manual/paths/invoke?sig=s3cret';
const key = readFieldKey('ab'.repeat(32))!;

describe('the channel of a team', () => {
  let service: Service;
  let administrator: Client;
  beforeAll(async () => {
    service = await openService({ fieldKey: key });
    administrator = service.as('administrator');
  });
  afterAll(() => service.close());
  const rows = (sql: string) => withClient(service.ownerUrl, async (client) => (await client.query(sql)).rows);

  it.each(['GET', 'PUT', 'DELETE'] as const)('%s is for the administrator', async (method) => {
    const call = method === 'PUT' ? { body: { address } } : {};
    expect((await service.ask(method, path, call)).status).toBe(401);
    for (const persona of ['officer', 'director', 'chair'] as const) {
      expect((await service.as(persona)(method, path, call)).status).toBe(403);
    }
    expect((await administrator(method, '/api/teams/nothing/webhook', call)).status).toBe(404);
  });

  it('is listed and tried again for the administrator', async () => {
    for (const [method, at] of [
      ['GET', '/api/team-webhooks'],
      ['POST', `${path}/tests`],
    ] as const) {
      expect((await service.ask(method, at)).status).toBe(401);
      expect((await service.as('director')(method, at)).status).toBe(403);
    }
    expect((await administrator('POST', '/api/teams/nothing/webhook/tests')).status).toBe(404);
    const { body, text } = await administrator<TeamWebhookListView>('GET', '/api/team-webhooks');
    expect(body).toMatchObject({ maySet: true, hosts: ['.logic.azure.com', '.powerplatform.com'] });
    expect(body.teams).toContainEqual({ key: 'fostering', title: expect.any(String), webhook: null });
    expect(text).not.toContain('sig=');
  });

  it('is not there until it is set', async () => {
    expect((await administrator('GET', path)).status).toBe(404);
    expect((await administrator('DELETE', path)).status).toBe(404);
  });

  it.each([
    ['', 422],
    ['http://prod-12.westeurope.logic.azure.com/workflows', 422],
    ['https://evil.example/workflows', 422],
    ['https://169.254.169.254/latest', 422],
  ])('is not set to %j', async (wrong, status) => {
    const refused = await administrator('PUT', path, { body: { address: wrong } });
    expect(refused).toMatchObject({ status, body: { missing: [{ field: 'address' }] } });
    expect((await administrator('PUT', path, { body: { address, more: 1 } })).status).toBe(400);
    expect(await rows('select from team_webhooks')).toEqual([]);
  });

  it('is set, shown without its address, set anew, and removed', async () => {
    const set = await administrator<TeamWebhookView>('PUT', path, { body: { address } });
    expect(set.status).toBe(200);
    expect(set.body).toMatchObject({
      team: { key: 'fostering' },
      host: 'prod-12.westeurope.logic.azure.com',
      test: { outcome: 'waiting', at: null, fault: null },
    });
    expect(set.text).not.toContain('s3cret');
    expect((await administrator<TeamWebhookView>('GET', path)).body).toEqual(set.body);
    expect(JSON.stringify(await rows(`select encode(sealed, 'escape') from team_webhooks`))).not.toContain('s3cret');
    expect((await administrator('PUT', path, { body: { address } })).status).toBe(200);
    await rows(`update team_webhooks set tested_at = app.now(), test_fault = 'Teams answered 404.'`);
    const failed = { outcome: 'failed', fault: 'Teams answered 404.' };
    expect((await administrator<TeamWebhookView>('GET', path)).body.test).toMatchObject(failed);
    const again = await administrator<TeamWebhookView>('POST', `${path}/tests`);
    expect(again).toMatchObject({ status: 202, body: { test: { outcome: 'waiting', at: null, fault: null } } });
    expect((await administrator('DELETE', path)).status).toBe(204);
    expect((await administrator('GET', path)).status).toBe(404);
    const entries = await rows(`select action, convert_from(canonical, 'UTF8') as text from audit.entries
      where action like 'team-webhook%' order by seq`);
    expect(entries.map(({ action }) => action)).toEqual([
      'team-webhook-set',
      'team-webhook-set',
      'team-webhook-tried',
      'team-webhook-removed',
    ]);
    expect(JSON.stringify(entries)).not.toContain('s3cret');
  });

  it('is not read by the API, not even by a fault in it', async () => {
    const reading = withClient(service.appUrl, async (client) => {
      await client.query(`select set_config('app.authority', $1, false)`, [service.authorityId]);
      await client.query('select sealed from team_webhooks');
    });
    await expect(reading).rejects.toMatchObject({ code: '42501' });
  });
});

describe('without a key', () => {
  let service: Service;
  beforeAll(async () => {
    service = await openService();
  });
  afterAll(() => service.close());

  it('no address is kept', async () => {
    const refused = await service.as('administrator')('PUT', path, { body: { address } });
    const { body } = await service.as('administrator')<TeamWebhookListView>('GET', '/api/team-webhooks');
    expect(body.maySet).toBe(false);
    expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining('KEPT_FIELD_KEY') } });
  });
});
