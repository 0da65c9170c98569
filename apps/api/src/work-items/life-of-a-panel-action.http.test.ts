import type { MeetingListView, WorkItemView } from '@kept/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openService, type Client, type Service } from '../../testing/service.js';

type Moved = WorkItemView & { detail?: string; missing?: { field: string; text: string }[] };

/** One action of the panel from its title to the meeting that closes it, over HTTP, with the refusals on the way. */
describe('the life of a panel action', () => {
  let service: Service;
  let officer: Client;
  let clerk: Client;
  let chair: Client;
  let owner: Client;
  let action = '';
  let meeting = '';

  beforeAll(async () => {
    service = await openService();
    officer = service.as('officer');
    clerk = service.as('democratic-services');
    chair = service.as('chair');
    owner = service.as('plan-lead');
    const path = '/api/meetings?body=corporate-parenting-panel&from=2020-03-01&limit=1';
    meeting = (await clerk<MeetingListView>('GET', path)).body.meetings[0]?.id ?? '';
  });
  afterAll(() => service.close());

  const move = (who: Client, transition: string, fields: object = {}, reason?: string) =>
    who<Moved>('POST', `/api/work-items/${action}/transitions`, {
      body: { transition, fields, ...(reason !== undefined && { reason }) },
    });

  it('begins with a title and no more', async () => {
    const body = { workflow: 'panel-action', title: 'Say how many carers were approved' };
    expect((await service.as('referrer')('POST', '/api/work-items', { body })).status).toBe(403);
    const made = await officer<WorkItemView>('POST', '/api/work-items', { body });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      reference: 'PA-2020-001',
      state: 'proposed',
      ownerPost: { key: 'corporate-parenting-officer' },
      nextDueOn: '2020-03-02',
    });
    action = made.body.id;
    const handed = { ownerPost: 'head-of-fostering', reason: 'It is theirs.' };
    expect((await officer('POST', `/api/work-items/${action}/owner`, { body: handed })).status).toBe(200);
  });

  it('is agreed, and shows that nobody was named and no date was said', async () => {
    expect((await move(owner, 'agree')).status).toBe(403);
    const agreed = await move(clerk, 'agree');
    expect(agreed.body).toMatchObject({ state: 'agreed', nextDueOn: '2020-03-16' });
    expect(agreed.body.gaps?.map(({ field }) => field)).toEqual(['ownerAsPrinted', 'dueWords']);
  });

  it('climbs to the agenda of the next meeting, which only an action may', async () => {
    const { body } = await officer<WorkItemView>('GET', `/api/work-items/${action}`);
    const levels = body.deadlines.find(({ key }) => key === 'do')?.escalation.map(({ to }) => to);
    expect(levels?.at(-1)).toBe('the agenda of the next meeting');
  });

  it('is proposed to close by its owner alone, with what was done and evidence', async () => {
    expect((await move(officer, 'propose-to-close', { outcome: '62 were.' })).status).toBe(403);
    const bare = await move(owner, 'propose-to-close');
    expect([bare.status, bare.body.missing?.map(({ field }) => field)]).toEqual([422, ['outcome', 'evidence']]);
    const note = { title: 'Figures of January', note: '62 households' };
    expect((await owner('POST', `/api/work-items/${action}/evidence`, { body: note })).status).toBe(200);
    expect((await move(owner, 'propose-to-close', { outcome: '62 were.' })).body.state).toBe('proposed-to-close');
  });

  it('is not closed by its owner', async () => {
    expect((await move(owner, 'close', { closedAt: meeting })).status).toBe(403);
    // Nor where the owner happens to be the clerk.
    const body = {
      workflow: 'panel-action',
      title: 'Put a link in the minutes',
      ownerPost: 'democratic-services-officer',
    };
    const own = (await clerk<WorkItemView>('POST', '/api/work-items', { body })).body.id;
    const step = (transition: string, fields: object = {}) =>
      clerk<Moved>('POST', `/api/work-items/${own}/transitions`, { body: { transition, fields } });
    await step('agree');
    await clerk('POST', `/api/work-items/${own}/evidence`, { body: { title: 'The minutes', note: 'Page 8' } });
    expect((await step('propose-to-close', { outcome: 'It is there.' })).status).toBe(200);
    const closed = await step('close', { closedAt: meeting });
    expect([closed.status, closed.body.missing?.map(({ field }) => field)]).toEqual([
      422,
      ['secondPerson', 'ownerPost'],
    ]);
  });

  it('may be closed by the chair between meetings, and stays open until the next one hears of it', async () => {
    const fields = { closedBetween: '2020-02-17' };
    expect((await move(clerk, 'close-between-meetings', fields, 'It is done.')).status).toBe(403);
    expect((await move(chair, 'close-between-meetings', fields)).status).toBe(422);
    const between = await move(chair, 'close-between-meetings', fields, 'The figure is all that was asked.');
    expect(between.body).toMatchObject({
      state: 'closed-between-meetings',
      stateLabel: 'Closed between meetings and not reported yet',
      closed: false,
      nextDueOn: '2020-02-18',
    });
  });

  it('and is closed by the meeting', async () => {
    const bare = await move(clerk, 'report');
    expect([bare.status, bare.body.missing?.map(({ field }) => field)]).toEqual([422, ['closedAt']]);
    const closed = await move(clerk, 'report', { closedAt: meeting });
    expect(closed.body).toMatchObject({ state: 'closed', closed: true, nextDueOn: null });
    expect((await move(clerk, 'return', {}, 'Once more.')).status).toBe(409);
  });

  it('puts what was said for a future meeting on the work programme', async () => {
    const body = {
      workflow: 'panel-action',
      title: 'A report on life stability',
      fields: { minuteNumber: 79, meeting, dueWords: 'a future meeting' },
    };
    const made = (await clerk<WorkItemView>('POST', '/api/work-items', { body })).body;
    action = made.id;
    const put = await move(clerk, 'put-on-work-programme');
    expect(put.body).toMatchObject({ state: 'superseded', closed: true });
    const link = put.body.links[0];
    expect(link).toMatchObject({ to: 'WP-2020-001', kind: 'work-programme' });
    const opened = await clerk<WorkItemView>('GET', `/api/work-items/${link?.to}`);
    expect(opened.body).toMatchObject({ title: made.title, state: 'unscheduled', fields: { minuteNumber: 79 } });
  });

  it('is superseded by another item that is there and is seen, and by no other', async () => {
    const made = async (title: string) =>
      (await officer<WorkItemView>('POST', '/api/work-items', { body: { workflow: 'panel-action', title } })).body;
    const old = await made('Count the carers once more');
    const successor = await made('Count the carers each month');
    const supersede = (supersededBy: string) =>
      clerk<Moved>('POST', `/api/work-items/${old.id}/transitions`, {
        body: { transition: 'supersede', fields: { supersededBy }, reason: 'It is counted each month.' },
      });
    for (const nothing of ['PA-2099-999', old.reference]) {
      const refused = await supersede(nothing);
      expect([refused.status, refused.body.missing]).toEqual([
        422,
        [{ field: 'supersededBy', text: 'Enter the reference of another item that you may see.' }],
      ]);
    }
    expect((await supersede(successor.reference)).body).toMatchObject({ state: 'superseded' });
  });
});
