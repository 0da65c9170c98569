import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../../api/api.js';
import { ApiProblem } from '../../../api/problem.js';
import { workflow } from '../../work-items/testing/card.js';
import { openPage } from '../../work-items/testing/open-page.js';
import { difference, played, version } from '../testing/bench.js';

const plan = { version: 2, on: '2020-02-17', fields: {}, steps: [] };
const bench = `/workflows/challenge-card/test-bench`;
const playing = (asked: object) => `${bench}?plan=${encodeURIComponent(JSON.stringify(asked))}`;

beforeEach(() => {
  vi.spyOn(api.workflows, 'list').mockResolvedValue({ workflows: [workflow] });
  vi.spyOn(api.workflows, 'read').mockResolvedValue(workflow);
  vi.spyOn(api.workflows, 'version').mockResolvedValue(version);
  vi.spyOn(api.workflows, 'difference').mockResolvedValue(difference);
  vi.spyOn(api.workflows, 'play').mockResolvedValue(played);
});
afterEach(() => {
  vi.restoreAllMocks();
  document.body.innerHTML = '';
});

test('a workflow is a drawing and tables: limits with whose rule they are, steps with what they ask for', async () => {
  const { wrapper } = await openPage('/work-items/challenge-card/about');
  expect(wrapper.get('h1').text()).toBe('How a challenge card works');
  expect(wrapper.get('img').attributes('src')).toMatch(/^data:image\/svg/);
  const text = wrapper.get('main').text().replace(/\s+/g, ' ');
  expect(text).toContain('Answer to the young people: 20 working days');
  expect(text).toContain('This council: Local policy: set by this council');
  expect(text).toMatch(/Answer ?Accepted ?To “Answered” ?By owner, director ?What we did ?A piece of evidence/);
  expect(text).toMatch(/Level 1 ?To the post above the owner/);
  const links = wrapper.findAll('main a').map((link) => link.attributes('href'));
  expect(links).toContain('/workflows/challenge-card/versions/1/2');
  expect(links).toContain(bench);
});

test('two versions say each change once, in words beside its colour', async () => {
  const { wrapper } = await openPage('/workflows/challenge-card/versions/1/2');
  const text = wrapper.get('main').text().replace(/\s+/g, ' ');
  expect(text).toContain('2 things are not as in version 1: 1 new and 1 changed. Each is named once.');
  const rows = wrapper.findAll('tbody tr').map((row) => row.text().replace(/\s+/g, ' '));
  expect(rows[0]).toMatch(/New ?Parked.*Not there.*Time limit: Review/);
  expect(rows[1]).toMatch(/Changed ?Triage.*10 working days.*5 working days/);
});

test('the test bench plays what is in the address, and tells each date with why it is that day', async () => {
  const { wrapper } = await openPage(playing(plan));
  expect(api.workflows.play).toHaveBeenCalledWith('challenge-card', plan);
  const text = wrapper.get('main').text().replace(/\s+/g, ' ');
  expect(text).toContain(
    'From 17 February 2020: 1 time limit starts, 1 reminder is sent, 1 date passes and 1 message is sent.',
  );
  expect(text).toContain('On 17 August 2020 it stands in “Accepted”, at level 1.');
  const rows = wrapper.findAll('tbody tr').map((row) => row.text().replace(/\s+/g, ' '));
  expect(rows[1]).toMatch(/17 February 2020, 09:00.*Limit starts.*Why this date\?.*Due on Monday 16 March 2020/);
  expect(rows[3]).toMatch(/Told.*Head of Service is told/);
  expect(wrapper.find('svg[role="img"]').exists()).toBe(true);
});

test('a step is added with what it needs, words filled in, and stands in the address', async () => {
  const { wrapper, router, settle } = await openPage(playing(plan));
  await wrapper.get('#bench-act').setValue('transition:answer');
  await wrapper.get('#bench-at-day').setValue('20');
  const forms = wrapper.findAll('main form');
  await forms[1]!.trigger('submit');
  await settle();
  const asked = JSON.parse(String(router.currentRoute.value.query['plan'])) as typeof plan;
  expect(asked.steps).toEqual([{ at: '2020-02-20', transition: 'answer', fields: { whatWeDid: 'Imaginary' } }]);
  await wrapper.get('#bench-steps + p, #bench-steps + ol').get('button').trigger('click');
  await settle();
  expect((JSON.parse(String(router.currentRoute.value.query['plan'])) as typeof plan).steps).toEqual([]);
});

test('a limit is suspended and run on, or given a later day, by choices of the page alone', async () => {
  const { wrapper, router, settle } = await openPage(playing(plan));
  const steps = () => (JSON.parse(String(router.currentRoute.value.query['plan'])) as { steps: unknown[] }).steps;
  const pick = async (act: string, dates: Record<string, string>) => {
    await wrapper.get('#bench-act').setValue(act);
    for (const [field, date] of Object.entries(dates)) {
      const [year = '', month = '', day = ''] = date.split('-');
      for (const [part, value] of Object.entries({ day, month, year })) {
        await wrapper.get(`#field-${field}-${part}`).setValue(value);
      }
    }
    await wrapper.findAll('main form')[1]!.trigger('submit');
    await settle();
  };
  await pick('suspend:answer', {});
  expect(wrapper.get('main').text()).toContain('Enter the first day that does not count');
  expect(steps()).toEqual([]);
  vi.mocked(api.workflows.play).mockResolvedValue({
    ...played,
    ends: {
      ...played.ends,
      limits: [{ ...played.ends.limits[0]!, open: { ground: 'Imaginary', from: '2020-02-20' } }],
    },
  });
  await pick('suspend:answer', { from: '2020-02-20' });
  const open = { deadline: 'answer', ground: 'Imaginary', from: '2020-02-20' };
  expect(steps()).toEqual([{ at: '2020-02-17', suspend: open, fields: {} }]);
  await pick('resume:answer', { resumes: '2020-03-02' });
  expect(steps()[1]).toMatchObject({ suspend: { ...open, resumes: '2020-03-02' } });
  await pick('extend:answer', { to: '2020-04-20' });
  expect(steps()[2]).toMatchObject({ extend: { deadline: 'answer', to: '2020-04-20', reason: 'Imaginary' } });
  expect(wrapper.get('main ol.govuk-list--number').text()).toContain(
    'A later date for “Answer to the young people”: 20 April 2020',
  );
});

test('what cannot be played is said where it is mended, and a step that lacks something is named', async () => {
  const refusal = { type: 'about:blank', title: 'Refused', status: 422, detail: 'One thing is missing or untrue.' };
  vi.spyOn(api.workflows, 'play').mockRejectedValueOnce(
    new ApiProblem({ ...refusal, missing: [{ field: 'until', text: 'Choose at most three years.' }] }),
  );
  const { wrapper, router, settle } = await openPage(playing({ ...plan, until: '2030-01-01' }));
  expect(wrapper.get('.govuk-error-summary a').attributes('href')).toBe('#bench-until-day');
  const gap = { field: 'director', text: 'Fill in “Director”.' };
  vi.spyOn(api.workflows, 'play').mockResolvedValue({
    ...played,
    refused: { step: 0, detail: 'One thing is missing.', missing: [gap] },
  });
  const steps = [{ at: '2020-02-20', transition: 'answer', fields: {} }];
  await router.push(playing({ ...plan, steps }));
  await settle();
  const text = wrapper.get('main').text().replace(/\s+/g, ' ');
  expect(text).toMatch(/Step 1, Answer, lacks something, so it was played up to there: ?Fill in “Director”/);
});

test('who may not play is told so', async () => {
  vi.spyOn(api.workflows, 'version').mockResolvedValue({ ...version, mayPlay: false });
  const { wrapper } = await openPage(bench);
  expect(wrapper.get('h1').text()).toBe('This is not yours to do');
});
