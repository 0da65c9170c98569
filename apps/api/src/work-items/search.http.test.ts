import type { WorkflowView, WorkItemListView, WorkItemView } from '@kept/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { searchWorkflows } from '../../testing/search.js';
import { openService, type Client, type Service } from '../../testing/service.js';

/** What a page needs to know of a workflow with pauses, dated records, parts and an end that opens another item. */
describe('a search', () => {
  let service: Service;
  let officer: Client;
  let path = '';

  const start = async (workflow: string, title: string, fields: object) => {
    const made = await officer<WorkItemView>('POST', '/api/work-items', { body: { workflow, title, fields } });
    expect([made.status, made.text]).toEqual([201, expect.anything()]);
    return made.body;
  };
  const move = (transition: string, fields: object = {}, reason?: string) =>
    officer<WorkItemView>('POST', `${path}/transitions`, {
      body: { transition, fields, ...(reason !== undefined && { reason }) },
    });

  beforeAll(async () => {
    service = await openService({ definitions: searchWorkflows });
    officer = service.as('officer');
    path = `/api/work-items/${(await start('search', 'Who will stay', { question: 'Who do you miss?' })).reference}`;
  });
  afterAll(() => service.close());

  it('says of its workflow where it pauses, what climbs, what follows, what it opens, and what may be part of it', async () => {
    const { body } = await officer<WorkflowView>('GET', '/api/workflows/search');
    expect(body.states.filter(({ pauses }) => pauses).map(({ key }) => key)).toEqual(['paused']);
    expect(body.levels).toEqual([1, 2, 3]);
    expect(
      body.transitions.flatMap(({ key, follows, opens }) => ((follows ?? opens) ? [[key, follows, opens]] : [])),
    ).toEqual([
      ['stop', 'consents', null],
      ['find', null, 'Request'],
    ]);
    expect([body.partOf, body.parts]).toEqual([
      null,
      [{ workflow: 'request', title: 'Request', field: 'search', mayCreate: true }],
    ]);
    const request = await officer<WorkflowView>('GET', '/api/workflows/request');
    expect([request.body.partOf, request.body.parts]).toEqual(['search', []]);
  });

  it('dates each entry of a record, and says of a late answer how late it was', async () => {
    for (const fields of [
      { school: 'Northfield', askedOn: '2020-01-20', answeredOn: '2020-02-06' },
      { school: 'Southfield', askedOn: '2020-02-10' },
    ])
      expect((await officer('POST', `${path}/consultations`, { body: fields })).status).toBe(200);
    const { body } = await officer<WorkItemView>('GET', path);
    expect(
      body.deadlines
        .filter(({ record }) => record === 'consultations')
        .map(({ occurrence, status, dueOn, daysLeft }) => [occurrence, status, dueOn, daysLeft]),
    ).toEqual([
      [1, 'met', '2020-02-04', -2],
      [2, 'running', '2020-02-25', 8],
    ]);
    expect(body.deadlines.find(({ key }) => key === 'consent')?.record).toBeNull();
  });

  it('stands still while it is paused: until when, why, and where it goes on', async () => {
    expect((await officer<WorkItemView>('GET', path)).body).toMatchObject({ paused: false, pause: null });
    const paused = await move('pause', { reviewOn: '2020-03-16' }, 'The exams come first.');
    const pause = {
      since: expect.stringContaining('2020-02-17'),
      until: '2020-03-16',
      reason: 'The exams come first.',
      goesBackTo: 'Asked',
    };
    expect(paused.body).toMatchObject({ paused: true, pause, overdue: false, nextDueOn: '2020-03-16' });
    expect((await officer<WorkItemView>('GET', path)).body.pause).toEqual(paused.body.pause);
    expect(paused.body.deadlines.find(({ key }) => key === 'consent')).toMatchObject({
      status: 'suspended',
      daysLeft: null,
    });
    const { body } = await officer<WorkItemListView>('GET', '/api/work-items?workflow=search');
    expect(body.items.map(({ paused: stands }) => stands)).toEqual([true]);
    const resumed = await move('resume');
    expect(resumed.body).toMatchObject({ state: 'asked', paused: false, pause: null });
  });

  it('is told by name, not by machine: what follows of itself is no step that anybody may make', async () => {
    expect((await move('stop')).status).toBe(403);
    await officer('POST', `${path}/consents`, { body: { to: 'search', given: true } });
    const searching = await move('search');
    expect(searching.body.transitions.map(({ key }) => key)).toEqual(['pause', 'find', 'withdraw']);
    const stopped = await officer<WorkItemView>('POST', `${path}/consents`, { body: { to: 'search', given: false } });
    expect(stopped.body.state).toBe('asked');
    expect(stopped.body.transitions.find(({ key }) => key === 'search')?.missing).toEqual([
      { field: 'consents', text: 'Consent to search has not been given.' },
    ]);
  });

  it('has the items that are part of it, and goes on in the one that it opens', async () => {
    const reference = path.replace('/api/work-items/', '');
    const part = await start('request', 'A photograph of the first home', {
      question: 'May I have it?',
      search: reference,
    });
    const { body } = await officer<WorkItemListView>('GET', `/api/work-items?partOf=${reference}`);
    expect(body.items.map((item) => [item.reference, item.fields['search']])).toEqual([[part.reference, reference]]);
    await officer('POST', `${path}/consents`, { body: { to: 'search', given: true } });
    await move('search');
    const found = await move('find');
    expect(found.body.links).toMatchObject([{ kind: 'continues-in', way: 'opened' }]);
    const opened = await officer<WorkItemView>('GET', `/api/work-items/${found.body.links[0]?.to}`);
    expect(opened.body).toMatchObject({ workflow: 'request', links: [{ to: reference, way: 'opened-by' }] });
    await officer('POST', `/api/work-items/${part.reference}/links`, { body: { to: reference, kind: 'about' } });
    const linked = await officer<WorkItemView>('GET', `/api/work-items/${part.reference}`);
    expect(linked.body.links).toMatchObject([{ kind: 'about', way: 'linked' }]);
  });
});
