import type { MeetingListView, MovedMeetingView, ReportView, WorkItemView, WorkProgrammeView } from '@kept/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openService, type Client, type Service } from '../../testing/service.js';

/** From “a future meeting” to the meeting itself, over HTTP. */
describe('the work programme', () => {
  let service: Service;
  let clerk: Client;
  let author: Client;
  let director: Client;
  let march = '';
  const report = { reference: '', id: '' };

  beforeAll(async () => {
    service = await openService();
    clerk = service.as('democratic-services');
    author = service.as('plan-lead');
    director = service.as('director');
    const path = '/api/meetings?body=corporate-parenting-panel&from=2020-03-01&limit=1';
    march = (await clerk<MeetingListView>('GET', path)).body.meetings[0]?.id ?? '';
  });
  afterAll(() => service.close());

  const programme = async (who: Client = clerk, query = ''): Promise<WorkProgrammeView> => {
    const answer = await who<WorkProgrammeView>('GET', `/api/work-programme${query}`);
    expect(answer.status).toBe(200);
    return answer.body;
  };
  const move = async (who: Client, transition: string, fields: object = {}) =>
    (await who('POST', `/api/work-items/${report.id}/transitions`, { body: { transition, fields } })).status;
  const shown = async (): Promise<ReportView | undefined> => (await programme()).meetings[0]?.reports[0];

  it('is for those who see the panel’s reports', async () => {
    expect((await service.ask('GET', '/api/work-programme')).status).toBe(401);
    expect((await service.as('referrer')('GET', '/api/work-programme')).status).toBe(403);
    expect((await clerk('GET', '/api/work-programme?past=perhaps')).status).toBe(400);
    expect((await clerk('GET', '/api/work-programme?team=fostering')).status).toBe(400);
  });

  it('is empty to begin with, and says who may put something on it', async () => {
    expect(await programme()).toEqual({ unscheduled: [], meetings: [], mayAdd: true });
    expect(await programme(director)).toEqual({ unscheduled: [], meetings: [], mayAdd: false });
  });

  it('keeps at its top what has no meeting, with where the panel asked for it', async () => {
    const june = (await clerk<MeetingListView>('GET', '/api/meetings?body=corporate-parenting-panel&limit=1')).body;
    const made = await clerk<WorkItemView>('POST', '/api/work-items', {
      body: {
        workflow: 'work-programme-item',
        title: 'Life stability',
        ownerPost: 'head-of-fostering',
        fields: {
          commissionedAt: june.meetings[0]?.id,
          minuteNumber: 79,
          paragraph: '2',
          dueWords: 'a future meeting',
          recurrence: 'annual',
        },
      },
    });
    expect(made.status).toBe(201);
    Object.assign(report, { reference: made.body.reference, id: made.body.id });
    const { unscheduled, meetings } = await programme();
    expect(meetings).toEqual([]);
    expect(unscheduled).toMatchObject([
      {
        reference: 'WP-2020-001',
        title: 'Life stability',
        stateLabel: 'Not scheduled',
        author: { key: 'head-of-fostering', name: 'Head of Fostering', holder: 'Farah Quill' },
        authorAsPrinted: null,
        director: null,
        recurrence: 'annual',
        commissioned: { on: '2018-06-01', minute: 79, paragraph: '2' },
        dueWords: 'a future meeting',
        steps: [{ key: 'schedule', title: 'A meeting for it', dueOn: '2020-02-18', doneOn: null, overdue: false }],
        maySchedule: true,
      },
    ]);
    expect((await programme(director)).unscheduled[0]?.maySchedule).toBe(false);
    expect((await programme(service.as('chair'))).unscheduled[0]?.maySchedule).toBe(true);
  });

  it('counts the days back from the meeting as soon as there is one', async () => {
    expect(await move(clerk, 'schedule', { meeting: march, director: 'corporate-director' })).toBe(200);
    const { unscheduled, meetings } = await programme();
    expect(unscheduled).toEqual([]);
    // The panel of 31 March 2020: agenda out by the 23rd.
    expect(meetings[0]?.meeting).toMatchObject({ id: march, date: '2020-03-31', agendaOn: '2020-03-23' });
    expect(meetings[0]?.reports[0]).toMatchObject({
      reference: report.reference,
      director: { key: 'corporate-director', name: 'Corporate Director' },
      nextDueOn: '2020-03-02',
      daysLeft: 14,
    });
    expect(meetings[0]?.reports[0]?.steps.map(({ title, dueOn }) => [title, dueOn])).toEqual([
      ['Draft', '2020-03-02'],
      ['Clearance by the lead director', '2020-03-09'],
      ['Clearance by the cabinet member', '2020-03-16'],
      ['Publication with the agenda', '2020-03-23'],
      ['Presentation to the panel', '2020-03-31'],
    ]);
  });

  it('moves them with the meeting', async () => {
    const date = '2020-04-07';
    const moved = await clerk<MovedMeetingView>('PATCH', `/api/meetings/${march}`, { body: { date } });
    expect(moved.body.moved.map(({ deadline, to }) => [deadline, to]).sort()).toEqual([
      ['cabinet-clearance', '2020-03-23'],
      ['director-clearance', '2020-03-16'],
      ['draft', '2020-03-09'],
      ['presentation', '2020-04-07'],
      ['publication', '2020-03-30'],
    ]);
    await clerk('PATCH', `/api/meetings/${march}`, { body: { date: '2020-03-31' } });
  });

  it('says which step is late, and which is reached', async () => {
    await service.setClock('2020-03-03T09:00:00.000Z');
    expect((await shown())?.steps.filter(({ overdue }) => overdue).map(({ key }) => key)).toEqual(['draft']);
    expect(await move(author, 'draft')).toBe(200);
    expect(await move(author, 'clear-by-director')).toBe(403);
    expect(await move(director, 'clear-by-director')).toBe(200);
    expect(await shown()).toMatchObject({ stateLabel: 'Cleared by the lead director', overdue: false });
    expect((await shown())?.steps.map(({ key, doneOn }) => [key, doneOn]).slice(0, 3)).toEqual([
      ['draft', '2020-03-03'],
      ['director-clearance', '2020-03-03'],
      ['cabinet-clearance', null],
    ]);
  });

  it('has what comes again at its top anew, and what was presented among the past', async () => {
    expect(await move(clerk, 'clear-by-cabinet-member')).toBe(200);
    expect(await move(clerk, 'publish', { agendaItem: '7', pages: '20 to 24' })).toBe(200);
    expect(await move(clerk, 'present')).toBe(422);
    expect(await move(clerk, 'present-and-open-next')).toBe(200);
    const { unscheduled, meetings } = await programme();
    expect(meetings).toEqual([]);
    expect(unscheduled.map(({ reference, title, recurrence }) => [reference, title, recurrence])).toEqual([
      ['WP-2020-002', 'Life stability', 'annual'],
    ]);
    const past = await programme(clerk, '?past=true');
    expect(past.meetings.flatMap(({ reports }) => reports.map(({ stateLabel }) => stateLabel))).toEqual([
      'Presented to the panel',
    ]);
  });
});
