import type { CalculatedDeadlineView } from '@kept/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openService, type Client, type Service } from '../../testing/service.js';

describe('counting a date', () => {
  let service: Service;
  let officer: Client;
  beforeAll(async () => {
    service = await openService();
    officer = service.as('officer');
  });
  afterAll(() => service.close());

  const calculate = (body: object) =>
    officer<CalculatedDeadlineView & { detail: string }>('POST', '/api/deadlines/calculate', { body });

  it('says when the first review is due, over three holidays, and why', async () => {
    const { status, body } = await calculate({ rule: 'cla-review-first', from: '2019-12-18' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ rule: 'cla-review-first', from: '2019-12-18', dueOn: '2020-01-20', exceptions: [] });
    const told = body.receipt.map(({ text }) => text).join('\n');
    expect(told).toMatch(/Christmas Day[^]*Boxing Day[^]*New Year/);
    expect(body.receipt.at(-1)?.date).toBe('2020-01-20');
  });

  it.each([
    ['ehc-draft-views', '2020-03-02', '2020-03-16'],
    ['agenda-publication', '2020-02-18', '2020-02-10'],
    ['agenda-publication', '2018-07-19', '2018-07-11'],
    ['challenge-card/triage', '2020-02-17', '2020-03-02'],
  ])('%s from %s is %s', async (rule, from, dueOn) => {
    expect((await calculate({ rule, from })).body.dueOn).toBe(dueOn);
  });

  it.each([
    ['a rule that is not known', { rule: 'no-such-rule', from: '2020-01-01' }],
    ['what is no limit', { rule: 'ehc-covid', from: '2020-06-01' }],
    ['a limit that is not known', { rule: 'challenge-card/nothing', from: '2020-01-01' }],
    ['a day beyond the calendars', { rule: 'cla-review-first', from: '2099-01-01' }],
  ])('%s cannot be counted, and a sentence says so', async (_what, body) => {
    const refused = await calculate(body);
    expect(refused.status).toBe(422);
    expect(refused.body.detail).toBe('The date cannot be calculated.');
  });

  it('takes nothing else in, and nobody who is not signed in', async () => {
    expect((await calculate({ rule: 'cla-review-first', from: '2019-02-30' })).status).toBe(400);
    expect((await calculate({ rule: 'cla-review-first', from: '2019-12-18', weekends: true })).status).toBe(400);
    expect((await service.ask('POST', '/api/deadlines/calculate', { body: {} })).status).toBe(401);
  });
});
