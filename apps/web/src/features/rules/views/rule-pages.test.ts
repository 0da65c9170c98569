import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Router } from 'vue-router';
import { api } from '../../../api/api.js';
import { ApiProblem } from '../../../api/problem.js';
import { openPage } from '../../work-items/testing/open-page.js';
import { change, limits, preview, rules, versions } from '../testing/rules.js';

const refusal = (status: number, detail: string, missing: { field: string; text: string }[] = []) =>
  new ApiProblem({ type: 'about:blank', title: 'Refused', status, detail, missing });

beforeEach(() => {
  vi.spyOn(api.workflows, 'list').mockResolvedValue({ workflows: [] });
  vi.spyOn(api.rules, 'list').mockResolvedValue(rules);
  vi.spyOn(api.rules, 'limits').mockResolvedValue(limits);
  vi.spyOn(api.rules, 'versions').mockResolvedValue(versions);
  vi.spyOn(api.rules, 'readChange').mockResolvedValue(change);
});
afterEach(() => {
  vi.restoreAllMocks();
  document.body.innerHTML = '';
});

/** A page that is opened by a form is fetched first. */
const opened = (router: Router, at: string) =>
  vi.waitFor(() => expect(router.currentRoute.value.path).toBe(at), { timeout: 4000 });

test('the list says of each rule where it comes from and whether its text was seen, and of each limit what was agreed', async () => {
  const { wrapper } = await openPage('/rules');
  expect(wrapper.get('h1').text()).toBe('Rules and time limits');
  const rows = wrapper.findAll('tbody tr').map((row) => row.text());
  expect(rows[0]).toMatch(/Initial health assessment.*Version 2 of 2, 3 open dates.*20 working days/s);
  expect(rows[0]).toMatch(/Law.*regulation 7.*Text not seen: taken from another account of it/s);
  expect(rows[1]).toMatch(/Triage.*10 working days.*Nothing: the length of the workflow holds.*Change/s);
  expect(rows[2]).toMatch(/Verdict.*By a date, a period or a meeting/s);
  expect(rows[2]).not.toContain('Change');
});

test('who may only read is offered no change, and told so where an address leads there', async () => {
  vi.spyOn(api.rules, 'limits').mockResolvedValue({ ...limits, mayChange: false });
  const { wrapper, router, settle } = await openPage('/rules');
  expect(wrapper.get('main').text()).not.toContain('Change Triage');
  await router.push('/rules/limits/challenge-card/triage');
  await settle();
  expect(wrapper.text()).toContain('Rules and time limits are changed by the administrator.');
});

test("a council's own length is changed in two steps: what would move is seen first", async () => {
  const send = vi.spyOn(api.rules, 'change').mockResolvedValueOnce(preview);
  const { wrapper, router, settle } = await openPage('/rules/limits/challenge-card/triage');
  expect(wrapper.get('main').text()).toContain('Until now: 10 working days.');
  await wrapper.get('#field-length').setValue('5');
  for (const [index, part] of ['day', 'month', 'year'].entries())
    await wrapper.get(`#field-effectiveFrom-${part}`).setValue(['1', '2', '2020'][index]);
  await wrapper.get('#field-agreedBy').setValue('The panel');
  await wrapper.get('#field-reason').setValue('Agreed on 1 February');
  await wrapper.get('main form').trigger('submit');
  await settle();
  const request = {
    path: '/local-limits/challenge-card/triage',
    body: { amount: '5wd', effectiveFrom: '2020-02-01', agreedBy: 'The panel', reason: 'Agreed on 1 February' },
  };
  expect(send).toHaveBeenLastCalledWith(request, true);
  expect(wrapper.get('h1').text()).toBe('Check what would move');
  const text = wrapper.get('main').text().replace(/\s+/g, ' ');
  expect(text).toContain('3 open items would be changed.');
  expect(text).toContain('One item would be late: CC-2020-002.');
  expect(text).toContain(
    '2 dates would move. Their owners would be told. There is one item more that you may not see.',
  );
  expect(text).toContain('CC-2020-001: Greeting, 19 February 2020, would begin');
  expect(text).toContain('CC-2020-003: “Cost” is gone, and what it holds would be lost.');

  send.mockResolvedValueOnce({ ...preview, change: change.id });
  await wrapper.get('main form').trigger('submit');
  await opened(router, `/rules/changes/${change.id}`);
  expect(send).toHaveBeenLastCalledWith(request, false);
});

test('what was typed of a change that was only looked at is there again, until it is cancelled', async () => {
  vi.spyOn(api.rules, 'change').mockResolvedValue(preview);
  const path = '/rules/limits/challenge-card/triage';
  const { wrapper, router, settle } = await openPage(path);
  const again = async () => {
    await router.push('/rules');
    await router.push(path);
    await settle();
    return wrapper.get<HTMLInputElement>('#field-reason').element.value;
  };
  const look = async () => {
    await wrapper.get('main form').trigger('submit');
    await settle();
    expect(wrapper.get('h1').text()).toBe('Check what would move');
  };
  await wrapper.get('#field-length').setValue('5');
  for (const [index, part] of ['day', 'month', 'year'].entries())
    await wrapper.get(`#field-effectiveFrom-${part}`).setValue(['1', '2', '2020'][index]);
  await wrapper.get('#field-agreedBy').setValue('The panel');
  await wrapper.get('#field-reason').setValue('Agreed on 1 February');
  await look();
  expect(await again()).toBe('Agreed on 1 February');
  await look();
  await wrapper.get('main .govuk-button-group a').trigger('click');
  await settle();
  expect(await again()).toBe('');
});

test('a refusal stands at the field that it is about', async () => {
  vi.spyOn(api.rules, 'change').mockRejectedValueOnce(
    refusal(422, 'One thing is missing or untrue.', [{ field: 'amount', text: 'It counts forward.' }]),
  );
  const { wrapper, settle } = await openPage('/rules/limits/challenge-card/triage');
  for (const [index, part] of ['day', 'month', 'year'].entries())
    await wrapper.get(`#field-effectiveFrom-${part}`).setValue(['1', '2', '2020'][index]);
  await wrapper.get('#field-agreedBy').setValue('The panel');
  await wrapper.get('#field-reason').setValue('Agreed');
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(wrapper.get('.govuk-error-summary a').attributes('href')).toBe('#field-length');
});

test('the versions of a workflow say how many open items each has, and lead to the move', async () => {
  const { wrapper, router, settle } = await openPage('/rules/versions/challenge-card');
  const rows = wrapper.findAll('tbody tr').map((row) => row.text());
  expect(rows[0]).toMatch(/2.*3 February 2020.*5 open items/s);
  expect(rows[1]).toMatch(/1.*6 January 2020.*2 open items/s);
  const send = vi.spyOn(api.rules, 'change').mockResolvedValueOnce(preview);
  await router.push('/rules/versions/challenge-card/move');
  await settle();
  expect(wrapper.get('main').text()).toMatch(/Items in “Parked” go to.*Give up what “Cost” holds\?/s);
  await wrapper.get('#field-reason').setValue('Agreed by the panel');
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(send).toHaveBeenLastCalledWith(
    {
      path: '/workflows/challenge-card/migrations',
      body: { to: 2, states: {}, drops: [], reason: 'Agreed by the panel' },
    },
    true,
  );
});

test('a change that cannot be taken back as a whole says why, and offers what can still go back', async () => {
  const undo = vi
    .spyOn(api.rules, 'undo')
    .mockRejectedValueOnce(
      refusal(409, 'Not every item can go back.', [{ field: '_', text: 'CC-2020-001 has moved on since.' }]),
    );
  const { wrapper, router, settle } = await openPage(`/rules/changes/${change.id}/undo`);
  expect(wrapper.get('main').text()).toContain('CC-2020-001 has moved on since.');
  const { title: _title, change: _change, ...moves } = preview;
  const { moved: _moved, unseen: _unseen, ...listed } = change;
  undo.mockResolvedValue({ change: listed, ...moves });
  await wrapper.get('main button').trigger('click');
  await settle();
  expect(undo).toHaveBeenLastCalledWith(change.id, { dryRun: true, partly: true });
  await wrapper.get('main form').trigger('submit');
  await opened(router, `/rules/changes/${change.id}`);
  expect(undo).toHaveBeenCalledWith(change.id, { dryRun: false, partly: true });
});
