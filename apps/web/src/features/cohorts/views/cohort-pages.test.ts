import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../../api/api.js';
import { ApiProblem } from '../../../api/problem.js';
import { openPage } from '../../work-items/testing/open-page.js';
import { children, forPanel, january, preview } from '../testing/month.js';

const path = '/cohorts/virtual-school';
const refusal = (status: number, detail: string) =>
  new ApiProblem({ type: 'about:blank', title: 'Refused', status, detail });

beforeEach(() => {
  vi.spyOn(api.workflows, 'list').mockResolvedValue({ workflows: [] });
  vi.spyOn(api.cohorts, 'read').mockResolvedValue(january);
  vi.spyOn(api.cohorts, 'children').mockResolvedValue(children);
});
afterEach(() => {
  vi.restoreAllMocks();
  document.body.innerHTML = '';
});

test('the page says first what it is about, and each number opens its list', async () => {
  const { wrapper } = await openPage(path);
  expect(wrapper.get('h1').text()).toBe('Children without school');
  expect(wrapper.get('main .govuk-body-l').text()).toContain('13 of them without a plan, and nobody tracks them');
  const pair = wrapper.get('section[aria-labelledby="pair"]');
  expect(pair.findAll('.kept-pair__number a').map((link) => link.attributes('href'))).toEqual([
    `${path}/children?on=2020-01-31&reason=without-suitable-education&plan=with`,
    `${path}/children?on=2020-01-31&reason=reduced-timetable`,
  ]);
  expect(pair.text()).toContain('they are not the same children');
  const total = wrapper.get('.kept-cohort tr.kept-total');
  expect(total.text()).toMatch(/With: 302/);
  expect(total.findAll('a')[0]?.attributes('href')).toContain('reason=not-in-education');
  // Nobody is behind a zero.
  expect(wrapper.get('.kept-cohort tbody tr').findAll('a')).toEqual([]);
});

test('the bars say in words what they draw, and the table beneath repeats them', async () => {
  const { wrapper } = await openPage(path);
  const picture = wrapper.get('.kept-bars svg');
  expect(picture.attributes('aria-label')).toBe('Without a plan are 61 of the 70 not in education.');
  expect(picture.findAll('text').map((label) => label.text())).toContain('70');
  expect(wrapper.get('.kept-bars + table').text()).toContain('Not in education');
});

test('the panel is told why numbers are kept back, and opens no list', async () => {
  vi.spyOn(api.cohorts, 'read').mockResolvedValue(forPanel);
  const { wrapper } = await openPage(path);
  expect(wrapper.get('.govuk-inset-text').text()).toContain('fewer than 5');
  expect(wrapper.get('.kept-cohort').text()).toContain('not shown');
  expect(wrapper.get('.kept-cohort').findAll('a')).toEqual([]);
  expect(wrapper.find('.kept-bars').exists()).toBe(false);
  expect(wrapper.text()).not.toContain('Import a month');
});

test('two months stand side by side, with who came and who left', async () => {
  const rows = [
    {
      reason: null,
      label: 'Any of these',
      before: january.pair!.both,
      now: january.pair!.both,
      change: 0,
      joined: 4,
      left: 4,
    },
  ];
  const read = vi
    .spyOn(api.cohorts, 'read')
    .mockResolvedValue({ ...january, comparison: { asOn: '2019-06-28', rows } });
  const { wrapper } = await openPage(`${path}?on=2020-01-31&with=2019-06-28`);
  expect(read.mock.calls[0]?.[1]).toEqual({ on: '2020-01-31', with: '2019-06-28' });
  expect(wrapper.get('section[aria-labelledby="comparison"] tbody').text()).toMatch(/Any of these.*no change.*4.*4/s);
  expect(
    wrapper
      .get('.kept-months')
      .findAll('strong')
      .map((month) => month.text()),
  ).toEqual(['31 January 2020', '28 June 2019']);
});

test('where nothing was imported the page says what to do, to each their own', async () => {
  const none = { ...january, snapshot: null, months: [], phases: [], pair: null };
  vi.spyOn(api.cohorts, 'read').mockResolvedValue(none);
  const { wrapper, router, settle } = await openPage(path);
  expect(wrapper.get('main a.govuk-button').attributes('href')).toBe(`${path}/import`);
  vi.spyOn(api.cohorts, 'read').mockResolvedValue({ ...none, mayImport: false });
  await router.push('/accessibility');
  await router.push(`${path}?on=2020-02-17`);
  await settle();
  expect(wrapper.get('main').text()).toContain('The virtual school imports it each month.');
});

test('a list shows each child by reference, and who tracks the child', async () => {
  const { wrapper } = await openPage(`${path}/children?reason=reduced-timetable&plan=without`);
  expect(wrapper.get('h1').text()).toBe('Reduced timetable, without a plan: 13');
  const rows = wrapper.findAll('main table tbody tr').map((row) => row.text().replace(/\s+/g, ' '));
  expect(rows[0]).toBe(
    'E3062 Reception, EastReduced timetable, 12.5 hours a weekExclusions, suspended 2 timesWithout a plan Nobody tracks this child',
  );
  const links = wrapper.findAll('main table a').map((link) => link.attributes('href'));
  expect(links).toEqual([
    '/work-items/ehcp-escalation/new?fields[caseReference]=E2154&fields[yearGroup]=10&fields[area]=out-of-county',
    '/items/EE-2019-015',
  ]);
  expect((wrapper.get('#filter-plan').element as HTMLSelectElement).value).toBe('without');
  expect(wrapper.get('.govuk-pagination a').attributes('href')).toContain('cursor=next');
});

test('whoever may not see children is told so', async () => {
  vi.spyOn(api.cohorts, 'children').mockRejectedValue(refusal(403, 'This is not yours to do.'));
  const { wrapper } = await openPage(`${path}/children`);
  expect(wrapper.get('h1').text()).toBe('This is not yours to do');
});

async function chooseFile(open: Awaited<ReturnType<typeof openPage>>): Promise<File> {
  const { wrapper, settle } = open;
  const file = new File(['Case no\n'], 'january.csv', { type: 'text/csv' });
  const input = wrapper.get('#extract-file');
  Object.defineProperty(input.element, 'files', { value: [file] });
  await input.trigger('change');
  for (const [part, value] of [
    ['day', '31'],
    ['month', '1'],
    ['year', '2020'],
  ]) {
    await wrapper.get(`#field-asOn-${part}`).setValue(value);
  }
  await wrapper.get('input[type="radio"][value="yes"]').setValue(true);
  await wrapper.get('main form').trigger('submit');
  await settle();
  return file;
}

test('a month is looked at before it is imported', async () => {
  const send = vi.spyOn(api.cohorts, 'import').mockResolvedValueOnce(preview);
  const open = await openPage(`${path}/import`);
  const file = await chooseFile(open);
  const { wrapper, router, settle } = open;
  expect(send.mock.calls[0]).toEqual([
    'virtual-school',
    { file, asOn: '2020-01-31', whole: true, columns: {} },
    { dryRun: true },
  ]);
  expect(wrapper.get('h1').text()).toBe('Import 31 January 2020?');
  expect(wrapper.text()).toContain('This file takes its place');
  expect(wrapper.text()).toContain('Not read, and nothing of it kept: Known as.');
  send.mockResolvedValueOnce({ ...preview, outcome: 'imported', id: 'i1' });
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(send.mock.calls[1]?.[2]).toEqual({ dryRun: false });
  expect(router.currentRoute.value.fullPath).toBe(`${path}?on=2020-01-31`);
  expect(wrapper.get('[role="alert"]').text()).toContain('31 January 2020 has been imported');
});

test('what is wrong is listed by line and column, and columns can be matched', async () => {
  const lacking = [{ ...preview.columns[0]!, header: null }, preview.columns[1]!];
  const faults = [{ line: 1, column: 'Child reference', text: 'There is no column for this.' }];
  const send = vi
    .spyOn(api.cohorts, 'import')
    .mockResolvedValueOnce({ ...preview, columns: lacking, faults, faultCount: 1 });
  const open = await openPage(`${path}/import`);
  await chooseFile(open);
  const { wrapper, settle } = open;
  expect(wrapper.get('h1').text()).toBe('The file cannot be imported yet');
  expect(wrapper.get('tbody').text()).toContain('There is no column for this.');
  expect(wrapper.findAll('button').map((button) => button.text())).not.toContain('Import the month');
  await wrapper.get('#column-reference').setValue('Case no');
  send.mockResolvedValueOnce(preview);
  await wrapper.findAll('main form').at(-1)?.trigger('submit');
  await settle();
  expect(send.mock.calls[1]?.[1].columns).toEqual({ reference: 'Case no' });
  expect(wrapper.get('h1').text()).toBe('Import 31 January 2020?');
});

test('a form without a file is not sent', async () => {
  const send = vi.spyOn(api.cohorts, 'import');
  const { wrapper, settle } = await openPage(`${path}/import`);
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(wrapper.get('.govuk-error-summary').text()).toContain('Enter the day on which the children were counted');
  expect(send).not.toHaveBeenCalled();
});

test('an import is undone after a warning', async () => {
  const one = {
    id: 'i2',
    asOn: '2020-01-31',
    revision: 2,
    holds: true,
    children: 135,
    fileName: 'january.csv',
    importedAt: '2020-02-03T09:30:00.000Z',
    importedBy: 'Tomasz Wilczek',
    mayUndo: true,
  };
  const imports = [one, { ...one, id: 'i1', revision: 1, holds: false, mayUndo: false }];
  vi.spyOn(api.cohorts, 'imports').mockResolvedValue({ imports });
  const undo = vi.spyOn(api.cohorts, 'undo').mockResolvedValue({ imports: [] });
  const { wrapper, router, settle } = await openPage(`${path}/imports`);
  expect(wrapper.findAll('tbody tr')[1]?.text()).toContain('Replaced');
  await router.push(wrapper.get('td a').attributes('href') ?? '');
  await settle();
  expect(wrapper.get('h1').text()).toBe('Undo the import of 31 January 2020?');
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(undo).toHaveBeenCalledWith('virtual-school', 'i2');
  expect(wrapper.get('[role="alert"]').text()).toContain('has been undone');
});
