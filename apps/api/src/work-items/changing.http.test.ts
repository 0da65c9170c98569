import type { WorkItemView } from '@kept/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseCard } from '../../testing/cards.js';
import { openService, type Client, type Service } from '../../testing/service.js';

describe('changing an item', () => {
  let service: Service;
  let officer: Client;
  let path = '';

  beforeAll(async () => {
    service = await openService();
    officer = service.as('officer');
    path = `/api/work-items/${(await raiseCard(officer, 'A card to change')).reference}`;
  });
  afterAll(() => service.close());

  const etag = async (): Promise<string> => String((await officer('GET', path)).headers['etag']);

  it('by PATCH needs the ETag that was read', async () => {
    const body = { title: 'A better title', deadlines: { triage: { scheduledOn: '2020-02-20' } } };
    expect((await officer('PATCH', path, { body })).status).toBe(428);
    expect((await officer('PATCH', path, { body, headers: { 'if-match': '"99"' } })).status).toBe(412);
    expect((await officer('PATCH', path, { body, headers: { 'if-match': 'W/"1"' } })).status).toBe(412);
    expect((await officer('PATCH', path, { body, headers: { 'if-match': 'anything' } })).status).toBe(400);
    expect((await officer('PATCH', path, { body: {}, headers: { 'if-match': '"1"' } })).status).toBe(400);
    const edited = await officer<WorkItemView>('PATCH', path, { body, headers: { 'if-match': '"1"' } });
    expect(edited.status).toBe(200);
    expect(edited.headers['etag']).toBe('"2"');
    expect(edited.body).toMatchObject({ title: 'A better title', version: 2 });
    expect(edited.body.deadlines.find(({ key }) => key === 'triage')).toMatchObject({
      scheduledOn: '2020-02-20',
      dueOn: '2020-03-02',
    });
    // RFC 9110: whoever sends `*` means whatever stands there now.
    const any = await officer<WorkItemView>('PATCH', path, {
      body: { title: 'The best' },
      headers: { 'if-match': '*' },
    });
    expect(any.body).toMatchObject({ title: 'The best', version: 3 });
  });

  it('by a link needs an item that the caller may see', async () => {
    const from = `/api/work-items/${(await raiseCard(officer, 'A card to link from')).reference}`;
    const other = await raiseCard(officer, 'A card to link to');
    const { id } = await raiseCard(officer, 'A personal matter');
    const fields = { kind: 'personal', screenedOn: '2020-02-17' };
    const hidden = await officer<WorkItemView>('POST', `/api/work-items/${id}/transitions`, {
      body: { transition: 'triage', fields },
    });
    const triage = { transition: 'triage', fields: { ...fields, kind: 'collective' } };
    await officer('POST', `${from}/transitions`, { body: triage });
    const link = (to: string) => service.as('director')('POST', `${from}/links`, { body: { to, kind: 'follows' } });
    const refused = await link(hidden.body.reference);
    expect(refused.status).toBe(422);
    expect(refused.body.missing?.map(({ field }) => field)).toEqual(['to']);
    expect((await link('CC-1999-001')).text).toBe(refused.text);
    const linked = await officer<WorkItemView>('POST', `${from}/links`, { body: { to: other.id, kind: 'follows' } });
    expect(linked.body.links).toMatchObject([{ to: other.reference, kind: 'follows' }]);
  });

  it('of its owner needs a post that exists and a reason', async () => {
    const lacking = await officer('POST', `${path}/owner`, { body: { ownerPost: 'head-of-fostering' } });
    expect(lacking.status).toBe(422);
    expect(lacking.body.missing).toEqual([{ field: 'reason', text: 'Fill this in.' }]);
    const unknown = await officer('POST', `${path}/owner`, { body: { ownerPost: 'head-of-nothing', reason: 'Moved' } });
    expect(unknown.body.missing?.map(({ field }) => field)).toEqual(['ownerPost']);
    const handed = await officer<WorkItemView>('POST', `${path}/owner`, {
      body: { ownerPost: 'head-of-fostering', reason: 'Moved' },
    });
    expect(handed.body.ownerPost).toMatchObject({ key: 'head-of-fostering', holder: 'Farah Quill' });
  });

  it('of a deadline keeps the first date beside the agreed one', async () => {
    const body = { to: '2020-03-20', reason: 'The council meets later' };
    const extended = await officer<WorkItemView>('POST', `${path}/deadlines/triage/extensions`, { body });
    const triage = extended.body.deadlines.find(({ key }) => key === 'triage');
    expect(triage).toMatchObject({ agreedOn: '2020-03-20', dueOn: '2020-03-20' });
    expect(triage?.extensions).toMatchObject([{ from: '2020-03-02', to: '2020-03-20', by: 'Asha Whitcombe' }]);
    expect(triage?.receipt.at(-1)?.date).toBe('2020-03-20');
    expect((await officer('POST', `${path}/deadlines/nothing/extensions`, { body })).status).toBe(404);
    const back = await officer('POST', `${path}/deadlines/triage/extensions`, { body: { ...body, to: '2020-03-01' } });
    expect(back.body.missing?.map(({ field }) => field)).toEqual(['to']);
  });

  it('by a suspension takes days out of the count', async () => {
    const other = `/api/work-items/${(await raiseCard(officer, 'A suspended card')).reference}`;
    const body = { deadline: 'triage', ground: 'the young person is away', from: '2020-02-18', resumes: '2020-02-25' };
    const suspended = await officer<WorkItemView>('POST', `${other}/suspensions`, { body });
    // Five working days out: 2 March becomes 9 March.
    expect(suspended.body.deadlines.find(({ key }) => key === 'triage')).toMatchObject({
      dueOn: '2020-03-09',
      status: 'running',
    });
  });

  it('under a stale If-Match is refused everywhere, and nothing is written', async () => {
    const before = await etag();
    for (const [action, body] of [
      ['transitions', { transition: 'triage', fields: { kind: 'collective', screenedOn: '2020-02-17' } }],
      ['owner', { ownerPost: 'corporate-parenting-officer', reason: 'Back' }],
      ['links', { to: 'CC-2018-001', kind: 'follows' }],
      ['evidence', { title: 'A note' }],
      ['updates', { text: 'An update' }],
    ] as const) {
      expect((await officer('POST', `${path}/${action}`, { body, headers: { 'if-match': '"1"' } })).status).toBe(412);
    }
    expect(await etag()).toBe(before);
  });

  it('by a new card names everything that is missing or untrue at once', async () => {
    const fields = { raisedBy: 'nobody', raisedOn: '2020-02-30' };
    const refused = await officer('POST', '/api/work-items', {
      body: { workflow: 'challenge-card', title: 'A card', fields },
    });
    expect(refused.status).toBe(422);
    expect(refused.body.missing?.map(({ field }) => field).sort()).toEqual(['question', 'raisedBy', 'raisedOn']);
    expect(refused.text).not.toContain('2020-02-30');
    const workflow = await officer('POST', '/api/work-items', { body: { workflow: 'nothing', title: 'A card' } });
    expect(workflow.body.missing?.map(({ field }) => field)).toEqual(['workflow']);
    const chair = await service.as('chair')('POST', '/api/work-items', {
      body: { workflow: 'challenge-card', title: 'A card' },
    });
    expect(chair.status).toBe(403);
  });
});
