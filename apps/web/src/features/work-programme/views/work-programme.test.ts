import type { ReportStepView, ReportView, WorkProgrammeView } from '@kept/contracts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../../api/api.js';
import { ApiProblem } from '../../../api/problem.js';
import { openPage } from '../../work-items/testing/open-page.js';
import { programmeAsCsv } from '../composables/programme.js';

const step = (key: string, title: string, dueOn: string, more: Partial<ReportStepView> = {}): ReportStepView => ({
  key,
  title,
  dueOn,
  doneOn: null,
  overdue: false,
  ...more,
});

const lifeStability: ReportView = {
  id: 'r1',
  reference: 'WP-2018-001',
  title: 'Life stability',
  state: 'unscheduled',
  stateLabel: 'Not scheduled',
  closed: false,
  author: { key: 'clerk', name: 'Democratic services officer', holder: 'Owen Tregarthen', acting: null },
  authorAsPrinted: null,
  director: null,
  recurrence: 'once',
  agendaItem: null,
  pages: null,
  commissioned: { on: '2018-06-01', minute: 79, paragraph: '1 b) and 2' },
  dueWords: 'a future meeting',
  steps: [step('schedule', 'A meeting for it', '2018-07-19', { overdue: true })],
  nextDueOn: '2018-07-19',
  daysLeft: -578,
  overdue: true,
  maySchedule: true,
};
const scorecard: ReportView = {
  ...lifeStability,
  id: 'r2',
  reference: 'WP-2018-010',
  title: 'Performance scorecard',
  state: 'scheduled',
  stateLabel: 'Scheduled',
  author: { key: 'mi', name: 'Management information service manager', holder: null, acting: null },
  authorAsPrinted: 'Management Information Service Manager',
  director: { key: 'director', name: 'Director of Integrated Services' },
  recurrence: 'each-meeting',
  commissioned: null,
  dueWords: null,
  steps: [
    step('draft', 'Draft', '2020-02-13', { doneOn: '2020-02-14' }),
    step('director-clearance', 'Clearance by the lead director', '2020-03-11'),
  ],
  nextDueOn: '2020-03-11',
  daysLeft: 23,
  overdue: false,
  maySchedule: false,
};
const april = { id: 'm1', title: 'Corporate Parenting Panel', date: '2020-04-02', agendaOn: '2020-03-25' };
const programme: WorkProgrammeView = {
  unscheduled: [lifeStability],
  meetings: [{ meeting: april, reports: [scorecard] }],
  mayAdd: true,
};
const nothing: WorkProgrammeView = { unscheduled: [], meetings: [], mayAdd: true };

beforeEach(() => {
  vi.spyOn(api.workflows, 'list').mockResolvedValue({ workflows: [] });
  vi.spyOn(api.workProgramme, 'read').mockResolvedValue(programme);
});
afterEach(() => {
  vi.restoreAllMocks();
  document.body.innerHTML = '';
});

test('what has no meeting stands at the top, with where it comes from and the way to schedule it', async () => {
  const { wrapper } = await openPage('/work-programme');
  expect(wrapper.get('h1').text()).toBe('Work programme');
  expect(wrapper.findAll('main h2').map((heading) => heading.text())).toEqual([
    'Without a meeting',
    '2 April 2020: Corporate Parenting Panel',
  ]);
  const first = wrapper.get('main table').text();
  expect(first).toContain('Asked for in minute 79, paragraph 1 b) and 2, of 1 June 2018: for “a future meeting”');
  expect(first).toContain('Not named');
  expect(wrapper.get('.kept-table__action').attributes('href')).toBe(
    '/work-items/work-programme-item/WP-2018-001/do/schedule',
  );
});

test('each report says who writes it, who leads, what is done and when the rest is due', async () => {
  const { wrapper } = await openPage('/work-programme');
  const [, second] = wrapper.findAll('main table');
  const text = second?.text() ?? '';
  expect(text).toContain('Management information service manager (vacant)');
  expect(text).toContain('Director of Integrated Services');
  expect(text).toContain('Draft: 13 February 2020, done 14 February 2020');
  expect(text).toContain('Clearance by the lead director: 11 March 2020');
  expect(second?.find('.kept-table__action').exists()).toBe(false);
  expect(wrapper.text()).toContain('Agenda published by 25 March 2020.');
});

test('a sentence says what has no meeting and what is late, and an address shows only that', async () => {
  const { wrapper, router, settle } = await openPage('/work-programme');
  expect(wrapper.text()).toContain('One report has no meeting yet. Late: one report (a meeting for it).');
  await router.push('/work-programme?late=yes');
  await settle();
  expect(wrapper.findAll('main h2').map((heading) => heading.text())).toEqual(['Without a meeting']);
});

test('what is past is asked of the server', async () => {
  const read = vi.spyOn(api.workProgramme, 'read');
  await openPage('/work-programme?past=yes');
  expect(read).toHaveBeenCalledWith({ past: 'true' });
});

test('an empty programme says what to do', async () => {
  vi.spyOn(api.workProgramme, 'read').mockResolvedValue(nothing);
  const { wrapper } = await openPage('/work-programme');
  expect(wrapper.text()).toContain('There is nothing here yet');
  expect(wrapper.get('main a.govuk-button').attributes('href')).toBe('/work-items/work-programme-item/new');
  expect(wrapper.find('main table').exists()).toBe(false);
});

test('who may not see it is told so', async () => {
  const forbidden = new ApiProblem({ type: 'about:blank', title: 'Forbidden', status: 403, detail: 'Not yours.' });
  vi.spyOn(api.workProgramme, 'read').mockRejectedValue(forbidden);
  const { wrapper } = await openPage('/work-programme');
  expect(wrapper.get('h1').text()).toBe('This is not yours to do');
});

test('the menu leads there, for those who run the panel’s meetings', async () => {
  const { wrapper } = await openPage('/work-programme');
  const link = wrapper.findAll('nav a').find((each) => each.text() === 'Work programme');
  expect(link?.attributes('aria-current')).toBe('page');
});

test('the spreadsheet has a row for each report and a column for each step’s day', () => {
  const [header, first, second] = programmeAsCsv(programme).split('\r\n');
  expect(header).toContain('"Lead director","How often","State","Draft","Clearance by the lead director"');
  expect(first).toMatch(/^"not scheduled","","","WP-2018-001","Life stability"/);
  expect(first).toMatch(/"a meeting for it"$/);
  expect(second).toContain('"2020-04-02","2020-03-25"');
  expect(second).toContain('"Each meeting","Scheduled","2020-02-13","2020-03-11"');
});
