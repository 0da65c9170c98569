import type { Problem, TestBenchView, WorkflowDifferenceView, WorkflowVersionView } from '@kept/contracts';
import { parseDuration } from '@kept/domain';
import { loadLibrary } from '@kept/workflows';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openService, type Service } from '../../testing/service.js';

const path = '/api/workflows/challenge-card/test-bench';
const fields = { question: 'May we have a bus pass?', raisedBy: 'young-adult-council', raisedOn: '2020-03-02' };
const begin = { on: '2020-03-02', fields };
const triage = { at: '2020-03-03', transition: 'triage', fields: { kind: 'collective', screenedOn: '2020-03-03' } };

describe('the pages of a workflow', () => {
  let service: Service;
  beforeAll(async () => {
    service = await openService();
  });
  afterAll(() => service.close());
  const play = <Body = TestBenchView>(body: object, persona: Parameters<Service['as']>[0] = 'officer') =>
    service.as(persona)<Body>('POST', path, { body });

  it('let those play who set limits and answer for dates, and nobody else', async () => {
    expect((await service.ask('POST', path, { body: begin })).status).toBe(401);
    for (const persona of ['chair', 'participation', 'director'] as const)
      expect((await play(begin, persona)).status).toBe(403);
    expect((await service.as('officer')('POST', '/api/workflows/nothing/test-bench', { body: begin })).status).toBe(
      404,
    );
    for (const persona of ['administrator', 'democratic-services'] as const)
      expect((await play(begin, persona)).status).toBe(200);
  });

  it.each([
    ['what is not asked', { ...begin, weekends: true }],
    ['a day that there is not', { ...begin, on: '2020-02-30' }],
    [
      'a step that does two things',
      { ...begin, steps: [{ at: '2020-03-03', transition: 'triage', record: 'updates' }] },
    ],
    ['more than 200 steps', { ...begin, steps: Array.from({ length: 201 }, () => triage) }],
  ])('take no %s', async (_what, body) => {
    expect((await play(body)).status).toBe(400);
  });

  it.each([
    ['a version that there is not', { ...begin, version: 9 }, 'version'],
    ['more than three years', { ...begin, until: '2023-03-06' }, 'until'],
    ['an end before the beginning', { ...begin, until: '2020-03-01' }, 'until'],
    ['an hour that the clocks skip', { ...begin, until: '2020-03-29T01:30' }, 'until'],
    ['steps out of order', { ...begin, steps: [triage, { ...triage, at: '2020-03-02' }] }, 'steps.1.at'],
    ['a step after the end', { ...begin, until: '2020-03-02', steps: [triage] }, 'steps.0.at'],
    ['a step that there is not', { ...begin, steps: [{ at: '2020-03-03', transition: 'fly' }] }, 'steps.0.transition'],
    [
      'more than 50 records',
      { ...begin, steps: Array.from({ length: 51 }, () => ({ at: '2020-03-03', record: 'updates' })) },
      'steps',
    ],
    ['a beginning that lacks something', { on: '2020-03-02' }, 'question'],
  ])('say of %s which part it is', async (_what, body, field) => {
    const refused = await play<Problem>(body);
    expect(refused.status).toBe(422);
    expect(refused.body.missing?.map((each) => each.field)).toContain(field);
  });

  it('play one at a time for each person, and others beside it', async () => {
    const plays = [play(begin), play(begin), play(begin, 'administrator')];
    const [mine, again, theirs] = (await Promise.all(plays)).map(({ status }) => status);
    expect([mine, again].sort()).toEqual([200, 409]);
    expect(theirs).toBe(200);
    expect((await play(begin)).status).toBe(200);
  });

  it('play a card that is taken up and then left alone, with why each date is what it is', async () => {
    const accept = { director: 'assistant-director', ownerPost: 'head-of-fostering' };
    const steps = [triage, { at: '2020-03-04T10:30', transition: 'accept', fields: accept }];
    const { status, body } = await play({ ...begin, steps, until: '2020-06-01' });
    expect(status).toBe(200);
    const at = (kind: string) => body.entries.filter((each) => each.kind === kind);
    expect(at('created').map(({ text }) => text)).toEqual(['It begins: “Raised”.']);
    expect(at('step').map(({ text }) => text)).toEqual([
      'Triage: from “Raised” to “Triaged”.',
      'Accept: from “Triaged” to “Accepted”.',
    ]);
    const answer = at('limit-started').find(({ deadline }) => deadline?.key === 'answer');
    expect(answer?.at).toBe('2020-03-04T10:30:00+00:00');
    expect(answer?.receipt?.at(-1)?.date).toBe(answer?.deadline?.dueOn);
    expect(at('overdue').find(({ deadline }) => deadline?.key === 'answer')?.text).toMatch(/is late, due on/);
    expect(
      at('level')
        .map(({ text }) => text)
        .join(),
    ).toMatch(/^Raised to level \d\./);
    expect(at('told').map(({ post }) => post?.key)).toContain('head-of-fostering');
    expect(body.ends).toMatchObject({ state: { key: 'accepted' }, closed: false });
    expect(body.ends.transitions.map(({ key }) => key)).toContain('start');
    expect(body.refused).toBeUndefined();
  });

  it('suspend a limit and agree a later date for it, as a real item would have it', async () => {
    const suspend = { deadline: 'triage', ground: 'Half term', from: '2020-03-04', resumes: '2020-03-06' };
    const extend = { deadline: 'triage', to: '2020-03-27', reason: 'A long agenda' };
    const steps = [
      { at: '2020-03-04', suspend },
      { at: '2020-03-09', extend },
    ];
    const { status, body } = await play({ ...begin, steps, until: '2020-03-20' });
    expect(status).toBe(200);
    const about = body.entries.filter(({ kind }) => ['suspension', 'extension'].includes(kind));
    expect(about.map(({ text }) => text)).toEqual([
      'Days are taken out of Triage: from 4 March 2020; 6 March 2020 counts again. Ground: Half term.',
      'A later date is agreed for Triage: 27 March 2020. Reason: A long agenda.',
    ]);
    const moved = body.entries.filter(({ kind }) => kind === 'limit-moved');
    // Ten working days from 2 March, two of them taken out.
    expect(moved.map(({ deadline }) => deadline?.dueOn)).toEqual(['2020-03-18', '2020-03-27']);
    expect(moved[0]?.receipt?.map(({ text }) => text).join(' ')).toMatch(/Half term/);
    const limit = body.ends.limits.find(({ key }) => key === 'triage');
    expect(limit).toMatchObject({ dueOn: '2020-03-27', grounds: null, open: null });
    const late = { at: '2020-03-19', suspend: { ...suspend, from: '2020-03-19', resumes: '2020-03-23' } };
    const refused = await play({ ...begin, steps: [late] });
    expect([refused.status, refused.body.refused?.step]).toEqual([200, 0]);
    expect(refused.body.refused?.missing.map(({ field }) => field)).toEqual(['from']);
    const none = await play<Problem>({ ...begin, steps: [{ at: '2020-03-04', extend: { ...extend, deadline: 'x' } }] });
    expect(none.status).toBe(422);
    expect(none.body.missing?.map(({ field }) => field)).toEqual(['steps.0.extend']);
    expect((await play({ ...begin, steps: [{ at: '2020-03-04', suspend, extend }] })).status).toBe(400);
  });

  it('tell what a step lacks beside the time up to it, and refuse one that its state does not allow', async () => {
    const lacking = await play({ ...begin, steps: [triage, { at: '2020-03-20', transition: 'accept' }] });
    expect(lacking.status).toBe(200);
    expect(lacking.body.refused).toMatchObject({ step: 1 });
    expect(lacking.body.refused?.missing.map(({ field }) => field)).toContain('director');
    expect(lacking.body.entries.at(-1)!.at < '2020-03-20T10').toBe(true);
    const elsewhere = await play<Problem>({ ...begin, steps: [{ at: '2020-03-03', transition: 'start' }] });
    expect(elsewhere.status).toBe(422);
    expect(elsewhere.body.missing?.[0]).toMatchObject({ field: 'steps.0.transition' });
    expect(elsewhere.body.missing?.[0]?.text).toMatch(/From “Raised” it goes on by: .*Triage/);
  });

  it('write nothing', async () => {
    const { body } = await service.as('officer')<{ items: unknown[] }>(
      'GET',
      '/api/work-items?workflow=challenge-card',
    );
    expect(body.items).toEqual([]);
  });

  it('count a council’s own length from the day on which it holds', async () => {
    const change = { amount: '2wd', effectiveFrom: '2020-04-01', agreedBy: 'The panel', reason: 'Agreed' };
    await service.as('administrator')('POST', '/api/local-limits/challenge-card/triage', { body: change });
    const due = async (on: string) =>
      (await play({ on, fields: { ...fields, raisedOn: on } })).body.entries.find(
        ({ deadline }) => deadline?.key === 'triage',
      )?.deadline?.dueOn;
    expect(await due('2020-03-02')).toBe('2020-03-16');
    expect(await due('2020-04-02')).toBe('2020-04-06');
  });

  it('say any version in words, with whose rule a limit is, and what changed between two', async () => {
    const card = loadLibrary().definitions.find(({ definition }) => definition.key === 'challenge-card')!.definition;
    const shorter = { ...card.local, triage: { ...card.local['triage']!, amount: parseDuration('5wd') } };
    await service.publish({ definitions: [{ ...card, version: 4, local: shorter }] });
    const reader = service.as('chair');
    const newest = () => reader<WorkflowVersionView>('GET', '/api/workflows/challenge-card/versions/newest');
    // What is published is read again within a second.
    await vi.waitFor(async () => expect((await newest()).body.version).toBe(4), { timeout: 5000, interval: 200 });
    const { body } = await reader<WorkflowVersionView>('GET', '/api/workflows/challenge-card/versions/3');
    expect(body).toMatchObject({ version: 3, versions: [3, 4], mayPlay: false });
    const triaging = body.states[0]?.limits.find(({ key }) => key === 'triage');
    expect(triaging).toMatchObject({ basis: 'local', source: 'Local policy: set by this council' });
    expect(triaging?.length).toBe('10 working days');
    expect(body.states[0]?.limits.find(({ key }) => key === 'screen')?.length).toMatch(/^the same day/);
    expect(body.steps.find(({ key }) => key === 'answer')?.needs).toContain('A piece of evidence');
    const between = '/api/workflows/challenge-card/versions/3/4';
    const { body: difference } = await reader<WorkflowDifferenceView>('GET', between);
    expect(difference.changes).toEqual([
      {
        how: 'changed',
        part: 'local',
        key: 'triage',
        title: card.local['triage']!.label,
        before: ['10 working days'],
        after: ['5 working days'],
      },
    ]);
    const same = await reader<WorkflowDifferenceView>('GET', '/api/workflows/challenge-card/versions/3/3');
    expect(same.body.changes).toEqual([]);
    expect((await service.ask('GET', between)).status).toBe(401);
    expect((await reader('GET', '/api/workflows/challenge-card/versions/3/9')).status).toBe(404);
    expect((await reader('GET', '/api/workflows/challenge-card/versions/nought')).status).toBe(400);
  });
});
