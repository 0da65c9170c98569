import type { BulkChangeView } from '@kept/contracts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../../api/api.js';
import { item, workflow } from '../../work-items/testing/card.js';
import { openPage } from '../../work-items/testing/open-page.js';
import { headOfFostering } from '../../people/testing/people.js';

const from = { key: 'corporate-parenting-officer', title: 'Corporate Parenting Officer' };
const preview: BulkChangeView = {
  id: null,
  to: { key: 'head-of-fostering', title: 'Head of Fostering' },
  transition: null,
  dryRun: true,
  items: [
    {
      reference: 'CC-2020-001',
      title: 'Passports',
      version: 3,
      from,
      step: null,
      outcome: 'would-change',
      because: null,
    },
    {
      reference: 'CC-2020-002',
      title: null,
      version: null,
      from: null,
      step: null,
      outcome: 'refused',
      because: 'There is none.',
    },
  ],
  changed: 1,
  refused: 1,
  stopped: null,
  undoUntil: null,
  undoneAt: null,
};
const done: BulkChangeView = {
  ...preview,
  id: 'one',
  dryRun: false,
  items: preview.items.map((each) => (each.outcome === 'refused' ? each : { ...each, version: 4, outcome: 'changed' })),
  undoUntil: '2020-02-17T09:10:00.000Z',
};

beforeEach(() => {
  vi.spyOn(api.workflows, 'list').mockResolvedValue({ workflows: [] });
  vi.spyOn(api.workflows, 'read').mockResolvedValue(workflow);
  vi.spyOn(api.workItems, 'list').mockResolvedValue({ items: [item], nextCursor: null });
  vi.spyOn(api.posts, 'list').mockResolvedValue({ posts: [headOfFostering], mayChange: false });
});
afterEach(() => {
  vi.restoreAllMocks();
  document.body.innerHTML = '';
});

test('ticking nothing is a plain error, and what is ticked is carried to the form', async () => {
  const { wrapper, router, settle } = await openPage('/work-items/challenge-card');
  const press = () => wrapper.findAll('button').find((each) => each.text() === 'Change owner of the chosen')!;
  await press().trigger('click');
  await settle();
  expect(wrapper.get('.govuk-error-summary').text()).toContain('Tick the items whose owner is to change');
  const box = wrapper.get(`#choose-${item.reference}`);
  expect(wrapper.get(`label[for="choose-${item.reference}"]`).text()).toBe(`Choose ${item.reference}`);
  await box.setValue(true);
  expect(wrapper.find('.govuk-error-summary').exists()).toBe(false);
  expect(wrapper.text()).toContain('1 of 1 chosen');
  await press().trigger('click');
  await vi.waitFor(() => expect(router.currentRoute.value.query['items']).toBe(item.reference), { timeout: 4000 });
  await settle();
  await vi.waitFor(() => expect(wrapper.get('h1').text()).toContain('Who is to own 1 item?'));
});

test('the chosen are looked at, changed with the versions that were seen, and taken back while there is time', async () => {
  const make = vi.spyOn(api.bulkChanges, 'make').mockResolvedValueOnce(preview).mockResolvedValueOnce(done);
  const read = vi.spyOn(api.bulkChanges, 'read').mockResolvedValue(done);
  const { wrapper, router, settle } = await openPage(
    '/bulk-changes/owner?workflow=challenge-card&items=CC-2020-001,CC-2020-002',
  );
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(wrapper.get('.govuk-error-summary').text()).toMatch(/Choose the new owner post.*Enter the reason/s);
  await wrapper.get('#field-ownerPost').setValue('head-of-fostering');
  await wrapper.get('#field-reason').setValue('Moved with the team');
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(wrapper.get('h1').text()).toContain('Change the owner of 1 item to Head of Fostering?');
  expect(wrapper.get('main').text()).toMatch(
    /1 of 2 would be refused.*Corporate Parenting Officer → Head of Fostering/s,
  );
  await wrapper.get('main form').trigger('submit');
  await vi.waitFor(() => expect(router.currentRoute.value.path).toBe('/bulk-changes/one'), { timeout: 4000 });
  expect(make).toHaveBeenLastCalledWith(
    {
      items: [
        { item: 'CC-2020-001', version: 3 },
        { item: 'CC-2020-002', version: null },
      ],
      ownerPost: 'head-of-fostering',
      reason: 'Moved with the team',
    },
    false,
    { idempotencyKey: expect.stringMatching(/.+/) },
  );
  await settle();
  await vi.waitFor(() => expect(wrapper.get('h1').text()).toContain('The owner of 1 changed, 1 refused'));
  expect(wrapper.findAll('tbody tr').map((row) => row.text())).toEqual([
    expect.stringMatching(/CC-2020-002.*Refused/s),
    expect.stringMatching(/CC-2020-001.*Changed/s),
  ]);
  expect(wrapper.get('.govuk-inset-text').text()).toContain('10 minutes left');
  const undone: BulkChangeView = {
    ...done,
    items: [{ ...done.items[0]!, outcome: 'undone' }],
    refused: 0,
    undoUntil: null,
    undoneAt: '2020-02-17T09:01:00.000Z',
  };
  vi.spyOn(api.bulkChanges, 'undo').mockResolvedValue(undone);
  read.mockResolvedValue(undone);
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(wrapper.get('h1').text()).toContain('1 given back');
  expect(wrapper.get('tbody').text()).toContain('Given back');
});

test('a change that stopped half way says so, and an undo that did can be gone on with at any time', async () => {
  const read = vi.spyOn(api.bulkChanges, 'read').mockResolvedValue({ ...done, stopped: 'change' });
  const { wrapper, settle } = await openPage('/bulk-changes/one?workflow=challenge-card');
  expect(wrapper.get('h1').text()).toContain('The owner of 1 changed, 1 refused or not reached');
  expect(wrapper.get('main').text()).toContain('The change stopped half way.');
  const half: BulkChangeView = { ...done, stopped: 'undo', undoUntil: null };
  const undo = vi.spyOn(api.bulkChanges, 'undo').mockResolvedValue(half);
  read.mockResolvedValue(half);
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(wrapper.get('h1').text()).toContain('1 given back, 1 refused or not reached');
  expect(wrapper.get('main form button').text()).toBe('Go on with the undo');
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(undo).toHaveBeenCalledTimes(2);
});

test('after ten minutes there is no button, and with nothing chosen the page says what to do', async () => {
  vi.spyOn(api.bulkChanges, 'read').mockResolvedValue({ ...done, undoUntil: '2020-02-17T08:59:00.000Z' });
  const { wrapper, router, settle } = await openPage('/bulk-changes/one?workflow=challenge-card');
  expect(wrapper.get('main').text()).toContain('The ten minutes in which this could be undone have passed.');
  expect(wrapper.find('main form button').exists()).toBe(false);
  await router.push('/bulk-changes/owner?workflow=challenge-card');
  await settle();
  await vi.waitFor(() => expect(wrapper.get('h1').text()).toContain('No items are chosen'));
  expect(wrapper.get('main').text()).toMatch(/Go back to the list.*tick the items/s);
});
