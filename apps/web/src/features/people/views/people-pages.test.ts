import type { HandOverView } from '@kept/contracts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Router } from 'vue-router';
import { api } from '../../../api/api.js';
import { ApiProblem } from '../../../api/problem.js';
import { openPage } from '../../work-items/testing/open-page.js';
import { farah, headOfFostering, postPage, preview } from '../testing/people.js';

const people = { people: [farah, { ...farah, id: 'kit', name: 'Kit Ravensworth', posts: [] }], mayChange: true };

beforeEach(() => {
  vi.spyOn(api.workflows, 'list').mockResolvedValue({ workflows: [] });
  vi.spyOn(api.people, 'list').mockResolvedValue(people);
  vi.spyOn(api.people, 'read').mockResolvedValue(farah);
  vi.spyOn(api.posts, 'list').mockResolvedValue({ posts: [headOfFostering], mayChange: true });
  vi.spyOn(api.posts, 'read').mockResolvedValue(postPage);
});
afterEach(() => {
  vi.restoreAllMocks();
  document.body.innerHTML = '';
});

const opened = (router: Router, at: string) =>
  vi.waitFor(() => expect(router.currentRoute.value.path).toBe(at), { timeout: 4000 });

test('people are found by name or post, and the search is in the address', async () => {
  const { wrapper, router, settle } = await openPage('/people?q=fostering');
  const rows = () => wrapper.findAll('tbody tr').map((row) => row.text());
  expect(rows()).toEqual([expect.stringMatching(/Farah Quill.*Head of Fostering.*Yes/s)]);
  await router.push('/people?q=nobody');
  await settle();
  expect(wrapper.text()).toContain('Nobody is found for “nobody”.');
});

test('who may only read is offered no change of a person or a post', async () => {
  vi.spyOn(api.people, 'read').mockResolvedValue({ ...farah, mayChange: false });
  vi.spyOn(api.posts, 'read').mockResolvedValue({ ...postPage, mayChange: false, mayHandOver: false });
  const { wrapper, router, settle } = await openPage('/people/farah');
  expect(wrapper.get('main').text()).not.toMatch(/Say that|Change name|End it/);
  await router.push('/posts/head-of-fostering');
  await settle();
  expect(wrapper.get('main').text()).not.toMatch(/Appoint|Arrange|Hand over|Rename/);
  await router.push('/people/farah/leaving');
  await opened(router, '/people/farah/leaving');
  await settle();
  await vi.waitFor(() => expect(wrapper.get('h1').text()).toBe('This is not yours to do'));
});

test('somebody leaves in two steps, and a refusal stands at its field', async () => {
  const leave = vi.spyOn(api.people, 'leave').mockRejectedValueOnce(
    new ApiProblem({
      type: 'about:blank',
      title: 'Refused',
      status: 422,
      detail: 'One thing is missing or untrue.',
      missing: [{ field: 'lastDay', text: 'You cannot end your own way in at once.' }],
    }),
  );
  leave.mockResolvedValue(preview);
  const { wrapper, router, settle } = await openPage('/people/farah/leaving');
  for (const [part, value] of [
    ['day', '17'],
    ['month', '2'],
    ['year', '2020'],
  ])
    await wrapper.get(`#field-lastDay-${part}`).setValue(value);
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(wrapper.get('.govuk-error-summary').text()).toContain('You cannot end your own way in at once.');
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(wrapper.get('h1').text()).toBe('Farah Quill leaves: last day 17 February 2020?');
  expect(wrapper.get('tbody tr').text()).toMatch(
    /Head of Fostering.*3 open items.*CC-2020-001.*and 2 more.*Kit Ravensworth/s,
  );
  expect(leave).toHaveBeenLastCalledWith('farah', { lastDay: '2020-02-17' }, true);
  await wrapper.get('main .govuk-button--secondary').trigger('click');
  await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('When does Farah Quill leave?'));
  expect(wrapper.text()).not.toContain('still below');
  await wrapper.get('main form').trigger('submit');
  await settle();
  // A look at another page in the middle of it takes nothing away.
  await router.push('/people/farah');
  await router.push('/people/farah/leaving');
  await settle();
  expect(wrapper.text()).toContain('still below');
  await wrapper.get('main form').trigger('submit');
  await settle();
  await wrapper.get('main form').trigger('submit');
  await opened(router, '/people/farah');
  expect(leave).toHaveBeenLastCalledWith('farah', { lastDay: '2020-02-17' }, false);
});

test('who wrote down a leaving is offered to take it back while it is fresh', async () => {
  const leaving = { lastDay: '2020-02-17', gone: true };
  vi.spyOn(api.people, 'read').mockResolvedValue({ ...farah, leaving, undoUntil: '2020-02-17T09:10:00.000Z' });
  const { wrapper } = await openPage('/people/farah');
  expect(wrapper.get('.govuk-inset-text').text()).toMatch(/Until 17 February 2020, 09:10.*Undo the leaving/s);
  expect(wrapper.text()).toContain('Say that they come back');
});

test('a vacant post says since when, who acts and what waits in it', async () => {
  const { wrapper, router, settle } = await openPage('/posts?show=vacant');
  expect(wrapper.get('tbody tr').text()).toMatch(/17 February 2020.*Kit Ravensworth.*3 open items/s);
  await router.push('/posts/head-of-fostering');
  await settle();
  expect(wrapper.get('main').text()).toMatch(/Vacant since 17 February 2020\. Kit Ravensworth acts/);
});

test('what waits in a post is handed over with a preview, and a result for each item', async () => {
  const result: HandOverView = {
    from: { key: 'head-of-fostering', title: 'Head of Fostering' },
    to: { key: 'participation-lead', title: 'Participation Lead' },
    dryRun: true,
    items: [
      { reference: 'CC-2020-001', title: 'A card', outcome: 'would-change', because: null },
      { reference: 'CC-2020-002', title: null, outcome: 'refused', because: 'The item is closed.' },
    ],
    changed: 1,
    refused: 1,
    left: 0,
  };
  const other = { ...headOfFostering, key: 'participation-lead', title: 'Participation Lead' };
  vi.spyOn(api.posts, 'list').mockResolvedValue({ posts: [headOfFostering, other], mayChange: true });
  const handOver = vi.spyOn(api.posts, 'handOver').mockResolvedValue(result);
  const { wrapper, settle } = await openPage('/posts/head-of-fostering/hand-over');
  await wrapper.get('#field-to').setValue('participation-lead');
  await wrapper.get('#field-reason').setValue('They left');
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(wrapper.get('h1').text()).toBe('Hand over 1 item to Participation Lead?');
  expect(wrapper.get('tbody').text()).toMatch(
    /CC-2020-001.*Would be handed over.*CC-2020-002.*Refused.*The item is closed/s,
  );
  handOver.mockResolvedValue({
    ...result,
    dryRun: false,
    items: result.items.map((item) => (item.outcome === 'refused' ? item : { ...item, outcome: 'changed' as const })),
  });
  await wrapper.get('main form').trigger('submit');
  await settle();
  await vi.waitFor(() => expect(wrapper.get('h1').text()).toBe('1 handed over, 1 refused'));
  await vi.waitFor(() => expect(document.activeElement).toBe(wrapper.get('h1').element));
});
