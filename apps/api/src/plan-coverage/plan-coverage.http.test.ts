import type { PlanCoverageView, WorkItemView } from '@kept/contracts';
import type { Role } from '@kept/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openService, type Client, type Service } from '../../testing/service.js';

const path = '/api/plan-coverage';

/** Standards by targets by evidence, over HTTP: what a plan answers to, and what stays empty. */
describe('the coverage of a plan', () => {
  let service: Service;
  let lead: Client;
  const made: Record<string, WorkItemView> = {};

  const target = async (number: number, standards: string | null, more: object = {}) => {
    const fields = {
      plan: 'Fostering',
      period: 'April 2018 - March 2019',
      startsOn: '2018-04-01',
      endsOn: '2019-03-31',
      number,
      ...(standards !== null && { standards }),
      ...more,
    };
    const body = {
      workflow: 'business-plan-target',
      title: `Target ${number}`,
      ownerPost: 'head-of-fostering',
      fields,
    };
    return (await lead<WorkItemView>('POST', '/api/work-items', { body })).body;
  };
  const action = async (whole: WorkItemView, code: string) => {
    const fields = {
      target: whole.reference,
      code,
      action: 'Do it',
      reading: 'date',
      dueOn: '2020-03-31',
      recurrence: 'once',
    };
    const body = { workflow: 'business-plan-action', title: code, ownerPost: 'head-of-fostering', fields };
    return (await lead<WorkItemView>('POST', '/api/work-items', { body })).body;
  };
  const evidence = (item: WorkItemView | undefined) =>
    lead('POST', `/api/work-items/${item?.id}/evidence`, { body: { title: 'The register', note: 'Counted' } });
  const read = async (query = '', who: Client = lead) => {
    const answer = await who<PlanCoverageView>('GET', `${path}${query}`);
    expect(answer.status).toBe(200);
    return answer.body;
  };
  const cellOf = (view: PlanCoverageView, standard: number, place: number) =>
    view.standards.find(({ number }) => number === standard)?.cells[place];

  beforeAll(async () => {
    service = await openService();
    lead = service.as('plan-lead');
  });
  afterAll(() => service.close());

  it('is for those who run the plan and to whom it answers', async () => {
    expect((await service.ask('GET', path)).status).toBe(401);
    for (const role of ['caseworker', 'referrer', 'participation', 'democratic-services'] satisfies Role[])
      expect((await service.as(role)('GET', path)).status).toBe(403);
    expect((await lead('GET', `${path}?plan=`)).status).toBe(422);
    expect((await lead('GET', `${path}?target=4`)).status).toBe(400);
  });

  it('has every standard in it before there is a plan', async () => {
    const view = await read();
    expect(view).toMatchObject({ plan: null, plans: [], targets: [], withoutEvidence: [] });
    expect(view.standards.map(({ cells }) => cells)).toEqual(Array.from({ length: 31 }, () => []));
    expect(view.unnamed).toHaveLength(31);
  });

  it('says of each standard which target answers to it, with how many actions and how much evidence', async () => {
    made['four'] = await target(4, 'NMS 13.1, 21.1, 21.2');
    made['one'] = await target(1, '1.1');
    made['five'] = await target(5, null);
    made['recruit'] = await action(made['four'], '4.3.1');
    made['train'] = await action(made['four'], '4.3.2');
    made['dropped'] = await action(made['four'], '4.3.3');
    await evidence(made['four']);
    await evidence(made['recruit']);
    await evidence(made['dropped']);
    const body = { transition: 'cancel', reason: 'Printed twice' };
    expect((await lead('POST', `/api/work-items/${made['dropped']?.id}/transitions`, { body })).status).toBe(200);
    const view = await read();
    expect(view.plan).toEqual({ plan: 'Fostering', period: 'April 2018 - March 2019' });
    expect(view.targets.map(({ number, actions, evidence: pieces }) => [number, actions, pieces])).toEqual([
      [1, 0, 0],
      [4, 2, 2],
      [5, 0, 0],
    ]);
    expect(view.targets[1]).toMatchObject({ reference: made['four']?.reference, stateLabel: 'Planned' });
    expect(view.standards.find(({ number }) => number === 21)?.cells).toEqual([
      null,
      { paragraphs: ['21.1', '21.2'], actions: 2, evidence: 2 },
      null,
    ]);
    expect(cellOf(view, 1, 0)).toEqual({ paragraphs: ['1.1'], actions: 0, evidence: 0 });
    expect(view.withoutEvidence).toEqual([1]);
    expect(view.unnamed).toHaveLength(28);
  });

  it('keeps plans apart, and shows the newest unless another is asked for', async () => {
    await target(1, '7', { period: 'April 2019 - March 2020', startsOn: '2019-04-01', endsOn: '2020-03-31' });
    const newest = await read();
    expect(newest.plan?.period).toBe('April 2019 - March 2020');
    expect(newest.plans.map(({ period }) => period)).toEqual(['April 2019 - March 2020', 'April 2018 - March 2019']);
    expect(newest.targets.map(({ number }) => number)).toEqual([1]);
    const older = await read(`?plan=Fostering&period=${encodeURIComponent('April 2018 - March 2019')}`);
    expect(older.targets.map(({ number }) => number)).toEqual([1, 4, 5]);
    expect(await read('?plan=Adoption')).toMatchObject({ plan: null, targets: [], plans: newest.plans });
  });

  it('is the same for everybody who may read it, whether or not they see the actions', async () => {
    const query = `?period=${encodeURIComponent('April 2018 - March 2019')}`;
    const view = await read(query);
    for (const role of ['director', 'officer', 'chair', 'panel-member', 'auditor'] satisfies Role[])
      expect(await read(query, service.as(role))).toEqual(view);
  });
});
