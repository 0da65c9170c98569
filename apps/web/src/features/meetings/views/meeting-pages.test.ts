import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../../api/api.js';
import { openPage } from '../../work-items/testing/open-page.js';

const panel = {
  id: '01a2072a-7f5b-7cc0-8a39-b94c18a6236c',
  body: { key: 'corporate-parenting-panel', title: 'Corporate Parenting Panel' },
  date: '2020-03-12',
  title: 'Corporate Parenting Panel',
  held: false,
  agendaOn: '2020-03-04',
};

beforeEach(() => {
  vi.spyOn(api.workflows, 'list').mockResolvedValue({ workflows: [] });
  vi.spyOn(api.meetings, 'list').mockResolvedValue({ meetings: [panel], mayMove: true, nextCursor: null });
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
