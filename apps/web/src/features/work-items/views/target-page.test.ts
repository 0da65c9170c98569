import type { ItemMeasuresView, WorkItemView } from '@kept/contracts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../../api/api.js';
import { item as card, workflow as cards } from '../testing/card.js';
import { openPage } from '../testing/open-page.js';
import { carers, measures, target, targets } from '../testing/plan.js';

async function open(shown: WorkItemView = target) {
  vi.spyOn(api.workflows, 'list').mockResolvedValue({ workflows: [targets] });
  vi.spyOn(api.workflows, 'read').mockResolvedValue(shown.workflow === cards.key ? cards : targets);
  vi.spyOn(api.workItems, 'read').mockResolvedValue(shown);
  return (await openPage(`/work-items/${shown.workflow}/${shown.reference}`)).wrapper;
}
const section = '[aria-labelledby="standing-by-measures"]';
const withMeasures = (changed: Partial<ItemMeasuresView>): WorkItemView => ({
  ...target,
  measures: { ...measures, ...changed },
});
const hrefs = (page: Awaited<ReturnType<typeof open>>) =>
  page
    .get(section)
    .findAll('a')
    .map((link) => link.attributes('href'));

beforeEach(() => {
  vi.spyOn(api.workItems, 'history').mockResolvedValue({ events: [], nextCursor: null });
  vi.spyOn(api.posts, 'list').mockResolvedValue({ posts: [], mayChange: false });
});
afterEach(() => {
  vi.restoreAllMocks();
  document.body.innerHTML = '';
});

test('a target says how it stands and why, and each measure by its number in a sentence, a drawing and a table', async () => {
  const page = await open();
  const standing = page.get(section);
  expect(standing.text()).toContain('Worked out today: off track.');
  expect(standing.findAll('ul > li').map((reason) => reason.text())).toEqual([
    'New foster carers: off track. At this pace 113 to 132.',
    'Actions: on track. 3 of 8 actions done; none late.',
  ]);
  expect(standing.get('h3').text()).toBe('Measure 1: New foster carers');
  expect(standing.get('.kept-chart__sentence').text()).toContain('113 to 132 of 150 by 31 March 2019');
  expect(standing.find('svg[role="img"]').exists()).toBe(true);
  expect(standing.findAll('tbody tr')).toHaveLength(5);
  expect(hrefs(page)).toContain('/work-items/business-plan-target/BT-2018-004/records/actuals');
});

test('where it is called otherwise than it comes to, it may be worked out anew', async () => {
  const page = await open();
  expect(page.get(`${section} .govuk-inset-text`).text()).toContain(
    'It is called “on track”, and comes to “off track” today.',
  );
  const button = page.get(`${section} a.govuk-button`);
  expect(button.text()).toBe('Work the state out anew');
  expect(button.attributes('href')).toBe('/work-items/business-plan-target/BT-2018-004/do/assess');
});

test('who may not do that is told whose it is, and is offered nothing', async () => {
  const page = await open({
    ...target,
    mayChange: false,
    transitions: target.transitions.map((each) => ({ ...each, allowed: false })),
  });
  expect(page.get(section).text()).toContain('Its owner or the lead of the plan may change that.');
  expect(hrefs(page)).toEqual([]);
});

test('where both agree nothing is said of it', async () => {
  const page = await open(withMeasures({ differs: false }));
  expect(page.find(`${section} .govuk-inset-text`).exists()).toBe(false);
});

test('where nothing is known, nothing is offered that would move it', async () => {
  const page = await open(withMeasures({ assessment: { is: 'unknown', reasons: [] }, measures: [] }));
  expect(page.get(section).text()).toContain('Worked out today: not known yet.');
  expect(page.find(`${section} a.govuk-button`).exists()).toBe(false);
  expect(page.get(section).text()).toContain('No measure yet.');
  expect(hrefs(page)).toEqual(['/work-items/business-plan-target/BT-2018-004/records/measures']);
});

test('a measure that is no longer asked stays with what it had come to', async () => {
  const page = await open(withMeasures({ measures: [{ ...carers, endedOn: '2019-01-04', forecast: null }] }));
  expect(page.get(section).text()).toContain(
    'No longer asked from 4 January 2019. Last counted on 31 December 2018: 93 foster carers.',
  );
  expect(page.find(`${section} svg`).exists()).toBe(false);
});

test('where the plan contradicts itself stays on the page, beside the measures as they were entered', async () => {
  const page = await open();
  expect(page.get('[aria-labelledby="record-contradictions"]').text()).toContain('once as 150 households');
});

test('an item without measures has no such part', async () => {
  expect((await open(card)).find(section).exists()).toBe(false);
});
