import type { WorkItemListView, WorkItemView } from '@kept/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openService, type Client, type Service } from '../../testing/service.js';

type Answered = WorkItemView & { detail?: string; missing?: { field: string; text: string }[] };

/** An action of a plan that falls to many posts, over HTTP: a copy for each, or for none. */
describe('an action that falls to several posts', () => {
  let service: Service;
  let lead: Client;
  let target: WorkItemView;
  let action: WorkItemView;

  const create = async (workflow: string, fields: object) => {
    const body = { workflow, title: 'Five audits a month', ownerPost: 'head-of-fostering', fields };
    return (await lead<WorkItemView>('POST', '/api/work-items', { body })).body;
  };
  const fanOut = (who: Client, ownerPosts: unknown, { id = action.id, headers = {} } = {}) =>
    who<Answered>('POST', `/api/work-items/${id}/fan-out`, { body: { ownerPosts }, headers });
  const parts = async () =>
    (await lead<WorkItemListView>('GET', `/api/work-items?partOf=${target.reference}&sort=reference`)).body.items;
  const texts = ({ body }: { body: Answered }) => body.missing?.map(({ text }) => text);

  beforeAll(async () => {
    service = await openService();
    lead = service.as('plan-lead');
    const plan = { plan: 'Fostering', period: '2019', startsOn: '2019-04-01', endsOn: '2020-03-31', number: 4 };
    target = await create('business-plan-target', plan);
    const fields = {
      target: target.reference,
      code: '4.3.1',
      action: 'Audit',
      reading: 'recurrence',
      dueOn: '2020-03-31',
      recurrence: 'month',
    };
    action = await create('business-plan-action', fields);
  });
  afterAll(() => service.close());

  it('is given to them by whoever may change it and raise one', async () => {
    expect((await fanOut(service.ask, ['area-sen-manager'])).status).toBe(401);
    expect((await fanOut(service.as('caseworker'), ['area-sen-manager'])).status).toBe(404);
    expect((await fanOut(service.as('auditor'), ['area-sen-manager'])).status).toBe(403);
    expect((await fanOut(lead, ['area-sen-manager'], { id: 'BA-1999-001' })).status).toBe(404);
    expect((await fanOut(lead, 'area-sen-manager')).status).toBe(400);
    expect((await fanOut(lead, [])).status).toBe(400);
    expect((await fanOut(lead, ['area-sen-manager'], { id: target.id })).status).toBe(409);
  });

  it('is copied for none of them where one does not exist', async () => {
    const answer = await fanOut(lead, ['area-sen-manager', 'nobody', 'no-one']);
    expect([answer.status, texts(answer)]).toEqual([422, ['There is no post “nobody”.', 'There is no post “no-one”.']]);
    expect(await parts()).toHaveLength(1);
  });

  it('is copied for each, in one change, and once however often it is sent', async () => {
    const headers = { 'Idempotency-Key': 'fan-out-of-audits' };
    const posts = ['area-sen-manager', 'corporate-director', 'area-sen-manager'];
    const made = await fanOut(lead, posts, { headers });
    expect([made.status, made.body.version, made.body.state]).toEqual([200, 2, 'not-started']);
    expect((await fanOut(lead, posts, { headers })).body).toEqual(made.body);
    const copies = (await parts()).filter(({ reference }) => reference !== action.reference);
    expect(copies.map(({ title, ownerPost }) => [title, ownerPost.key])).toEqual([
      ['Five audits a month: Area SEN Manager', 'area-sen-manager'],
      ['Five audits a month: Corporate Director', 'corporate-director'],
    ]);
    expect(copies[0]?.fields).toMatchObject({ ...action.fields, partOfAction: action.reference });
    expect(made.body.links.map(({ to, kind }) => [to, kind])).toEqual(
      copies.map(({ reference }) => [reference, 'copied-to']),
    );
    const copy = await lead<WorkItemView>('GET', `/api/work-items/${copies[0]?.reference}`);
    expect(copy.body.links).toMatchObject([{ to: action.reference, kind: 'copy-of' }]);
    expect((await fanOut(lead, ['clerk'], { id: copy.body.id })).status).toBe(409);
  });

  it('is not copied again for a post that has a copy, nor for those asked beside it', async () => {
    const answer = await fanOut(lead, ['area-sen-manager', 'head-of-fostering']);
    expect([answer.status, texts(answer)]).toEqual([
      422,
      [expect.stringMatching(/^Area SEN Manager has a copy already: BA-2020-\d{3}\.$/)],
    ]);
    expect(await parts()).toHaveLength(3);
    expect((await fanOut(lead, ['head-of-fostering'])).body.links).toHaveLength(3);
  });

  it('has one copy for a post though two ask at once', async () => {
    const other = await create('business-plan-action', { ...action.fields, code: '4.3.2' });
    const answers = await Promise.all([1, 2, 3].map(() => fanOut(lead, ['area-sen-manager'], { id: other.id })));
    expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
    const copies = (await parts()).filter(({ fields }) => fields['partOfAction'] === other.reference);
    expect(copies).toHaveLength(1);
  });
});
