import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WorkItemSummaryView, WorkItemView, WorkflowView } from '@kept/contracts';
import { api } from '../../../api/api.js';
import { caseAtLevel2, education } from '../testing/education.js';
import { openPage } from '../testing/open-page.js';
import { pausedReferral, referrals, searching } from '../testing/search.js';

const pathOf = ({ workflow, reference }: WorkItemView) => `/work-items/${workflow}/${reference}`;

async function open(item: WorkItemView, workflow: WorkflowView) {
  vi.spyOn(api.workflows, 'list').mockResolvedValue({ workflows: [workflow] });
  vi.spyOn(api.workflows, 'read').mockResolvedValue(workflow);
  vi.spyOn(api.workItems, 'read').mockResolvedValue(item);
  return (await openPage(pathOf(item))).wrapper;
}

beforeEach(() => {
  vi.spyOn(api.workItems, 'history').mockResolvedValue({ events: [], nextCursor: null });
  vi.spyOn(api.posts, 'list').mockResolvedValue({ posts: [], mayChange: false });
});
afterEach(() => {
  vi.restoreAllMocks();
  document.body.innerHTML = '';
});

test('a paused item says first until when and why; what stands still is not red', async () => {
  const page = await open(pausedReferral, referrals);
  const said = page.get('.govuk-inset-text').text();
  expect(said).toContain('Paused until 15 June 2020');
  expect(said).toContain('Reason: The exams come first.');
  expect(said).toContain('When it goes on, it is again: Searching.');
  expect(page.get('#deadlines ~ h3:nth-of-type(2)').text()).toBe('Conference Stands still');
  expect(page.text()).toContain('9 March 2020, and later by the time that it stands still');
  expect(page.find('.govuk-tag--red').exists()).toBe(false);
  expect(page.find('.kept-date--late').exists()).toBe(false);
});

test('the next step stands out, and the ways that end it fold away with their buttons', async () => {
  const page = await open(searching, referrals);
  const primary = page.findAll('.kept-next a.govuk-button:not(.govuk-button--secondary)');
  expect(primary.map((button) => button.text())).toEqual(['Plan agreed']);
  const folded = page.get('#next ~ details');
  expect(folded.get('summary').text()).toBe('Other ways this can go (4)');
  expect(folded.findAll('a.govuk-button').map((button) => button.text())).toEqual([
    'Pause',
    'Withdraw',
    'The young person says no',
    'Work on identity is enough',
  ]);
});

test('each consultation has its date in its own row, late in words; the dates stand together with their reasons', async () => {
  const page = await open(caseAtLevel2, education);
  const rows = page.findAll('#record-consultations ~ table tbody tr');
  expect(rows.map((row) => row.get('[data-label="Due"]').text())).toEqual([
    '4 February 2020 2 days late',
    '16 February 2020 overdue by 1 day',
  ]);
  const dates = page.get('[aria-labelledby="deadlines"]');
  expect(dates.findAll('h3').map((heading) => heading.text())).toEqual([
    'Evidenced progress Running',
    'Consultations of schools',
    'Levels of escalation',
  ]);
  expect(dates.text()).toContain('1 running, 1 of them overdue; 1 met, 1 of them late.');
  expect(dates.findAll('h4').map((heading) => heading.text())).toEqual([
    'Northfield Met',
    'Southfield Overdue',
    'Level 2 Met',
    'Level 2 Overdue',
  ]);
  expect(dates.findAll('.kept-receipt')).toHaveLength(5);
  expect(page.text()).toContain('Consultations of schools: 1 still open (Southfield).');
  expect(page.text()).toContain('Raised 2 times at level 2.');
});

test('a step that cannot be made says what is wanted, and leads to where it is added', async () => {
  const page = await open(caseAtLevel2, education);
  const step = page.findAll('.kept-next__option').find((each) => each.text().startsWith('A school offers'))!;
  expect(step.text()).toContain('No school that was consulted has offered a place.');
  expect(step.get('li a').attributes('href')).toBe(`${pathOf(caseAtLevel2)}/records/consultations`);
  expect(page.get('[aria-labelledby="next"]').text()).not.toContain('Schools are consulted');
});

test('a number, a time and another item stand among the details; what it is part of, in the trail', async () => {
  const page = await open(caseAtLevel2, education);
  const details = page.get('[aria-labelledby="details"]');
  expect(details.text()).toMatch(/87\.5.*14:30/s);
  expect(details.get('a').attributes('href')).toBe('/items/BT-2018-001');
  expect(page.get('.govuk-breadcrumbs li:last-child').text()).toBe('Part of BT-2018-001');
  expect(page.get('[aria-labelledby="links"]').text()).toContain('Continues in: PD-2020-001');
  expect(page.get('.govuk-summary-list').text()).toContain('Continues in');
});

test('eligibility is an outcome with its reasons, by which rule; what was found before stays', async () => {
  const page = await open(caseAtLevel2, education);
  const section = page.get('[aria-labelledby="eligibility"]');
  expect(section.get('.govuk-tag').text()).toBe('Not eligible');
  expect(
    section
      .findAll('ul')[0]
      ?.findAll('li')
      .map((reason) => reason.text()),
  ).toEqual(['Under 16: no, 16.', 'In care for less than three years: yes, since 1 May 2018.']);
  expect(section.text()).toContain('By the rule “lifelong links” in its version 2');
  expect(section.get('summary').text()).toBe('What was found before (1)');
});

test('an item with parts shows them with owner and date, and where to add another', async () => {
  const whole = { ...education, partOf: null, parts: [] as WorkflowView['parts'] };
  whole.parts = [{ workflow: 'business-plan-action', title: 'Plan action', field: 'target', mayCreate: true }];
  const part: WorkItemSummaryView = { ...searching, reference: 'BA-2018-007', title: 'Recruit', overdue: true };
  const list = vi.spyOn(api.workItems, 'list').mockResolvedValue({ items: [part], nextCursor: null });
  const page = await open(caseAtLevel2, whole);
  expect(list.mock.calls[0]?.[0]).toMatchObject({ partOf: 'EE-2019-004' });
  const parts = page.get('[aria-labelledby="parts"]');
  expect(parts.text()).toContain('1 in all: 0 closed, 1 overdue.');
  expect(parts.findAll('tbody tr')).toHaveLength(1);
  expect(decodeURIComponent(parts.findAll('a').at(-1)?.attributes('href') ?? '')).toBe(
    '/work-items/business-plan-action/new?fields[target]=EE-2019-004',
  );
});
