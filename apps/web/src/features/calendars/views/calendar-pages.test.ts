import type { VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Router } from 'vue-router';
import { api } from '../../../api/api.js';
import { ApiProblem } from '../../../api/problem.js';
import { openPage } from '../../work-items/testing/open-page.js';
import { bankHolidays, change, preview } from '../testing/calendar.js';

const path = '/calendars/england-and-wales';
const refusal = (status: number, detail: string, missing: { field: string; text: string }[] = []) =>
  new ApiProblem({ type: 'about:blank', title: 'Refused', status, detail, missing });

beforeEach(() => {
  vi.spyOn(api.workflows, 'list').mockResolvedValue({ workflows: [] });
  vi.spyOn(api.calendars, 'read').mockResolvedValue(bankHolidays);
  vi.spyOn(api.calendars, 'changes').mockResolvedValue({ changes: [], nextCursor: null });
  vi.spyOn(api.calendars, 'readChange').mockResolvedValue(change);
});
afterEach(() => {
  vi.restoreAllMocks();
  document.body.innerHTML = '';
});

/** A page that is opened by a form is fetched first. */
const opened = (router: Router, at: string) =>
  vi.waitFor(() => expect(router.currentRoute.value.path).toBe(at), { timeout: 4000 });

async function fill(wrapper: VueWrapper, date: [string, string, string], name: string) {
  for (const [index, part] of ['day', 'month', 'year'].entries())
    await wrapper.get(`#field-date-${part}`).setValue(date[index]);
  await wrapper.get('#field-name').setValue(name);
  await wrapper.get('#field-reason').setValue('Announced on 14 February');
  await wrapper.get('main form').trigger('submit');
}

test('the list says of each calendar what comes next, up to when it is known, and who keeps it', async () => {
  const { key, title, kind, revision, source, knownFrom } = bankHolidays;
  const held = { key, title, kind, revision, source, knownFrom };
  vi.spyOn(api.calendars, 'list').mockResolvedValue({
    calendars: [
      { ...held, knownTo: '2035-12-31', coming: [{ from: '2020-04-10', to: '2020-04-10', name: 'Good Friday' }] },
      {
        ...held,
        key: 'school-terms',
        title: 'School terms',
        kind: 'terms',
        source: 'library',
        knownTo: null,
        coming: [],
      },
    ],
    mayChange: false,
  });
  const { wrapper } = await openPage('/calendars');
  expect(wrapper.get('h1').text()).toBe('Dates and calendars');
  const rows = wrapper.findAll('tbody tr').map((row) => row.text());
  expect(rows[0]).toMatch(/Good Friday, Friday 10 April 2020.*31 December 2035.*This council/s);
  expect(rows[1]).toMatch(/No term is loaded.*Nothing is known yet.*Comes with Kept/s);
});

test('a year shows its days; what is over stays, and what the library has besides can be taken over', async () => {
  const { wrapper, router, settle } = await openPage(path);
  const rows = () => wrapper.findAll('tbody tr').map((row) => row.text());
  expect(rows()[0]).toMatch(/Wednesday 1 January 2020.*New Year’s Day.*Rename/s);
  expect(rows()[0]).not.toContain('Take out');
  expect(rows()[1]).toMatch(/Made known on 7 June 2019.*Take out/s);
  expect(wrapper.text()).toContain('Monday 1 June 2020, A day of the library');
  await router.push(`${path}?year=2021`);
  await settle();
  expect(rows()[0]).toContain('Friday 1 January 2021');
  await router.push(`${path}?year=2022`);
  await settle();
  expect(wrapper.text()).toContain('No day is named in 2022: every weekday counts.');
});

test('who may only read is offered no change, and told so where an address leads there', async () => {
  vi.spyOn(api.calendars, 'read').mockResolvedValue({ ...bankHolidays, mayChange: false });
  const { wrapper, router, settle } = await openPage(path);
  expect(wrapper.get('main').text()).not.toMatch(/Add a day|Import|Rename|Take out|Add it/);
  await router.push(`${path}/add`);
  await settle();
  expect(wrapper.text()).toContain('Calendars are changed by the administrator.');
});

test('a day is added in two steps: what would move is seen first, under the revision that was read', async () => {
  const send = vi.spyOn(api.calendars, 'change').mockResolvedValueOnce(preview);
  const { wrapper, router, settle } = await openPage(`${path}/add`);
  await fill(wrapper, ['2', '3', '2020'], 'A day of thanks');
  await settle();
  expect(wrapper.get('h1').text()).toBe('Check what would move');
  const text = wrapper.get('main').text();
  expect(text).toContain('Added: Monday 2 March 2020, A day of thanks');
  expect(text).toContain('One item would be late: CC-2020-002.');
  expect(text).toMatch(/2 dates would move\.\s+So would dates of one item that you may not see\./);
  expect(wrapper.findAll('tbody tr').map((row) => row.text().replace(/\s+/g, ' '))).toEqual([
    'CC-2020-001Answer9 March 202010 March 2020',
    'CC-2020-002Triage13 February 202014 February 2020The item is late by it',
  ]);

  send.mockResolvedValueOnce({ ...preview, change: change.id });
  await wrapper.get('main form').trigger('submit');
  await settle();
  const request = { add: [{ date: '2020-03-02', name: 'A day of thanks' }], reason: 'Announced on 14 February' };
  expect(send.mock.calls).toEqual([
    ['england-and-wales', request, true, { version: 2 }],
    ['england-and-wales', request, false, { version: 2 }],
  ]);
  await opened(router, `/calendars/changes/${change.id}`);
  await settle();
  expect(wrapper.get('[role="alert"]').text()).toContain('Bank holidays in England and Wales: changed');
});

test('going back keeps what was typed', async () => {
  vi.spyOn(api.calendars, 'change').mockResolvedValue(preview);
  const { wrapper, settle } = await openPage(`${path}/add`);
  await fill(wrapper, ['2', '3', '2020'], 'A day of thanks');
  await settle();
  await wrapper.get('button[type="button"].govuk-button--secondary').trigger('click');
  await settle();
  expect((wrapper.get('#field-name').element as HTMLInputElement).value).toBe('A day of thanks');
  expect((wrapper.get('#field-date-day').element as HTMLInputElement).value).toBe('2');
});

test('a refusal leads to the control that it is about', async () => {
  const text = '2 March 2020 is there already, as “A day”.';
  vi.spyOn(api.calendars, 'change').mockRejectedValue(refusal(422, 'One thing is untrue.', [{ field: 'add.0', text }]));
  const { wrapper, settle } = await openPage(`${path}/add`);
  await fill(wrapper, ['2', '3', '2020'], 'A day');
  await settle();
  const link = wrapper.get('.govuk-error-summary a');
  expect([link.text(), link.attributes('href')]).toEqual([text, '#field-date-day']);
});

test('a file is asked for before anything is sent, and its faults come line by line', async () => {
  const send = vi.spyOn(api.calendars, 'change');
  const { wrapper, settle } = await openPage(`${path}/import`);
  await wrapper.get('#field-reason').setValue('Published');
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(wrapper.get('.govuk-error-summary a').attributes('href')).toBe('#calendar-file');
  expect(send).not.toHaveBeenCalled();
  const input = wrapper.get('#calendar-file');
  const file = new File(['name,date\nX,no'], 'days.csv', { type: 'text/csv' });
  Object.defineProperty(input.element, 'files', { value: [file] });
  await input.trigger('change');
  send.mockRejectedValue(refusal(422, 'Nothing.', [{ field: 'file', text: 'Line 2: This is no date.' }]));
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(send.mock.calls[0]?.slice(1, 3)).toEqual([{ file, reason: 'Published' }, true]);
  expect(wrapper.get('.govuk-error-summary').text()).toContain('Line 2: This is no date.');
});

test('a change says what it did and leads back; what cannot be taken back says why', async () => {
  const undo = vi.spyOn(api.calendars, 'undo').mockResolvedValue(preview);
  const { wrapper, router, settle } = await openPage(`/calendars/changes/${change.id}`);
  expect(wrapper.get('main').text()).toMatch(/Announced on 14 February.*Alex Marlow, 17 February 2020/s);
  await router.push(wrapper.get('a.govuk-button').attributes('href') ?? '');
  await settle();
  expect(wrapper.get('h1').text()).toBe('Take this change back?');
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(undo.mock.calls).toEqual([
    [change.id, true],
    [change.id, false],
  ]);
  await opened(router, `/calendars/changes/${change.id}`);

  undo.mockRejectedValue(
    refusal(409, 'Not every date can return.', [{ field: '_', text: 'CC-2020-001: “Answer” has been met since.' }]),
  );
  await router.push(`/calendars/changes/${change.id}/undo`);
  await settle();
  expect(wrapper.get('h1').text()).toBe('This change cannot be taken back');
  expect(wrapper.get('main').text()).toContain('CC-2020-001: “Answer” has been met since.');
});
