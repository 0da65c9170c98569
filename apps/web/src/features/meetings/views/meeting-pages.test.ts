import { focusManager } from '@tanstack/vue-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../../api/api.js';
import { ApiProblem } from '../../../api/problem.js';
import { openPage } from '../../work-items/testing/open-page.js';

const panel = {
  id: '01a2072a-7f5b-7cc0-8a39-b94c18a6236c',
  body: { key: 'corporate-parenting-panel', title: 'Corporate Parenting Panel' },
  date: '2020-03-12',
  title: 'Corporate Parenting Panel',
  held: false,
  agendaOn: '2020-03-04',
};
const bodies = [panel.body, { key: 'ocypc', title: 'Our Children and Young People’s Council' }];

beforeEach(() => {
  vi.spyOn(api.workflows, 'list').mockResolvedValue({ workflows: [] });
  vi.spyOn(api.meetings, 'list').mockResolvedValue({ meetings: [], bodies, mayMove: true, nextCursor: null });
  vi.spyOn(api.meetings, 'read').mockResolvedValue({ meeting: panel, mayMove: true } as never);
});
afterEach(() => {
  vi.restoreAllMocks();
  document.body.innerHTML = '';
});

test.each([
  ['2020-02-14', 'a day that has passed is said to have', true],
  ['2020-02-17', 'today has not passed', false],
  ['2020-03-19', 'a day to come has not passed', false],
])('a meeting moved to %s: %s, before it is moved', async (date, _, passed) => {
  vi.spyOn(api.meetings, 'move').mockResolvedValue({ meeting: { ...panel, date }, moved: [], late: [], unseen: 0 });
  const { wrapper, settle } = await openPage(`/meetings/${panel.id}/move`);
  for (const [part, value] of Object.entries({ year: date.slice(0, 4), month: date.slice(5, 7), day: date.slice(8) }))
    await wrapper.get(`#field-date-${part}`).setValue(value);
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(api.meetings.move).toHaveBeenCalledExactlyOnceWith(panel.id, { date, dryRun: true });
  expect(wrapper.text().includes('This day has passed.')).toBe(passed);
  expect(wrapper.get('main form button').text()).toBe('Move the meeting');
});

test('the dates of a year are refused line by line, shown with what they move, and added together', async () => {
  const added = { meetings: [{ ...panel, date: '2020-06-02' }], moved: [], late: [], unseen: 2 };
  const add = vi
    .spyOn(api.meetings, 'add')
    .mockRejectedValueOnce(refusedBy({ field: 'dates.1', text: '16 February 2020 has passed.' }))
    .mockResolvedValue(added);
  const { wrapper, settle } = await openPage('/meetings/new');
  await wrapper.get(`input[value="${panel.body.key}"]`).setValue(true);
  const send = async (dates: string) => {
    await wrapper.get('#dates').setValue(dates);
    await wrapper.get('main form').trigger('submit');
    await settle();
  };
  await send('2 June 2020\n31 June 2020');
  expect(wrapper.get('#dates-error').text()).toContain('Line 2: “31 June 2020” is not a date.');
  expect(add).not.toHaveBeenCalled();
  await send('2 June 2020\n\n16/2/2020');
  expect(wrapper.get('#dates-error').text()).toContain('Line 3: 16 February 2020 has passed.');
  await send('2 June 2020');
  expect(wrapper.get('h1').text()).toContain('Add 1 meeting?');
  expect(wrapper.get('main tbody').text()).toContain('Tuesday 2 June 2020');
  expect(wrapper.text()).toContain('2 items that you may not see move with it too.');
  await wrapper.get('main form').trigger('submit');
  await settle();
  const asked = { body: panel.body.key, dates: ['2020-06-02'] };
  expect(add.mock.calls.slice(1).map(([body]) => body)).toEqual([
    { ...asked, dryRun: true },
    { ...asked, dryRun: false },
  ]);
});

test('a meeting that items go by stays, and says how many they are', async () => {
  const detail = '3 items go by this meeting and by no other, so it stays.';
  vi.spyOn(api.meetings, 'remove').mockRejectedValue(
    new ApiProblem({ type: 'about:blank', title: 'Conflict', status: 409, detail }),
  );
  const { wrapper } = await openPage(`/meetings/${panel.id}/take-away`);
  expect(wrapper.get('h1').text()).toBe('This meeting stays');
  expect(wrapper.text()).toContain(detail);
  expect(wrapper.find('main form').exists()).toBe(false);
});

test('what taking a meeting away would move is asked once, and its page never says that it is gone', async () => {
  const remove = vi.spyOn(api.meetings, 'remove').mockResolvedValue({ meeting: panel, moved: [], late: [], unseen: 0 });
  const { wrapper, router, settle } = await openPage(`/meetings/${panel.id}/take-away`);
  focusManager.setFocused(false);
  focusManager.setFocused(true);
  await settle();
  expect(remove.mock.calls).toEqual([[panel.id, true]]);
  const read = vi.mocked(api.meetings.read).mockClear().mockRejectedValue(gone);
  await wrapper.get('main form').trigger('submit');
  await settle();
  await vi.waitFor(() => expect(router.currentRoute.value.path).toBe('/meetings'));
  expect(remove.mock.calls.slice(1)).toEqual([[panel.id, false]]);
  expect(read).not.toHaveBeenCalled();
});

test('days that were only looked at are there again after a look at another page, until they are added', async () => {
  const added = { meetings: [{ ...panel, date: '2020-06-02' }], moved: [], late: [], unseen: 0 };
  vi.spyOn(api.meetings, 'add').mockResolvedValue(added);
  const { wrapper, router, settle } = await openPage('/meetings/new');
  const go = async (path: string) => {
    await router.push(path);
    await settle();
  };
  const send = async () => {
    await wrapper.get('main form').trigger('submit');
    await settle();
  };
  const typed = () => wrapper.get<HTMLTextAreaElement>('#dates').element.value;
  await wrapper.get(`input[value="${panel.body.key}"]`).setValue(true);
  await wrapper.get('#dates').setValue('2 June 2020');
  await send();
  await wrapper.get('main .govuk-button--secondary').trigger('click');
  expect([typed(), wrapper.text().includes('still below')]).toEqual(['2 June 2020', false]);
  await send();
  await go('/meetings');
  await go('/meetings/new');
  expect([typed(), wrapper.text().includes('still below')]).toEqual(['2 June 2020', true]);
  await send();
  await send();
  await go('/meetings/new');
  expect(typed()).toBe('');
});

test('a date that was only looked at is kept in the same way, and cancelling the step that follows lets it go', async () => {
  vi.spyOn(api.meetings, 'move').mockResolvedValue({ meeting: panel, moved: [], late: [], unseen: 0 });
  const { wrapper, router, settle } = await openPage(`/meetings/${panel.id}/move`);
  const again = async () => {
    await router.push('/meetings');
    await router.push(`/meetings/${panel.id}/move`);
    await settle();
    return wrapper.get<HTMLInputElement>('#field-date-day').element.value;
  };
  for (const [part, value] of [
    ['day', '19'],
    ['month', '03'],
    ['year', '2020'],
  ])
    await wrapper.get(`#field-date-${part}`).setValue(value);
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(await again()).toBe('19');
  await wrapper.get('main form').trigger('submit');
  await settle();
  await wrapper.get('main .govuk-button-group a').trigger('click');
  await settle();
  expect(await again()).toBe('');
});

const gone = new ApiProblem({
  type: 'about:blank',
  title: 'Not Found',
  status: 404,
  detail: 'There is no such meeting.',
});

function refusedBy(missing: { field: string; text: string }): ApiProblem {
  const detail = 'One thing is missing or untrue.';
  return new ApiProblem({ type: 'about:blank', title: 'Refused', status: 422, detail, missing: [missing] });
}
