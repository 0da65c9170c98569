import { withClient } from '@kept/database/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseCard } from '../../testing/cards.js';
import { openService, type Service } from '../../testing/service.js';

const token = 'a-token-that-nobody-could-guess';
const path = '/api/notify-receipts';
const unknown = '0197f7a4-0000-7000-8000-00000000dead';

/** As GOV.UK Notify writes it. */
const receiptOf = (reference: string | null, status: string) => ({
  id: '740e5834-3a29-46b4-9a6f-16142fde533a',
  reference,
  to: 'owner@example.test',
  status,
  created_at: '2020-02-17T09:00:00.000000Z',
  completed_at: '2020-02-17T09:00:05.000000Z',
  sent_at: '2020-02-17T09:00:01.000000Z',
  notification_type: 'email',
  template_id: 'f33517ff-2a88-4f6e-b855-c550268ce08a',
  template_version: 1,
});

describe('a receipt of GOV.UK Notify', () => {
  let service: Service;
  beforeAll(async () => {
    service = await openService({ notifyCallbackToken: token });
  });
  afterAll(() => service.close());

  const bring = (body: unknown, shown = token) =>
    service.ask('POST', path, { body, headers: { authorization: `Bearer ${shown}` } });
  const rows = <Row>(sql: string) =>
    withClient(service.ownerUrl, async (client) => (await client.query(sql)).rows as Row[]);

  async function sentMessage(title: string): Promise<string> {
    const { reference } = await raiseCard(service.as('officer'), title);
    const body = { ownerPost: 'head-of-fostering', reason: 'Theirs to answer' };
    await service.as('officer')('POST', `/api/work-items/${reference}/owner`, { body });
    const [row] = await rows<{ id: string }>(`update outbox set outcome = 'sent', settled_at = app.now(),
      provider_reference = 'notify:1' where settled_at is null returning id`);
    await rows(`update notices set status = 'sent' where id = '${row!.id}'`);
    return row!.id;
  }
  const stateOf = (id: string) =>
    rows(`select n.status, o.outcome, o.error, o.receipt_due_at as due
      from notices n join outbox o on o.id = n.id where n.id = '${id}'`);

  it('needs the token that Notify was given', async () => {
    expect((await service.ask('POST', path, { body: receiptOf(unknown, 'delivered') })).status).toBe(401);
    for (const shown of ['wrong', `${token}x`, token.slice(1)]) {
      expect((await bring(receiptOf(unknown, 'delivered'), shown)).status).toBe(401);
    }
    const officer = await service.as('administrator')('POST', path, { body: receiptOf(unknown, 'delivered') });
    expect(officer.status).toBe(401);
  });

  it('is refused where it is not of the form, and taken with more than is known today', async () => {
    expect((await bring({ status: 3, reference: unknown })).status).toBe(400);
    expect((await bring([])).status).toBe(400);
    expect((await bring({ ...receiptOf(unknown, 'delivered'), news: 'of tomorrow' })).status).toBe(204);
  });

  it('moves its message forward, whichever authority it is of, and once', async () => {
    const id = await sentMessage('One');
    for (const status of ['delivered', 'delivered', 'sending', 'permanent-failure']) {
      expect((await bring(receiptOf(id, status))).status).toBe(204);
      expect(await stateOf(id)).toEqual([{ status: 'delivered', outcome: 'delivered', error: null, due: null }]);
    }
  });

  it.each(['permanent', 'temporary', 'technical'])('of a %s failure says why', async (kind) => {
    const id = await sentMessage(kind);
    await bring(receiptOf(id, `${kind}-failure`));
    const error = `GOV.UK Notify: ${kind}-failure`;
    expect(await stateOf(id)).toEqual([{ status: 'failed', outcome: 'failed', error, due: null }]);
  });

  it('of a message that is not known here is taken and says nothing', async () => {
    for (const reference of [unknown, 'another service', null]) {
      expect(await bring(receiptOf(reference, 'delivered'))).toMatchObject({ status: 204, text: '' });
    }
  });
});

describe('where no token is set', () => {
  let service: Service;
  beforeAll(async () => {
    service = await openService();
  });
  afterAll(() => service.close());

  it.each(['', 'undefined', 'null'])('no receipt is taken, not with %j either', async (shown) => {
    const headers = { authorization: `Bearer ${shown}` };
    expect((await service.ask('POST', path, { body: receiptOf(unknown, 'delivered'), headers })).status).toBe(401);
  });
});
