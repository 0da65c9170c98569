import type { NoticeView } from '@kept/contracts';
import { noticeKinds, noticeStatuses } from '@kept/contracts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../../api/api.js';
import { openPage } from '../../work-items/testing/open-page.js';
import { newsInWords, statusInWords } from '../composables/notice-words.js';

const notice: NoticeView = {
  id: '0197f7a4-0000-7000-8000-000000000020',
  kind: 'overdue',
  reference: 'CC-2020-001',
  workflow: 'Challenge card',
  post: { key: 'head-of-fostering', title: 'Head of Fostering' },
  dueOn: '2020-02-14',
  late: false,
  status: 'sent',
  channel: 'email',
  at: '2020-02-17T08:00:00.000Z',
  statusAt: '2020-02-17T08:00:01.000Z',
  read: false,
};

beforeEach(() => {
  vi.spyOn(api.notices, 'count').mockResolvedValue({ unread: 1 });
  vi.spyOn(api.notices, 'list').mockResolvedValue({ notices: [notice], nextCursor: null });
});
afterEach(() => {
  vi.restoreAllMocks();
  document.body.innerHTML = '';
});

test('messages say what is new, to whom, and how far they have come, and are marked as read', async () => {
  const read = vi.spyOn(api.notices, 'read').mockResolvedValue(undefined);
  const page = await openPage('/messages');
  expect(page.wrapper.find('h1').text()).toBe('Messages');
  expect(page.wrapper.find('nav[aria-label="Menu"]').text()).toContain('Messages (1 unread)');
  const row = page.wrapper.find('.kept-table tbody tr').text().replace(/\s+/g, ' ');
  expect(row).toContain('CC-2020-001');
  expect(row).toContain('Overdue, it was due on 14 February 2020 UnreadTo Head of Fostering');
  expect(row).toContain('17 February 2020, 08:00');
  expect(row).toContain('Sent by e-mail');
  await page.wrapper
    .findAll('button')
    .find((button) => button.text().startsWith('Mark all'))!
    .trigger('click');
  await page.settle();
  expect(read).toHaveBeenCalledWith([notice.id]);
});

test('without messages the page says when there are some', async () => {
  vi.spyOn(api.notices, 'list').mockResolvedValue({ notices: [], nextCursor: null });
  const page = await openPage('/messages');
  expect(page.wrapper.text()).toContain('You are told here when an item comes to a post of yours');
});

test('how you are told is chosen and saved, and an address for a calendar is shown once', async () => {
  vi.spyOn(api.telling, 'preferences').mockResolvedValue({ mode: 'at-once', channel: 'email', followed: 'daily' });
  vi.spyOn(api.telling, 'feed').mockResolvedValue({ madeAt: null });
  const change = vi.spyOn(api.telling, 'change').mockImplementation(async (to) => to);
  vi.spyOn(api.telling, 'makeFeed').mockResolvedValue({ path: '/calendar/secret.ics', madeAt: notice.at });
  const page = await openPage('/messages/how-you-are-told');
  await page.wrapper.find('input[value="daily"]').setValue();
  await page.wrapper.find('main form').trigger('submit');
  await page.settle();
  expect(change).toHaveBeenCalledWith({ mode: 'daily', channel: 'email', followed: 'daily' });
  expect(page.wrapper.find('[role="alert"]').text()).toContain('How you are told is saved.');
  await page.wrapper
    .findAll('button')
    .find((button) => button.text() === 'Make an address')!
    .trigger('click');
  await page.settle();
  const shown = page.wrapper.find('#feed-address').element as HTMLInputElement;
  expect(shown.value).toMatch(/\/calendar\/secret\.ics$/);
});

test('an administrator releases what was set aside, or gives it up', async () => {
  vi.spyOn(api.notices, 'setAside').mockResolvedValue({ notices: [{ ...notice, status: 'quarantined' }] });
  const decide = vi.spyOn(api.notices, 'decide').mockResolvedValue(undefined);
  const page = await openPage('/messages/set-aside');
  await page.wrapper
    .findAll('button')
    .find((button) => button.text().startsWith('Release'))!
    .trigger('click');
  await page.settle();
  expect(decide).toHaveBeenCalledWith(notice.id, 'release');
});

test('every kind and every status has its words', () => {
  for (const kind of noticeKinds) {
    // A mention is about no date, and what is followed moved in one way or another.
    if (kind === 'mention' || kind === 'followed') continue;
    expect(newsInWords({ kind, dueOn: '2020-02-14', late: true })).toMatch(/14 February 2020 \(told late\)$/);
    expect(newsInWords({ kind, dueOn: null, late: false })).not.toContain('null');
  }
  const words = noticeStatuses.map((status) => statusInWords({ status, channel: 'teams' }));
  expect(new Set(words).size).toBe(noticeStatuses.length);
});
