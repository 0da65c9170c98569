import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../../api/api.js';
import { ApiProblem } from '../../../api/problem.js';
import { caseAtLevel2, education } from '../testing/education.js';
import { openPage } from '../testing/open-page.js';

const path = '/work-items/ehcp-escalation/EE-2019-004';
const levels = caseAtLevel2.levels!;
const none = { ...levels, mayRaiseTo: [], mayAcknowledge: null, mayAnswer: null };
const refusal = (status: number, detail: string, missing: { field: string; text: string }[] = []) =>
  new ApiProblem({ type: 'about:blank', title: 'Refused', status, detail, missing });

beforeEach(() => {
  vi.spyOn(api.workflows, 'list').mockResolvedValue({ workflows: [education] });
  vi.spyOn(api.workflows, 'read').mockResolvedValue(education);
  vi.spyOn(api.workItems, 'read').mockResolvedValue(caseAtLevel2);
  vi.spyOn(api.workItems, 'list').mockResolvedValue({ items: [], nextCursor: null });
  vi.spyOn(api.workItems, 'history').mockResolvedValue({ events: [], nextCursor: null });
  vi.spyOn(api.posts, 'list').mockResolvedValue({ posts: [], mayChange: false });
});
afterEach(() => {
  vi.restoreAllMocks();
  document.body.innerHTML = '';
});

test('the page lists each level: whom it goes to, who took it on, what came of it, and how late', async () => {
  const { wrapper } = await openPage(path);
  const rows = wrapper.findAll('[aria-labelledby="levels"] tbody tr').map((row) => row.text());
  expect(rows).toHaveLength(4);
  expect(rows[0]).toContain('Passed over');
  expect(rows[1]).toContain('Stands here');
  expect(rows[1]).toContain('Reason: Eight weeks have gone.');
  expect(rows[1]).toContain('Acknowledged by Farah Qureshi-Lunn on 14 January 2020');
  expect(rows[1]).toContain('Answered on 3 February 2020, 4 days late');
  expect(rows[1]).toContain('Nobody has acknowledged it yet');
  expect(rows[1]).toContain('To be answered by 14 February 2020, overdue by 3 days');
  expect(rows[2]).toContain('Not raised; it has 10 working days to answer');
});

test('what this officer may do about them is offered, the level that is passed over apart', async () => {
  const { wrapper } = await openPage(path);
  const section = wrapper.get('[aria-labelledby="levels"]');
  expect(section.findAll('a.govuk-button').map((button) => [button.text(), button.attributes('href')])).toEqual([
    ['Acknowledge level 2', `${path}/levels/2/acknowledge`],
    ['Answer level 2', `${path}/levels/2/answer`],
    ['Ask level 2 again', `${path}/levels/2/raise`],
    ['Raise to level 3', `${path}/levels/3/raise`],
  ]);
  expect(section.get('details.kept-levels').text()).toContain('Raise to level 4: Corporate director');
});

test('what waits for this officer stands before the steps; for anybody else, the steps stand first', async () => {
  const headings = async (item: typeof caseAtLevel2) => {
    vi.spyOn(api.workItems, 'read').mockResolvedValue(item);
    const { wrapper } = await openPage(path);
    return wrapper
      .findAll('main h2')
      .map((heading) => heading.attributes('id'))
      .filter((id) => /^(next|levels)$/.test(id ?? ''));
  };
  expect(await headings(caseAtLevel2)).toEqual(['levels', 'next']);
  expect(await headings({ ...caseAtLevel2, levels: none })).toEqual(['next', 'levels']);
});

test('an item that climbed nowhere keeps its levels folded; a workflow without levels has no such part', async () => {
  vi.spyOn(api.workItems, 'read').mockResolvedValue({ ...caseAtLevel2, level: 0, records: {}, levels: none });
  const { wrapper, router, settle } = await openPage(path);
  expect(wrapper.get('[aria-labelledby="levels"]').text()).toContain('It has not been raised to any level.');
  expect(wrapper.find('[aria-labelledby="levels"] .govuk-button-group').exists()).toBe(false);
  vi.spyOn(api.workItems, 'read').mockResolvedValue({ ...caseAtLevel2, levels: null });
  await router.push('/');
  await settle();
  await router.push('/work-items/ehcp-escalation/EE-2019-005');
  await settle();
  expect(wrapper.find('#levels').exists()).toBe(false);
});

test('to raise it to the next level no reason need be given', async () => {
  const raise = vi.spyOn(api.workItems, 'escalate').mockResolvedValue({ ...caseAtLevel2, level: 3, version: 5 });
  const { wrapper, router, settle } = await openPage(`${path}/levels/3/raise`);
  expect(wrapper.text()).toContain('It goes to Director of integrated services');
  expect(wrapper.find('.govuk-warning-text').exists()).toBe(false);
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(raise.mock.calls[0]?.slice(0, 2)).toEqual(['EE-2019-004', { level: 3 }]);
  expect(raise.mock.calls[0]?.[2].version).toBe(4);
  expect(router.currentRoute.value.path).toBe(path);
  expect(wrapper.get('[role="alert"]').text()).toContain('Raised to level 3');
});

test('to pass over a level the page says which, and asks why', async () => {
  const raise = vi.spyOn(api.workItems, 'escalate').mockResolvedValue(caseAtLevel2);
  const { wrapper, settle } = await openPage(`${path}/levels/4/raise`);
  expect(wrapper.get('.govuk-warning-text').text()).toContain(
    'This passes over level 3 (Director of integrated services).',
  );
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(wrapper.get('.govuk-error-summary').text()).toContain('Give the reason for passing over a level.');
  expect(raise).not.toHaveBeenCalled();
  await wrapper.get('#field-reason').setValue('The child has waited long enough.');
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(raise.mock.calls[0]?.[1]).toEqual({ level: 4, reason: 'The child has waited long enough.' });
});

test('a level is acknowledged with the date of the answer; what the server says is missing stands at the control', async () => {
  const acknowledge = vi
    .spyOn(api.workItems, 'acknowledge')
    .mockRejectedValue(
      refusal(422, 'No.', [{ field: 'answerBy', text: 'Give the day of your answer: today or later.' }]),
    );
  const { wrapper, settle } = await openPage(`${path}/levels/2/acknowledge`);
  expect(wrapper.text()).toContain('The answer is due by 14 February 2020.');
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(acknowledge).not.toHaveBeenCalled();
  expect(wrapper.get('.govuk-error-summary').text()).toContain('Enter the date of your answer');
  for (const [part, value] of [
    ['day', '10'],
    ['month', '2'],
    ['year', '2020'],
  ] as const)
    await wrapper.get(`#field-answerBy-${part}`).setValue(value);
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(acknowledge.mock.calls[0]?.[1]).toEqual({ level: 2, answerBy: '2020-02-10' });
  expect(wrapper.get('.govuk-error-summary a').attributes('href')).toBe('#field-answerBy-day');
  expect(wrapper.get('#field-answerBy-error').text()).toContain('today or later');
});

test('an answer goes to the escalation that waits for it', async () => {
  const complete = vi.spyOn(api.workItems, 'completeRecord').mockResolvedValue(caseAtLevel2);
  const { wrapper, settle } = await openPage(`${path}/levels/2/answer`);
  expect(wrapper.text()).toContain('To be answered by 14 February 2020, overdue by 3 days.');
  await wrapper.get('#field-answer').setValue('A place from Monday.');
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(complete.mock.calls[0]?.slice(1, 3)).toEqual([
    { kind: 'escalations', no: 2 },
    { answer: 'A place from Monday.' },
  ]);
});

test.each([
  ['raise', 1, 'It stands at level 2 already.'],
  ['raise', 2, 'It stands at level 2 already, and waits for the answer.'],
  ['raise', 4, 'A level may be passed over by right alone: raise it to the next one.'],
  ['acknowledge', 2, 'Level 2 is for its own post to acknowledge: County service manager.'],
  ['answer', 2, 'Level 2 is for its own post to answer: County service manager.'],
])('an address to %s level %i says why it is not to be done', async (what, level, why) => {
  vi.spyOn(api.workItems, 'read').mockResolvedValue({ ...caseAtLevel2, levels: none });
  const { wrapper } = await openPage(`${path}/levels/${level}/${what}`);
  expect(wrapper.get('h1').text()).toBe('This is not yours to do');
  expect(wrapper.text()).toContain(why);
});

test('a level that is not there is no page', async () => {
  const { wrapper, router, settle } = await openPage(`${path}/levels/9/raise`);
  expect(wrapper.get('h1').text()).toBe('Page not found');
  await router.push(`${path}/levels/3/answer`);
  await settle();
  expect(wrapper.get('h1').text()).toBe('Page not found');
});
