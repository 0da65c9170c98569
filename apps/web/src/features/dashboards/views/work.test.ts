import type { WorkflowSummaryView } from '@kept/contracts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../../api/api.js';
import { openPage } from '../../work-items/testing/open-page.js';

const workflow = (key: string, officer: string, mayCreate = false): WorkflowSummaryView => ({
  key,
  version: 1,
  reference: 'XX',
  title: { officer, plain: officer },
  mayCreate,
});

beforeEach(() => {
  vi.spyOn(api.workflows, 'list').mockResolvedValue({
    workflows: [
      workflow('suggestion-box', 'Suggestion', true),
      workflow('panel-action', 'Panel action', true),
      workflow('challenge-card', 'Challenge card'),
      workflow('ehcp-escalation', 'Education escalation'),
      workflow('missing-over-48-hours', 'Missing over 48 hours', true),
    ],
  });
  vi.spyOn(api.dashboards, 'counts').mockResolvedValue({
    counts: [
      { workflow: 'panel-action', open: 16, late: 3 },
      { workflow: 'challenge-card', open: 3, late: 0 },
      { workflow: 'suggestion-box', open: 0, late: 0 },
    ],
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  document.body.innerHTML = '';
});

test('what one sees or may begin stands in groups; a workflow that nobody knew of is the council’s own', async () => {
  const { wrapper } = await openPage('/work');
  const groups = wrapper
    .findAll('main section')
    .map((section) => [section.get('h2').text(), ...section.findAll('tbody th').map((heading) => heading.text())]);
  expect(groups).toEqual([
    ['Young people’s challenges', 'Challenge cards'],
    ['Children’s cases', 'Missing over 48 hours'],
    ['Panel and plan', 'Panel actions'],
    ['The council’s own', 'Suggestions'],
  ]);
});

test('how much is open and late is said in a sentence, and each number opens its list', async () => {
  const { wrapper } = await openPage('/work');
  expect(wrapper.get('main').text()).toContain('19 items that you may see are open. 3 of them late.');
  const row = wrapper.findAll('tbody tr').find((each) => each.text().includes('Panel actions'));
  expect(row?.findAll('a').map((link) => link.attributes('href'))).toEqual([
    '/work-items/panel-action',
    '/work-items/panel-action?closed=false',
    '/work-items/panel-action?overdue=true',
    '/work-items/panel-action/new',
  ]);
});

test('who sees nothing is told where their work stands', async () => {
  vi.spyOn(api.workflows, 'list').mockResolvedValue({ workflows: [workflow('panel-action', 'Panel action')] });
  vi.spyOn(api.dashboards, 'counts').mockResolvedValue({ counts: [] });
  const { wrapper } = await openPage('/work');
  expect(wrapper.get('main').text()).toContain('Nothing that you may see is open.');
  expect(wrapper.find('main table').exists()).toBe(false);
});
