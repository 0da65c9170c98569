import type { PlanCoverageView } from '@kept/contracts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../../api/api.js';
import { ApiProblem } from '../../../api/problem.js';
import { openPage } from '../../work-items/testing/open-page.js';
import { cellInWords, coverageAsCsv, coverageInWords } from '../composables/coverage.js';

const older = { plan: 'Fostering', period: 'April 2018 - March 2019' };
const coverage: PlanCoverageView = {
  plan: older,
  plans: [{ plan: 'Fostering', period: 'April 2019 - March 2020' }, older],
  targets: [
    {
      reference: 'BT-2018-001',
      title: 'Children are heard',
      number: 1,
      stateLabel: 'Planned',
      actions: 0,
      evidence: 0,
    },
    { reference: 'BT-2018-004', title: 'Enough carers', number: 4, stateLabel: 'At risk', actions: 3, evidence: 1 },
  ],
  standards: [
    {
      number: 1,
      about: 'The child’s wishes, feelings and views',
      cells: [{ paragraphs: ['1.1'], actions: 0, evidence: 0 }, null],
    },
    { number: 2, about: 'Identity, potential and diversity', cells: [null, null] },
    {
      number: 13,
      about: 'Recruiting and assessing carers',
      cells: [null, { paragraphs: ['13.1', '13.4'], actions: 3, evidence: 1 }],
    },
  ],
  unnamed: [2],
  withoutEvidence: [1],
};
const empty: PlanCoverageView = { ...coverage, plan: null, plans: [], targets: [], withoutEvidence: [] };

beforeEach(() => {
  vi.spyOn(api.workflows, 'list').mockResolvedValue({ workflows: [] });
  vi.spyOn(api.planCoverage, 'read').mockResolvedValue(coverage);
});
afterEach(() => {
  vi.restoreAllMocks();
  document.body.innerHTML = '';
});

const rowsOf = (page: Awaited<ReturnType<typeof openPage>>) =>
  page.wrapper.findAll('.kept-coverage tbody tr').map((row) => row.findAll('th, td').map((cell) => cell.text()));

test('standards stand down and targets across, and an empty cell says that it is', async () => {
  const page = await openPage('/plan-coverage');
  expect(rowsOf(page)).toEqual([
    ['1. The child’s wishes, feelings and views', '1.1: no action, no evidence', 'nothing'],
    ['2. Identity, potential and diversity', 'nothing', 'nothing'],
    ['13. Recruiting and assessing carers', 'nothing', '13.1, 13.4: 3 actions, 1 piece of evidence'],
  ]);
  const heads = page.wrapper.findAll('.kept-coverage thead th').map((head) => head.text());
  expect(heads).toEqual(['Standard', 'Target 1: Children are heard', 'Target 4: Enough carers']);
  expect(page.wrapper.get('.kept-coverage thead a').attributes('href')).toBe(
    '/work-items/business-plan-target/BT-2018-001',
  );
  expect(page.wrapper.text()).toContain('Fostering, April 2018 - March 2019');
  expect(page.wrapper.text()).toContain('Targets name 2 of the 3 standards, and 1 is named by none.');
});

test('an address shows only what is without evidence, or another plan', async () => {
  const page = await openPage('/plan-coverage?gaps=yes&plan=Fostering&period=April%202018%20-%20March%202019');
  expect(api.planCoverage.read).toHaveBeenCalledWith(older);
  expect(rowsOf(page).map(([first]) => first)).toEqual([
    '1. The child’s wishes, feelings and views',
    '2. Identity, potential and diversity',
  ]);
  const other = page.wrapper.get('nav[aria-label="Plans"] a');
  expect(other.text()).toBe('Fostering, April 2019 - March 2020');
});

test('without a plan it says what to do', async () => {
  vi.mocked(api.planCoverage.read).mockResolvedValue(empty);
  const page = await openPage('/plan-coverage');
  expect(page.wrapper.text()).toContain('No plan is entered yet.');
  expect(page.wrapper.find('table').exists()).toBe(false);
});

test('a plan that is not there leads to those that are', async () => {
  vi.mocked(api.planCoverage.read).mockResolvedValue({ ...empty, plans: coverage.plans });
  const page = await openPage('/plan-coverage?plan=Adoption');
  expect(page.wrapper.text()).toContain('There is no plan of that name.');
  expect(page.wrapper.findAll('nav[aria-label="Plans"] a')).toHaveLength(2);
});

test('who may not see it is told so', async () => {
  const forbidden = new ApiProblem({ type: 'about:blank', title: 'Forbidden', status: 403, detail: 'Not yours.' });
  vi.mocked(api.planCoverage.read).mockRejectedValue(forbidden);
  const page = await openPage('/plan-coverage');
  expect(page.wrapper.get('h1').text()).toBe('This is not yours to do');
});

test('the menu leads there', async () => {
  const page = await openPage('/plan-coverage');
  const link = page.wrapper.findAll('nav a').find((each) => each.text() === 'Plan and standards');
  expect(link?.attributes('aria-current')).toBe('page');
});

test('its words and its spreadsheet say the same as the table', () => {
  expect(cellInWords(null)).toBe('nothing');
  expect(coverageInWords(coverage)).toBe(
    'Targets name 2 of the 3 standards, and 1 is named by none. Nothing shows yet that standard 1 is met.',
  );
  expect(coverageInWords({ ...coverage, withoutEvidence: [1, 13] })).toContain(
    'Nothing shows yet that 2 of them (1, 13) are met.',
  );
  expect(coverageInWords({ ...coverage, withoutEvidence: [] })).toContain('For each of these there is some evidence.');
  expect(coverageInWords({ ...coverage, unnamed: [1, 2, 13] })).toBe('No target names any of the 3 standards.');
  const [header, first] = coverageAsCsv(coverage).split('\r\n');
  expect(header).toBe('"Standard","About","Target 1: Children are heard","Target 4: Enough carers"');
  expect(first).toBe('"1","The child’s wishes, feelings and views","1.1: no action, no evidence","nothing"');
});
