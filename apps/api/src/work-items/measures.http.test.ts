import type { WorkItemView } from '@kept/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openService, type Client, type Service } from '../../testing/service.js';

/** What an item says of its measures, over HTTP: where each leads, how it stands, and whether that is what it is called. */
describe('the measures of a target', () => {
  let service: Service;
  let lead: Client;
  let id = '';
  const target = {
    workflow: 'business-plan-target',
    title: 'Enough foster carers',
    ownerPost: 'head-of-fostering',
    fields: {
      plan: 'Fostering',
      period: 'April 2018 - March 2019',
      startsOn: '2018-04-01',
      endsOn: '2019-03-31',
      number: 4,
    },
  };
  const carers = {
    name: 'New foster carers',
    unit: 'foster carers',
    baseline: 0,
    baselineOn: '2018-04-01',
    target: 150,
    targetOn: '2019-03-31',
    polarity: 'H',
    kind: 'cumulative',
  };

  const read = async (who: Client = lead) => (await who<WorkItemView>('GET', `/api/work-items/${id}`)).body;
  const add = (kind: string, body: object) => lead('POST', `/api/work-items/${id}/${kind}`, { body });
  const count = async (on: string, value: number, note?: string) => {
    await service.setClock(`${on}T12:00:00.000Z`);
    return add('actuals', { measure: 1, on, value, ...(note !== undefined && { note }) });
  };

  beforeAll(async () => {
    service = await openService();
    await service.setClock('2018-04-03T09:00:00.000Z');
    lead = service.as('plan-lead');
    id = (await lead<WorkItemView>('POST', '/api/work-items', { body: target })).body.id;
  });
  afterAll(() => service.close());

  it('are there before anything is measured, and say that nothing is known yet', async () => {
    expect((await read()).measures).toEqual({
      assessment: {
        is: 'unknown',
        reasons: [{ about: 'actions', assessment: 'unknown', text: 'Actions: not known yet. It has no actions.' }],
      },
      differs: false,
      measures: [],
    });
  });

  it('each say where they lead, with their actuals by day and the sentence of the forecast', async () => {
    expect((await add('measures', carers)).status).toBe(200);
    expect((await read()).measures?.measures[0]).toMatchObject({
      ...carers,
      no: 1,
      actuals: [],
      forecast: { kind: 'none', sentence: 'Nothing has been counted yet.' },
    });
    await count('2018-09-28', 74);
    await count('2018-12-31', 104);
    // Found later, of an earlier day.
    expect(
      (await add('actuals', { measure: 1, on: '2018-06-29', value: 37, note: 'From the panel’s minutes' })).status,
    ).toBe(200);
    const { state, measures } = await read();
    expect([state, measures?.differs]).toEqual(['at-risk', false]);
    expect(measures?.measures[0]?.actuals).toEqual([
      { on: '2018-06-29', value: 37, note: 'From the panel’s minutes' },
      { on: '2018-09-28', value: 74, note: null },
      { on: '2018-12-31', value: 104, note: null },
    ]);
    expect(measures?.measures[0]?.forecast).toMatchObject({
      kind: 'running',
      latest: { on: '2018-12-31', value: 104, note: null },
      sentence: expect.stringMatching(/^At this pace 133 to 141 of 150 by 31 March 2019\./),
    });
    expect(measures?.assessment).toMatchObject({
      is: 'at-risk',
      reasons: [{ about: 'measure', no: 1, assessment: 'at-risk' }, { about: 'actions' }],
    });
  });

  it('count its late actions, and say where the target is no longer what it is called', async () => {
    const fields = {
      target: (await read()).reference,
      code: '4.3.1',
      action: 'Recruit',
      reading: 'date',
      dueOn: '2019-01-15',
      recurrence: 'once',
    };
    const action = { workflow: 'business-plan-action', title: 'Recruit', ownerPost: 'head-of-fostering', fields };
    for (const code of ['4.3.1', '4.3.2']) {
      const body = { ...action, fields: { ...fields, code } };
      expect((await lead('POST', '/api/work-items', { body })).status).toBe(201);
    }
    await service.setClock('2019-01-16T09:00:00.000Z');
    const { state, measures } = await read();
    expect([state, measures?.assessment.is, measures?.differs]).toEqual(['at-risk', 'off-track', true]);
    expect(measures?.assessment.reasons.at(-1)?.text).toBe('Actions: off track. 0 of 2 actions done; 2 late.');
    // The panel does not see the actions, and is told what they come to.
    expect((await read(service.as('chair'))).measures).toEqual(measures);
    const body = { transition: 'assess', fields: {} };
    const moved = await lead<WorkItemView>('POST', `/api/work-items/${id}/transitions`, { body });
    expect(moved.body).toMatchObject({ state: 'off-track', measures: { differs: false } });
  });

  it('that have ended stay with what was counted, and are asked no more', async () => {
    const ended = { endedOn: '2019-01-16', endedWhy: 'Printed three times' };
    expect((await lead('PATCH', `/api/work-items/${id}/measures/1`, { body: ended })).status).toBe(200);
    const { measures } = await read();
    expect(measures?.measures[0]).toMatchObject({ endedOn: '2019-01-16', forecast: null });
    expect(measures?.measures[0]?.actuals).toHaveLength(3);
    expect(measures?.assessment.reasons.map(({ about }) => about)).toEqual(['actions']);
  });

  it('are null where a workflow keeps none', async () => {
    const { items } = (await lead<{ items: { id: string }[] }>('GET', '/api/work-items?workflow=business-plan-action'))
      .body;
    const action = await lead<WorkItemView>('GET', `/api/work-items/${items[0]?.id}`);
    expect(action.body.measures).toBeNull();
  });
});
