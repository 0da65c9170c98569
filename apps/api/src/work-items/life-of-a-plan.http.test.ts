import type { WorkItemView } from '@kept/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openService, type Client, type Service } from '../../testing/service.js';

type Moved = WorkItemView & { detail?: string; missing?: { field: string; text: string }[] };

/** A target of the fostering plan with an action, over HTTP: from the plan to the end, with the refusals on the way. */
describe('the life of a plan', () => {
  let service: Service;
  let lead: Client;
  let director: Client;
  let target: WorkItemView;
  let action: WorkItemView;

  beforeAll(async () => {
    service = await openService();
    await service.setClock('2018-04-03T09:00:00.000Z');
    lead = service.as('plan-lead');
    director = service.as('director');
  });
  afterAll(() => service.close());

  const move = (
    who: Client,
    id: string,
    transition: string,
    given: { reason?: string; [field: string]: unknown } = {},
  ) => {
    const { reason, ...fields } = given;
    const body = { transition, fields, ...(reason !== undefined && { reason }) };
    return who<Moved>('POST', `/api/work-items/${id}/transitions`, { body });
  };
  const missing = (body: Moved) => body.missing?.map(({ field }) => field);
  const evidence = (who: Client, id: string) =>
    who('POST', `/api/work-items/${id}/evidence`, { body: { title: 'The register', note: 'Counted' } });
  const count = async (on: string, value: number) => {
    await service.setClock(`${on}T12:00:00.000Z`);
    return lead<Moved>('POST', `/api/work-items/${target.id}/actuals`, { body: { measure: 1, on, value } });
  };

  it('begins with a target, which the panel may read and the plan’s lead alone may make', async () => {
    const fields = {
      plan: 'Fostering',
      period: 'April 2018 - March 2019',
      startsOn: '2018-04-01',
      endsOn: '2019-03-31',
      number: 4,
      standards: '13.1',
    };
    const body = {
      workflow: 'business-plan-target',
      title: 'Enough foster carers',
      ownerPost: 'head-of-fostering',
      fields,
    };
    expect((await service.ask('POST', '/api/work-items', { body })).status).toBe(401);
    expect((await service.as('caseworker')('POST', '/api/work-items', { body })).status).toBe(403);
    const bare = await lead<Moved>('POST', '/api/work-items', { body: { ...body, fields: {} } });
    expect([bare.status, missing(bare.body)]).toEqual([422, ['plan', 'period', 'startsOn', 'endsOn', 'number']]);
    const made = await lead<WorkItemView>('POST', '/api/work-items', { body });
    expect(made.body).toMatchObject({ reference: 'BT-2018-001', state: 'planned', nextDueOn: '2018-06-30' });
    target = made.body;
    expect((await service.as('chair')('GET', `/api/work-items/${target.id}`)).status).toBe(200);
    expect((await service.as('caseworker')('GET', `/api/work-items/${target.id}`)).status).toBe(404);
  });

  it('has an action that is part of it, and which the panel does not see', async () => {
    const fields = {
      target: target.reference,
      code: '4.3.1',
      action: 'Recruit',
      reading: 'date',
      dueOn: '2019-03-31',
      recurrence: 'once',
    };
    const body = {
      workflow: 'business-plan-action',
      title: 'Recruit foster carers',
      ownerPost: 'head-of-fostering',
      fields,
    };
    expect(
      (await lead('POST', '/api/work-items', { body: { ...body, fields: { ...fields, target: 'soon' } } })).status,
    ).toBe(422);
    expect(
      (await lead('POST', '/api/work-items', { body: { ...body, fields: { ...fields, recurrence: 'week' } } })).status,
    ).toBe(422);
    expect(
      (await lead('POST', '/api/work-items', { body: { ...body, fields: { ...fields, colour: 'red' } } })).status,
    ).toBe(400);
    const made = await lead<WorkItemView>('POST', '/api/work-items', { body });
    expect(made.body).toMatchObject({ reference: 'BA-2018-001', state: 'not-started', nextDueOn: '2018-07-03' });
    action = made.body;
    expect((await move(lead, action.id, 'submit')).status).toBe(409);
    expect((await move(lead, action.id, 'start')).body).toMatchObject({
      state: 'in-progress',
      nextDueOn: '2019-03-31',
    });
    expect((await service.as('chair')('GET', `/api/work-items/${action.id}`)).status).toBe(404);
  });

  it('moves by itself with the third actual, to where the pace leads', async () => {
    const measure = {
      name: 'New foster carers',
      unit: 'foster carers',
      baseline: 0,
      baselineOn: '2018-04-01',
      target: 150,
      targetOn: '2019-03-31',
      polarity: 'H',
      kind: 'cumulative',
    };
    expect(
      (await lead('POST', `/api/work-items/${target.id}/measures`, { body: { ...measure, polarity: 'X' } })).status,
    ).toBe(422);
    expect((await lead('POST', `/api/work-items/${target.id}/measures`, { body: measure })).status).toBe(200);
    expect(
      (
        await service.as('chair')('POST', `/api/work-items/${target.id}/actuals`, {
          body: { measure: 1, on: '2018-04-03', value: 1 },
        })
      ).status,
    ).toBe(403);
    // Before the third actual it is as its action is, which is not late.
    expect((await count('2018-06-29', 37)).body.state).toBe('on-track');
    expect((await count('2018-09-28', 74)).body.state).toBe('on-track');
    expect((await count('2018-12-31', 104)).body.state).toBe('at-risk');
    const { body } = await lead<WorkItemView>('GET', `/api/work-items/${target.id}`);
    expect(body.records['actuals']).toHaveLength(3);
  });

  it('does not have its evidence reviewed by whoever submitted it', async () => {
    expect(missing((await move(lead, action.id, 'submit')).body)).toEqual(['evidence']);
    await evidence(lead, action.id);
    expect((await move(lead, action.id, 'submit')).body.state).toBe('evidence-submitted');
    const own = await move(lead, action.id, 'approve');
    expect([own.status, missing(own.body)]).toEqual([422, ['secondPerson', 'evidence']]);
    expect(missing((await move(director, action.id, 'return')).body)).toEqual(['reason']);
    expect((await move(director, action.id, 'return', { reason: 'Which areas?' })).body.state).toBe('returned');
    await move(lead, action.id, 'resume');
    await move(lead, action.id, 'submit');
    expect((await move(director, action.id, 'approve')).body).toMatchObject({ state: 'achieved', closed: true });
    expect((await move(director, action.id, 'cancel', { reason: 'No' })).status).toBe(409);
  });

  it('can be said to stand otherwise, with why', async () => {
    expect(missing((await move(lead, target.id, 'override', { state: 'on-track' })).body)).toEqual(['why']);
    const said = await move(lead, target.id, 'override', { state: 'on-track', why: 'Fifty are in assessment' });
    expect(said.body).toMatchObject({ state: 'on-track', records: { overrides: [{ fields: { state: 'on-track' } }] } });
    expect((await count('2019-01-31', 112)).body.state).toBe('off-track');
  });

  it('ends not achieved, and stays open until somebody says what becomes of it', async () => {
    await service.setClock('2019-04-03T09:00:00.000Z');
    expect(missing((await move(lead, target.id, 'achieve')).body)).toEqual(['found', 'evidence', 'secondPerson']);
    const ended = await move(lead, target.id, 'not-achieve', { found: '131 of 150', reason: 'The year is over' });
    expect(ended.body).toMatchObject({ state: 'not-achieved', closed: false, nextDueOn: '2019-05-03' });
    expect((await move(lead, target.id, 'give-up', { reason: 'No more' })).status).toBe(403);
    const carriedInto = 'The plan of 2019-20';
    const carried = await move(director, target.id, 'carry-over', { carriedInto, reason: 'It is needed' });
    expect(carried.body).toMatchObject({ state: 'carried-over', closed: true, nextDueOn: null });
  });
});
