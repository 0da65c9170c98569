import type { HistoryView, ItemPathView, MeetingListView, WorkItemView } from '@kept/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openService, type Client, type Service } from '../../testing/service.js';

/** One card from its question to the young people's verdict, over HTTP, with the refusals on the way. */
describe('the life of a challenge card', () => {
  let service: Service;
  let participation: Client;
  let officer: Client;
  let director: Client;
  let card = '';

  const move = (who: Client, transition: string, fields: object = {}, reason?: string) =>
    who<WorkItemView & { detail?: string; missing?: { field: string }[] }>(
      'POST',
      `/api/work-items/${card}/transitions`,
      {
        body: { transition, fields, ...(reason !== undefined && { reason }) },
      },
    );
  const answer = {
    whatWeDid: 'Applications start at 15.',
    whatWeCouldNot: 'We cannot speed up the passport office.',
    plainWhatWeDid: 'We ask for your passport when you are 15.',
    plainWhatWeCouldNot: 'We cannot make the passport office faster.',
  };

  beforeAll(async () => {
    service = await openService();
    participation = service.as('participation');
    officer = service.as('officer');
    director = service.as('director');
  });
  afterAll(() => service.close());

  it('is raised, with its number, its first dates and why they are these', async () => {
    const made = await participation<WorkItemView>('POST', '/api/work-items', {
      body: {
        workflow: 'challenge-card',
        title: 'Passports in time',
        fields: { question: 'Why do we wait so long for a passport?', raisedBy: 'ocypc', raisedOn: '2020-02-17' },
      },
    });
    expect(made.status).toBe(201);
    expect(made.headers['location']).toBe(`/api/work-items/${made.body.id}`);
    expect(made.headers['etag']).toBe('"1"');
    expect(made.body).toMatchObject({
      reference: 'CC-2020-001',
      state: 'raised',
      stateLabel: 'Raised',
      version: 1,
      nextDueOn: '2020-02-17',
      daysLeft: 0,
      overdue: false,
      ownerPost: {
        key: 'corporate-parenting-officer',
        name: 'Corporate Parenting Officer',
        holder: 'Asha Whitcombe',
        acting: null,
      },
    });
    const triage = made.body.deadlines.find(({ key }) => key === 'triage');
    expect(triage).toMatchObject({
      rule: 'challenge-card/triage',
      basis: 'local',
      title: 'Triage',
      dueOn: '2020-03-02',
      status: 'running',
    });
    expect(triage?.receipt.at(-1)?.date).toBe('2020-03-02');
    card = made.body.reference;
  });

  it('is not triaged without the day of the safeguarding screen', async () => {
    const refused = await move(participation, 'triage', { kind: 'collective' });
    expect(refused.status).toBe(422);
    expect(refused.headers['content-type']).toContain('application/problem+json');
    expect(refused.body.missing?.map(({ field }) => field)).toEqual(['screenedOn']);
    expect((await move(participation, 'triage', { kind: 'collective', screenedOn: '2020-02-17' })).body.state).toBe(
      'triaged',
    );
  });

  it('is presented at a meeting of the panel and accepted with a director', async () => {
    const { body } = await participation<MeetingListView>('GET', '/api/meetings?from=2020-02-17');
    const meeting = body.meetings.find(({ agendaOn }) => agendaOn !== null);
    expect(meeting).toMatchObject({ date: '2020-02-18', agendaOn: '2020-02-10' });
    expect((await move(participation, 'present', { presentedAt: meeting?.id })).body.state).toBe('presented');
    expect((await move(director, 'accept')).body.missing?.map(({ field }) => field).sort()).toEqual([
      'director',
      'ownerPost',
    ]);
    const accepted = await move(director, 'accept', {
      director: 'corporate-director',
      ownerPost: 'corporate-parenting-officer',
      acceptedBy: 'panel',
    });
    expect(accepted.status).toBe(200);
    const answerDue = accepted.body.deadlines.find(({ key }) => key === 'answer');
    expect(answerDue).toMatchObject({ dueOn: '2020-03-16', title: 'Answer to the young people' });
    expect(answerDue?.escalation.map(({ level, to }) => `${level} ${to}`)).toEqual([
      '1 Assistant Director',
      '2 Corporate Director',
      '3 Corporate Director',
      '4 the agenda of the next meeting',
    ]);
    expect(accepted.body.gaps?.map(({ field }) => field)).toEqual(['answerDueOn']);
  });

  it('is not started by somebody who may only see it, is referred, and started', async () => {
    expect((await move(participation, 'start')).status).toBe(403);
    const formalDecision = { body: 'Cabinet committee', date: '2020-02-17', reference: '20/00012' };
    expect((await move(officer, 'refer', { formalDecision })).body.state).toBe('awaiting-formal-decision');
    expect((await move(officer, 'start')).body.state).toBe('in-progress');
  });

  it('takes updates, and a verdict by its transition alone', async () => {
    const updated = await officer<WorkItemView>('POST', `/api/work-items/${card}/updates`, {
      body: { text: 'Five are under way.' },
    });
    expect(updated.status).toBe(200);
    expect(updated.body.records['updates']).toHaveLength(1);
    expect((await officer('POST', `/api/work-items/${card}/verdicts`, { body: { verdict: 'kept' } })).status).toBe(409);
    expect((await officer('POST', `/api/work-items/${card}/wishes`, { body: {} })).status).toBe(404);
  });

  it('keeps an undertaking open until it is answered', async () => {
    const given = await officer<WorkItemView>('POST', `/api/work-items/${card}/undertakings`, {
      body: { text: 'Look into the fee' },
    });
    expect(given.body.gaps?.map(({ field }) => field)).toContain('undertakings.1');
    const answered = await officer<WorkItemView>('PATCH', `/api/work-items/${card}/undertakings/1`, {
      body: { answer: 'We pay it.' },
    });
    expect(answered.body.gaps?.map(({ field }) => field)).not.toContain('undertakings.1');
    const again = await officer('PATCH', `/api/work-items/${card}/undertakings/1`, { body: { answer: 'We do not.' } });
    expect(again.status).toBe(409);
  });

  it('is answered with evidence, reopened by "partly", and confirmed by "kept"', async () => {
    expect((await move(officer, 'answer', answer)).status).toBe(422);
    const evidence = { title: 'New procedure', note: 'In force from this month.' };
    expect((await officer('POST', `/api/work-items/${card}/evidence`, { body: evidence })).status).toBe(200);
    expect((await move(officer, 'answer', answer)).body.state).toBe('answered');
    const partly = await move(participation, 'verdict', {
      verdict: 'partly',
      stars: 3,
      words: 'Better, but two of us still wait.',
    });
    expect(partly.body).toMatchObject({ state: 'in-progress', closed: false });
    expect((await move(officer, 'answer', answer)).body.state).toBe('answered');
    const kept = await move(participation, 'verdict', {
      verdict: 'kept',
      stars: 5,
      words: 'We all have our passports.',
    });
    expect(kept.body).toMatchObject({
      state: 'confirmed',
      closed: true,
      nextDueOn: null,
      daysLeft: null,
      transitions: [],
    });
    expect(kept.body.records['verdicts']?.map(({ fields }) => fields['verdict'])).toEqual(['partly', 'kept']);
    expect((await move(participation, 'withdraw', {}, 'Too late.')).status).toBe(409);
  });

  it('leaves one event for each version step, oldest first, in pages', async () => {
    const first = await officer<HistoryView>('GET', `/api/work-items/${card}/history?limit=5`);
    const rest = await officer<HistoryView>(
      'GET',
      `/api/work-items/${card}/history?limit=200&cursor=${first.body.nextCursor}`,
    );
    const events = [...first.body.events, ...rest.body.events];
    const { body } = await officer<WorkItemView>('GET', `/api/work-items/${card}`);
    expect(events).toHaveLength(body.version);
    expect(events[0]).toMatchObject({
      type: 'work-item-created',
      actor: 'Lior Sandgate',
      to: 'raised',
      occurredOn: '2020-02-17',
    });
    expect(events.at(-1)).toMatchObject({ type: 'work-item-transitioned', from: 'answered', to: 'confirmed' });
    expect(rest.body.nextCursor).toBeNull();
  });

  it('draws the way that the card has gone, each place with its days', async () => {
    const { body } = await officer<ItemPathView>('GET', `/api/work-items/${card}/path`);
    expect(body.states[0]).toMatchObject({ state: 'raised', label: 'Raised', from: '2020-02-17' });
    expect(body.states.at(-1)).toMatchObject({ state: 'confirmed', until: null, days: 0 });
    for (const [index, { until }] of body.states.slice(0, -1).entries())
      expect(until).toBe(body.states[index + 1]?.from);
  });
});
