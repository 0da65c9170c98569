import type { HistoryView, WorkItemListView, WorkItemView } from '@kept/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openService, type Client, type Service } from '../../testing/service.js';

type Answered = WorkItemView & { detail?: string; missing?: { field: string; text: string }[] };

/** An IRO's dispute climbs its levels over HTTP: who raises it, who acknowledges by name, who answers and how late. */
describe('the levels of an escalation', () => {
  let service: Service;
  let officer: Client;
  let level1: Client;
  let path = '';

  const raise = (who: Client, body: object) => who<Answered>('POST', `${path}/escalations`, { body });
  const acknowledge = (who: Client, body: object) => who<Answered>('POST', `${path}/acknowledgements`, { body });
  const answer = (who: Client, no: number, body: object) =>
    who<Answered>('PATCH', `${path}/escalations/${no}`, { body });

  beforeAll(async () => {
    service = await openService();
    officer = service.as('officer');
    level1 = service.as('sen-officer');
    const made = await officer<WorkItemView>('POST', '/api/work-items', {
      body: {
        workflow: 'iro-dispute',
        title: 'No visit since the move',
        ownerPost: 'corporate-parenting-officer',
        fields: { caseReference: 'EX-1042', category: 'visits', concern: 'Nobody has visited since the move.' },
      },
    });
    expect(made.status).toBe(201);
    path = `/api/work-items/${made.body.reference}`;
    const disputed = await officer<WorkItemView>('POST', `${path}/transitions`, {
      body: {
        transition: 'dispute',
        fields: {
          wanted: 'A visit within a week.',
          teamManager: 'area-sen-manager',
          serviceManager: 'head-of-fostering',
        },
      },
    });
    expect(disputed.status).toBe(200);
  });
  afterAll(() => service.close());

  it('are listed with their posts before anything is raised, and with what the reader may do', async () => {
    const { body } = await officer<WorkItemView>('GET', path);
    expect(body.levels?.levels.map(({ level, to, reached }) => `${level} ${to} ${reached}`)).toEqual([
      '1 Area SEN Manager false',
      '2 Head of Fostering false',
      '3 Assistant director (not named yet) false',
      '4 director-integrated-services (not named yet) false',
    ]);
    expect(body.levels).toMatchObject({ mayRaiseTo: [1, 2, 3, 4], mayAcknowledge: null, mayAnswer: null });
    const read = await service.as('director')<WorkItemView>('GET', path);
    expect(read.body.levels?.mayRaiseTo).toEqual([]);
  });

  it('are nobody’s to raise without a sign-in, unknown to who does not see the item, forbidden to who only reads', async () => {
    for (const call of ['escalations', 'acknowledgements'])
      expect((await service.ask('POST', `${path}/${call}`, { body: { level: 1 } })).status).toBe(401);
    expect((await service.ask('PATCH', `${path}/escalations/1`, { body: { answer: 'Yes.' } })).status).toBe(401);
    const nowhere = await raise(service.as('participation'), { level: 1 });
    expect([nowhere.status, (await raise(service.as('data-protection'), { level: 1 })).status]).toEqual([404, 403]);
    const nothing = await service.as('participation')('POST', '/api/work-items/ID-1999-001/escalations', {
      body: { level: 1 },
    });
    expect(nowhere.text).toBe(nothing.text);
  });

  it('are numbers, with words that belong to them; what is left out is named', async () => {
    for (const body of [{ level: 'one' }, { level: 0 }, { level: 1.5 }, { level: 1, because: 'late' }])
      expect((await raise(officer, body)).status).toBe(400);
    for (const answerBy of ['soon', '2020-02-30', 20200226])
      expect((await acknowledge(level1, { level: 1, answerBy })).status).toBe(400);
    expect((await raise(officer, {})).body.missing?.map(({ field }) => field)).toEqual(['level']);
    expect((await acknowledge(level1, { level: 1 })).body.missing?.map(({ field }) => field)).toEqual(['answerBy']);
  });

  it('cannot be acknowledged or answered before they are raised', async () => {
    expect((await acknowledge(officer, { level: 1, answerBy: '2020-02-20' })).status).toBe(409);
    expect((await answer(officer, 1, { answer: 'Yes.' })).status).toBe(404);
  });

  it('are raised one by one: the post is told a day, sees the item from then on, and it counts in the list', async () => {
    expect((await level1('GET', path)).status).toBe(404);
    const raised = await raise(officer, { level: 1 });
    expect(raised.status).toBe(200);
    expect(raised.body).toMatchObject({ level: 1, levels: { mayRaiseTo: [2, 3, 4] } });
    expect(raised.body.records['escalations']?.[0]?.fields).toEqual({
      level: 1,
      post: 'area-sen-manager',
      answerDueOn: '2020-02-24',
    });
    expect(raised.body.deadlines.find(({ record }) => record === 'escalations')).toMatchObject({
      occurrence: 1,
      dueOn: '2020-02-24',
      status: 'running',
      daysLeft: 7,
    });
    const seen = await level1<WorkItemView>('GET', path);
    expect(seen.body.levels).toMatchObject({ mayAcknowledge: 1, mayAnswer: 1 });
    const listed = async (level: number) =>
      (await officer<WorkItemListView>('GET', `/api/work-items?workflow=iro-dispute&level=${level}`)).body.items.length;
    expect([await listed(1), await listed(2)]).toEqual([1, 0]);
    expect((await officer('GET', '/api/work-items?level=high')).status).toBe(400);
  });

  it('wait for their answer: the same one is not asked twice, and a lower one never again', async () => {
    const again = await raise(officer, { level: 1 });
    expect([again.status, again.body.detail]).toEqual([409, 'It stands at level 1 already, and waits for the answer.']);
  });

  it('are acknowledged by their own post alone, with a day from today on', async () => {
    expect((await acknowledge(officer, { level: 1, answerBy: '2020-02-26' })).status).toBe(403);
    const past = await acknowledge(level1, { level: 1, answerBy: '2020-02-14' });
    expect([past.status, past.body.missing]).toEqual([
      422,
      [{ field: 'answerBy', text: 'Give the day of your answer: today or later.' }],
    ]);
    const taken = await acknowledge(level1, { level: 1, answerBy: '2020-02-26' });
    expect(taken.status).toBe(200);
    expect(taken.body.records['escalations']?.[0]?.fields).toMatchObject({
      acknowledgedBy: 'Emlyn Roades',
      acknowledgedOn: '2020-02-17',
      answerBy: '2020-02-26',
    });
    expect(taken.body.deadlines.find(({ record }) => record === 'escalations')?.dueOn).toBe('2020-02-26');
    expect((await acknowledge(level1, { level: 1, answerBy: '2020-02-26' })).status).toBe(409);
  });

  it('are answered by their own post alone, in words; the record says how late, and is not written over', async () => {
    await service.setClock('2020-03-02T09:00:00.000Z');
    expect((await answer(officer, 1, { answer: 'Yes.' })).status).toBe(403);
    expect((await answer(level1, 1, { stars: 5 })).status).toBe(400);
    expect((await answer(level1, 1, {})).body.missing?.map(({ field }) => field)).toEqual(['answer']);
    const key = { 'idempotency-key': 'answer-of-level-1' };
    const given = await level1<WorkItemView>('PATCH', `${path}/escalations/1`, {
      body: { answer: 'A visit is arranged.' },
      headers: key,
    });
    expect(given.status).toBe(200);
    expect(given.body.records['escalations']?.[0]?.fields).toMatchObject({
      answer: 'A visit is arranged.',
      answeredOn: '2020-03-02',
    });
    const deadline = given.body.deadlines.find(({ record }) => record === 'escalations');
    expect(deadline).toMatchObject({ status: 'met', metOn: '2020-03-02', daysLeft: -5 });
    const replayed = await level1<WorkItemView>('PATCH', `${path}/escalations/1`, {
      body: { answer: 'A visit is arranged.' },
      headers: key,
    });
    expect([replayed.status, replayed.headers['idempotency-replayed'], replayed.body.version]).toEqual([
      200,
      'true',
      given.body.version,
    ]);
    expect((await answer(level1, 1, { answer: 'Another.' })).status).toBe(409);
  });

  it('are passed over by right alone, with a reason, and never without a post that holds the level', async () => {
    const contributor = await raise(level1, { level: 3, reason: 'Quicker.' });
    expect([contributor.status, contributor.body.detail]).toEqual([
      403,
      'A level may be passed over by right alone: raise it to the next one.',
    ]);
    expect((await raise(officer, { level: 3 })).body.missing).toEqual([
      { field: 'assistantDirector', text: 'Nobody holds this level yet: name the post first.' },
      { field: 'reason', text: 'Give the reason for passing over a level.' },
    ]);
    expect((await raise(officer, { level: 9 })).body.missing?.map(({ field }) => field)).toEqual(['level']);
    const { headers } = await officer('GET', path);
    const named = await officer<WorkItemView>('PATCH', path, {
      body: { fields: { assistantDirector: 'corporate-director' } },
      headers: { 'if-match': String(headers['etag']) },
    });
    expect(named.status).toBe(200);
    const raised = await raise(officer, { level: 3, reason: 'The child has waited long enough.' });
    expect(raised.status).toBe(200);
    expect(raised.body).toMatchObject({ level: 3, levels: { mayRaiseTo: [4] } });
    expect(raised.body.records['escalations']?.map(({ fields }) => fields['level'])).toEqual([1, 3]);
    const acknowledged = await acknowledge(service.as('director'), { level: 3, answerBy: '2020-03-06' });
    expect(acknowledged.body.records['escalations']?.[1]?.fields['acknowledgedBy']).toBe('Kit Ravensworth');
  });

  it('leave an event for each step, and nothing more to do when the item is closed', async () => {
    const { body } = await officer<HistoryView>('GET', `${path}/history`);
    expect(body.events.map(({ type }) => type).filter((type) => /level|record/.test(type))).toEqual([
      'level-raised',
      'level-acknowledged',
      'record-completed',
      'level-raised',
      'level-acknowledged',
    ]);
    const closed = await officer<WorkItemView>('POST', `${path}/transitions`, {
      body: { transition: 'settle', fields: { settledBy: 'level-three', settlement: 'Visited on 4 March.' } },
    });
    expect(closed.body.levels).toMatchObject({ mayRaiseTo: [], mayAcknowledge: null, mayAnswer: null });
    expect((await raise(officer, { level: 4 })).status).toBe(409);
    expect((await answer(service.as('director'), 2, { answer: 'Settled.' })).status).toBe(409);
  });
});
