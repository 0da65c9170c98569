import type {
  AddedMeetingsView,
  MeetingListView,
  MeetingView,
  MovedMeetingView,
  Problem,
  WorkItemView,
} from '@kept/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseCard } from '../../testing/cards.js';
import { openService, type Client, type Service } from '../../testing/service.js';

describe('meetings', () => {
  let service: Service;
  let clerk: Client;
  beforeAll(async () => {
    service = await openService();
    clerk = service.as('democratic-services');
  });
  afterAll(() => service.close());

  it('are listed with the day on which the agenda must be out', async () => {
    const { body } = await service.as('chair')<MeetingListView>('GET', '/api/meetings?limit=200');
    const days = body.meetings.map(({ body: { key }, date, agendaOn }) => `${key} ${date} ${agendaOn}`);
    // The days on which both packs were published.
    expect(days).toContain('corporate-parenting-panel 2018-07-19 2018-07-11');
    expect(days).toContain('corporate-parenting-panel 2020-02-18 2020-02-10');
    expect(days).toContain('ocypc 2020-04-09 null');
    expect(body.mayMove).toBe(false);
    const later = await clerk<MeetingListView>(
      'GET',
      '/api/meetings?body=corporate-parenting-panel&from=2020-01-01&limit=1',
    );
    expect(later.body.meetings.map(({ date }) => date)).toEqual(['2020-02-18']);
    expect(later.body.mayMove).toBe(true);
    const next = await clerk<MeetingListView>(
      'GET',
      `/api/meetings?body=corporate-parenting-panel&from=2020-01-01&limit=1&cursor=${later.body.nextCursor}`,
    );
    expect(next.body.meetings.map(({ date }) => date)).toEqual(['2020-03-31']);
    expect((await service.ask('GET', '/api/meetings')).status).toBe(401);
    expect((await clerk('GET', '/api/meetings?place=hall')).status).toBe(400);
  });

  it('are added by those who arrange them, one for a body and a day, also one that was held', async () => {
    const body = { body: 'corporate-parenting-panel', date: '2020-01-14', title: 'January' };
    expect((await service.ask('POST', '/api/meetings', { body })).status).toBe(401);
    expect((await service.as('chair')('POST', '/api/meetings', { body })).status).toBe(403);
    expect((await clerk('POST', '/api/meetings', { body: { ...body, date: '2020-02-30' } })).status).toBe(400);
    expect((await clerk('POST', '/api/meetings', { body: { ...body, body: 'nobody' } })).status).toBe(422);
    const added = await clerk<MeetingView>('POST', '/api/meetings', { body });
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({ title: 'January', date: '2020-01-14' });
    expect((await clerk('POST', '/api/meetings', { body })).status).toBe(409);
  });

  it('are added for a year, all or none', async () => {
    const body = { body: 'corporate-parenting-panel', dates: ['2020-06-02', '2020-07-16'], title: 'Summer meeting' };
    expect((await service.ask('POST', '/api/meetings/days', { body })).status).toBe(401);
    expect((await service.as('chair')('POST', '/api/meetings/days', { body })).status).toBe(403);
    const thirteen = Array.from({ length: 13 }, (_, day) => `2020-09-${day + 10}`);
    for (const dates of [['2020-02-30'], ['whenever'], [], thirteen]) {
      expect((await clerk('POST', '/api/meetings/days', { body: { ...body, dates } })).status).toBe(400);
    }
    expect((await clerk('POST', '/api/meetings/days', { body: { ...body, body: 'nobody' } })).status).toBe(422);
    const dates = ['2020-02-16', '2020-03-31', '2020-06-02', '2020-06-02'];
    const refused = await clerk<Problem>('POST', '/api/meetings/days', { body: { ...body, dates } });
    expect(refused.status).toBe(422);
    expect(refused.body.missing?.map(({ field, text }) => `${field}: ${text}`)).toEqual([
      'dates.0: 16 February 2020 has passed.',
      'dates.1: There is a meeting on 31 March 2020 already.',
      'dates.3: 2 June 2020 stands here twice.',
    ]);
    const looked = await clerk<AddedMeetingsView>('POST', '/api/meetings/days', { body: { ...body, dryRun: true } });
    expect(looked.body).toMatchObject({ meetings: [{ agendaOn: '2020-05-22' }, {}], moved: [], late: [], unseen: 0 });
    const added = await clerk<AddedMeetingsView>('POST', '/api/meetings/days', { body });
    expect(added.status).toBe(200);
    expect(added.body.meetings).toMatchObject([
      { title: 'Summer meeting', date: '2020-06-02', agendaOn: '2020-05-22', held: false },
      { title: 'Summer meeting', date: '2020-07-16' },
    ]);
    // What was looked at was not added by it.
    expect((await clerk('POST', '/api/meetings/days', { body })).status).toBe(422);
    for (const { id } of added.body.meetings) {
      expect((await clerk('DELETE', `/api/meetings/${id}`)).status).toBe(200);
    }
  });

  it('that are added take up what waited for them: a verdict, and an update to the panel', async () => {
    const [participation, officer] = [service.as('participation'), service.as('officer')];
    // The super council has no meeting yet, and the panel none after 31 March.
    const card = await raiseCard(participation, 'Waits for a meeting', { raisedBy: 'super-council' });
    const path = `/api/work-items/${card.reference}`;
    const step = async (who: Client, transition: string, fields: object) => {
      const moved = await who('POST', `${path}/transitions`, { body: { transition, fields } });
      expect([transition, moved.status]).toEqual([transition, 200]);
    };
    const deadlines = async () =>
      (await participation<WorkItemView>('GET', path)).body.deadlines.map(({ key, status, dueOn }) => [
        key,
        status,
        dueOn,
      ]);
    const add = async (body: string, date: string) =>
      expect((await clerk('POST', '/api/meetings/days', { body: { body, dates: [date] } })).status).toBe(200);

    await step(participation, 'triage', { kind: 'collective', screenedOn: '2020-02-17' });
    await step(officer, 'accept', { director: 'corporate-director', ownerPost: 'corporate-parenting-officer' });
    await service.setClock('2020-06-08T09:00:00.000Z');
    await step(officer, 'start', {});
    expect((await deadlines()).map(([key]) => key)).not.toContain('panel-update');
    await add('corporate-parenting-panel', '2020-07-16');
    // Five working days before the agenda of 8 July.
    expect(await deadlines()).toContainEqual(['panel-update', 'running', '2020-07-01']);
    // No other meeting is to come to which the update could go.
    const july = (await clerk<MeetingListView>('GET', '/api/meetings?from=2020-07-16&limit=1')).body.meetings[0];
    const stays = await clerk<Problem>('DELETE', `/api/meetings/${july?.id}`);
    expect([stays.status, stays.body.detail?.slice(0, 6)]).toEqual([409, '1 item']);

    await officer('POST', `${path}/evidence`, { body: { title: 'Note', note: 'Done' } });
    const told = { whatWeDid: 'A', whatWeCouldNot: 'B', plainWhatWeDid: 'A', plainWhatWeCouldNot: 'B' };
    await step(officer, 'answer', told);
    // Twenty working days, for want of a meeting.
    expect(await deadlines()).toContainEqual(['verdict', 'running', '2020-07-06']);
    await add('super-council', '2020-06-25');
    expect(await deadlines()).toContainEqual(['verdict', 'running', '2020-06-25']);
    await service.setClock('2020-02-17T09:00:00.000Z');
  });

  it('move, and with them the dates that hang on them; a dry run says so and leaves all as it is', async () => {
    const participation = service.as('participation');
    const card = await raiseCard(participation, 'Decided at the meeting');
    const { body } = await clerk<MeetingListView>(
      'GET',
      '/api/meetings?body=corporate-parenting-panel&from=2020-03-01',
    );
    const meeting = body.meetings[0];
    const path = `/api/work-items/${card.reference}`;
    for (const [transition, fields] of [
      ['triage', { kind: 'collective', screenedOn: '2020-02-17' }],
      ['present', { presentedAt: meeting?.id }],
    ] as const) {
      const moved = await participation('POST', `${path}/transitions`, { body: { transition, fields } });
      expect(moved.status).toBe(200);
    }
    const move = (dryRun: boolean) =>
      clerk<MovedMeetingView>('PATCH', `/api/meetings/${meeting?.id}`, { body: { date: '2020-04-21', dryRun } });
    const decide = async () =>
      (await participation<WorkItemView>('GET', path)).body.deadlines.find(({ key }) => key === 'decide')?.dueOn;
    const would = await move(true);
    expect(would.body.moved).toEqual([
      {
        reference: card.reference,
        deadline: 'decide',
        title: 'Decision on the card',
        from: '2020-03-31',
        to: '2020-04-21',
      },
    ]);
    expect(await decide()).toBe('2020-03-31');
    const did = await move(false);
    expect(did.body).toMatchObject({ meeting: { date: '2020-04-21' }, moved: would.body.moved, late: [], unseen: 0 });
    expect(await decide()).toBe('2020-04-21');
  });

  it('that move say nothing of an item out of sight but that there is one', async () => {
    const participation = service.as('participation');
    const card = await raiseCard(participation, 'Exempt, and decided at the meeting');
    const body = { body: 'corporate-parenting-panel', dates: ['2020-05-19'] };
    const meeting = (await clerk<AddedMeetingsView>('POST', '/api/meetings/days', { body })).body.meetings[0];
    const path = `/api/work-items/${card.id}/transitions`;
    for (const [transition, fields] of [
      ['triage', { kind: 'collective', screenedOn: '2020-02-17' }],
      ['present', { presentedAt: meeting?.id }],
    ] as const) {
      expect((await participation('POST', path, { body: { transition, fields } })).status).toBe(200);
    }
    const actor = { kind: 'system', name: 'seed' } as const;
    const exempted = await service.database.workItems.change(
      { authorityId: service.authorityId, actor },
      card.id,
      (item, facts) => ({
        allowed: true,
        change: {
          item: { ...item, exempt: true, version: item.version + 1 },
          event: {
            type: 'fields-edited',
            actorName: 'Kept',
            actorId: null,
            at: facts.now,
            occurredOn: facts.today,
            stepsVersion: true,
          },
          furtherEvents: [],
          notices: [],
        },
      }),
    );
    expect(exempted).toMatchObject({ kind: 'changed', item: { reference: 'CCX-2020-001' } });
    await service.setClock('2020-04-01T09:00:00.000Z');
    const move = async (who: Client) =>
      (
        await who<MovedMeetingView>('PATCH', `/api/meetings/${meeting?.id}`, {
          body: { date: '2020-03-20', dryRun: true },
        })
      ).body;
    expect(await move(clerk)).toMatchObject({
      moved: [{ reference: 'CCX-2020-001' }],
      late: ['CCX-2020-001'],
      unseen: 0,
    });
    expect(await move(service.as('administrator'))).toMatchObject({ moved: [], late: [], unseen: 1 });
    await service.setClock('2020-02-17T09:00:00.000Z');
  });

  it('that do not exist, or on a day that is taken, are not moved', async () => {
    const body = { date: '2020-04-22' };
    const { body: list } = await clerk<MeetingListView>(
      'GET',
      '/api/meetings?body=corporate-parenting-panel&from=2020-06-01',
    );
    const path = `/api/meetings/${list.meetings[0]?.id}`;
    expect((await clerk('PATCH', '/api/meetings/01900000-0000-7000-8000-00000000dead', { body })).status).toBe(404);
    expect((await clerk('PATCH', '/api/meetings/nothing', { body })).status).toBe(404);
    expect((await clerk('PATCH', path, { body: { date: '2020-02-18' } })).status).toBe(409);
    expect((await clerk('PATCH', path, { body: { date: '2020-02-30' } })).status).toBe(400);
    expect((await service.as('participation')('PATCH', path, { body })).status).toBe(403);
    expect((await service.ask('PATCH', path, { body })).status).toBe(401);
  });

  it('that were added by mistake are taken away again, while nothing is bound to them', async () => {
    const participation = service.as('participation');
    const dates = ['2020-03-10', '2020-03-24'];
    const body = { body: 'corporate-parenting-panel', dates };
    const [soon, later] = (await clerk<AddedMeetingsView>('POST', '/api/meetings/days', { body })).body.meetings;
    const [path, other] = [`/api/meetings/${soon?.id}`, `/api/meetings/${later?.id}`];
    expect((await service.ask('DELETE', path)).status).toBe(401);
    expect((await participation('DELETE', path)).status).toBe(403);
    expect((await clerk('DELETE', '/api/meetings/nothing')).status).toBe(404);
    expect((await clerk('DELETE', `${path}?dryRun=perhaps`)).status).toBe(400);
    const held = (await clerk<MeetingListView>('GET', '/api/meetings?from=2018-01-01&limit=1')).body.meetings[0];
    const refused = async (which: string) => {
      const { status, body: problem } = await clerk<Problem>('DELETE', which);
      return `${status} ${problem.detail}`;
    };
    expect(await refused(`/api/meetings/${held?.id}`)).toBe('409 The day of this meeting has passed, so it stays.');

    const card = await raiseCard(participation, 'Named a meeting');
    for (const [transition, fields] of [
      ['triage', { kind: 'collective', screenedOn: '2020-02-17' }],
      ['present', { presentedAt: later?.id }],
    ] as const) {
      const moved = await participation('POST', `/api/work-items/${card.id}/transitions`, {
        body: { transition, fields },
      });
      expect(moved.status).toBe(200);
    }
    const bound = '409 1 item goes by this meeting and by no other, so it stays. It can be moved to another day.';
    expect([await refused(other), await refused(`${other}?dryRun=true`)]).toEqual([bound, bound]);
    const agenda = { items: [{ id: card.id, title: 'Apologies', kind: 'apologies' }] };
    const kept = await clerk('PUT', `${path}/agenda`, { body: agenda, headers: { 'if-match': '"0"' } });
    expect(kept.status).toBe(200);
    expect(await refused(path)).toMatch(/^409 This meeting has an agenda/);
  });
});
