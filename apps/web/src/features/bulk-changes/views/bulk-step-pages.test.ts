import type { BulkChangeView } from '@kept/contracts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../../api/api.js';
import { workflow } from '../../work-items/testing/card.js';
import { openPage } from '../../work-items/testing/open-page.js';
import { headOfFostering } from '../../people/testing/people.js';

const accept = {
  ...workflow.transitions[1]!,
  key: 'accept',
  label: 'Accept',
  needsReason: false,
  needsOwnerPost: true,
};
const from = { key: 'corporate-parenting-officer', title: 'Corporate Parenting Officer' };
const step = {
  from: { key: 'triaged', title: 'Triaged' },
  to: { key: 'accepted', title: 'Accepted' },
  begins: [{ title: 'Answer to the young people', on: '2020-03-16' }],
  ends: [{ title: 'Decision on the card', on: '2020-03-02' }],
  lasting: null,
};
const lasting = 'This cannot be taken back: it closes the item.';
const done: BulkChangeView = {
  id: 'one',
  to: null,
  transition: { key: 'accept', label: accept.label, workflow: 'challenge-card' },
  dryRun: false,
  items: [
    { reference: 'CC-2020-001', title: 'Passports', version: 4, from, step, outcome: 'changed', because: null },
    {
      reference: 'CC-2020-002',
      title: 'Wifi',
      version: 4,
      from,
      step: { ...step, lasting },
      outcome: 'changed',
      because: null,
    },
    {
      reference: 'CC-2020-003',
      title: 'Buses',
      version: 1,
      from,
      step: { ...step, to: null, begins: [], ends: [] },
      outcome: 'refused',
      because: 'One thing is missing. Give the reason.',
    },
  ],
  changed: 2,
  refused: 1,
  stopped: null,
  undoUntil: '2020-02-17T09:10:00.000Z',
  undoneAt: null,
};
const preview: BulkChangeView = {
  ...done,
  id: null,
  dryRun: true,
  items: done.items.map((each) =>
    each.outcome === 'refused' ? each : { ...each, version: 3, outcome: 'would-change' },
  ),
  undoUntil: null,
};
const address = '/bulk-changes/step?workflow=challenge-card&items=CC-2020-001,CC-2020-002,CC-2020-003';

beforeEach(() => {
  vi.spyOn(api.workflows, 'list').mockResolvedValue({ workflows: [] });
  vi.spyOn(api.workflows, 'read').mockResolvedValue({ ...workflow, transitions: [accept] });
  vi.spyOn(api.posts, 'list').mockResolvedValue({ posts: [headOfFostering], mayChange: false });
});
afterEach(() => {
  vi.restoreAllMocks();
  document.body.innerHTML = '';
});

test('the step is chosen, what it asks is entered once, and each item says what would happen to it', async () => {
  const transitions = [{ key: 'accept', label: accept.label, items: 2 }];
  vi.spyOn(api.bulkChanges, 'options').mockResolvedValue({ workflow: 'challenge-card', transitions });
  const make = vi.spyOn(api.bulkChanges, 'make').mockResolvedValueOnce(preview).mockResolvedValueOnce(done);
  vi.spyOn(api.bulkChanges, 'read').mockResolvedValue(done);
  const { wrapper, router, settle } = await openPage(address);
  await settle();
  expect(wrapper.get('h1').text()).toContain('Which step do you want to take with 3 items?');
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(wrapper.get('.govuk-error-summary').text()).toContain('Choose the step');
  expect(wrapper.get('main').text()).toContain(`${accept.label} (2 of 3)`);
  await wrapper.get('input[value="accept"]').setValue(true);
  await wrapper.get('main form').trigger('submit');
  await vi.waitFor(() => expect(router.currentRoute.value.query['step']).toBe('accept'));
  await settle();
  expect(wrapper.get('h1').text()).toContain(`${accept.label}: 3 items`);
  await wrapper.get('#field-ownerPost').setValue('head-of-fostering');
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(make.mock.calls[0]).toMatchObject([
    { transition: 'accept', fields: { ownerPost: 'head-of-fostering' } },
    true,
  ]);
  const said = wrapper.get('main').text();
  expect(wrapper.get('h1').text()).toContain(`${accept.label}: take this step with 2 items?`);
  expect(said).toContain('1 of 3 would be refused and stay as they are.');
  expect(said).toContain('Triaged → Accepted');
  expect(said).toContain('Would begin: Answer to the young people, 16 March 2020');
  expect(said).toContain('Would end: Decision on the card, 2 March 2020');
  expect(said).toContain(lasting);
  expect(said).toContain('1 of them cannot be taken back');
  expect(said).toMatch(/You can undo the others for ten minutes/);
  expect(said).toContain('Give the reason.');
  await wrapper.get('main form').trigger('submit');
  await vi.waitFor(() => expect(router.currentRoute.value.path).toBe('/bulk-changes/one'), { timeout: 4000 });
  expect(make.mock.calls[1]![0].items).toEqual([
    { item: 'CC-2020-001', version: 3 },
    { item: 'CC-2020-002', version: 3 },
    { item: 'CC-2020-003', version: 1 },
  ]);
  await settle();
  await vi.waitFor(() => expect(wrapper.get('h1').text()).toContain(`${accept.label}: done with 2, 1 refused`));
  expect(wrapper.get('.govuk-inset-text').text()).toMatch(/10 minutes left.*1 cannot be taken back/s);
});

test('what was put back says so', async () => {
  const items = [
    { ...done.items[0]!, outcome: 'undone' as const },
    { ...done.items[1]!, outcome: 'refused' as const, because: lasting },
  ];
  const undone = { ...done, items, changed: 1, undoUntil: null, undoneAt: '2020-02-17T09:01:00.000Z' };
  vi.spyOn(api.bulkChanges, 'read').mockResolvedValue(undone);
  const { wrapper } = await openPage('/bulk-changes/one?workflow=challenge-card');
  expect(wrapper.get('h1').text()).toContain('1 put back, 1 refused');
  expect(wrapper.get('tbody').text()).toMatch(/Refused.*it closes the item.*Put back.*Accepted → Triaged/s);
});

test('with nothing chosen, or no step to take, the page says what to do', async () => {
  vi.spyOn(api.bulkChanges, 'options').mockResolvedValue({ workflow: 'challenge-card', transitions: [] });
  const { wrapper, router, settle } = await openPage(address);
  await settle();
  expect(wrapper.get('h1').text()).toContain('There is no step that you may take with these');
  await router.push('/bulk-changes/step?workflow=challenge-card');
  await settle();
  expect(wrapper.get('main').text()).toMatch(/No items are chosen.*tick the items/s);
});
