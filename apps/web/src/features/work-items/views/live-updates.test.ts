import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../../api/api.js';
import { useUpdates } from '../../../live/updates.js';
import { item, workflow } from '../testing/card.js';
import { openPage } from '../testing/open-page.js';

const path = '/work-items/challenge-card/CC-2019-002';
const changed = { ...item, version: 5, title: 'Our words', fields: { ...item.fields, question: 'Why “respite”?' } };
const event = { reference: 'CC-2019-002', workflow: 'challenge-card', type: 'fields-edited', version: 5, own: false };

beforeEach(() => {
  vi.spyOn(api.workflows, 'read').mockResolvedValue(workflow);
  vi.spyOn(api.workItems, 'read').mockResolvedValue(item);
  vi.spyOn(api.workItems, 'history').mockResolvedValue({ events: [], nextCursor: null });
  vi.spyOn(api.posts, 'list').mockResolvedValue({ posts: [], mayChange: false });
});
afterEach(() => {
  vi.restoreAllMocks();
  document.body.innerHTML = '';
});

type Page = Awaited<ReturnType<typeof openPage>>;
const bar = ({ wrapper }: Page) => wrapper.get('.kept-updates');

async function hears(page: Page, more: Partial<typeof event> = {}): Promise<void> {
  useUpdates().hear({ event: { ...event, ...more } });
  await page.settle();
}

test('a page says that there is something new, and shows it when it is asked to, with the focus where it was', async () => {
  const page = await openPage(path);
  await hears(page, { reference: 'CC-2019-001' });
  expect(bar(page).text()).toBe('');
  await hears(page);
  expect(bar(page).get('.kept-updates__line p').text()).toBe('1 update');
  expect(bar(page).get('div[role=status]').text()).toBe('New at the foot of the page: 1 update');
  expect(page.wrapper.get('h1').text()).toContain('Mind Your Language');
  vi.spyOn(api.workItems, 'read').mockResolvedValue(changed);
  const link = page.wrapper.get('main a').element as HTMLElement;
  link.focus();
  const button = bar(page).get('button');
  (button.element as HTMLElement).focus();
  await button.trigger('click');
  await page.settle();
  expect(page.wrapper.get('h1').text()).toContain('Our words');
  expect([bar(page).text(), document.activeElement]).toEqual(['', link]);
});

test('a form says before it is saved that somebody else changed the item, and shows both versions when asked', async () => {
  const page = await openPage(`${path}/fields/question`);
  await page.wrapper.get('#field-question').setValue('Why “contact”?');
  vi.spyOn(api.workItems, 'read').mockResolvedValue(changed);
  await hears(page);
  expect(bar(page).text()).toContain('Somebody else changed this item. What you typed stays.');
  expect(page.wrapper.find('.kept-versions').exists()).toBe(false);
  await bar(page).get('button').trigger('click');
  await page.settle();
  expect(page.wrapper.findAll('.kept-versions dd').map((side) => side.text())[1]).toBe('Why “respite”?');
  expect(bar(page).text()).toBe('');
});

test('who is changing it is said on the item and on its forms; a form says so of its own officer, a page does not', async () => {
  const editors = [{ name: 'Marcus Oyelaran', since: '2020-02-17T10:42:00.000Z' }];
  vi.spyOn(api.live, 'editing').mockResolvedValue({ editors });
  const begun = vi.spyOn(api.live, 'beginEditing');
  const ended = vi.spyOn(api.live, 'endEditing').mockResolvedValue(undefined);
  begun.mockResolvedValue({ editors });
  const page = await openPage(path);
  expect(bar(page).text()).toBe('Marcus Oyelaran is changing this now, since 10:42.');
  expect(begun).not.toHaveBeenCalled();
  await page.router.push(`${path}/fields/question`);
  await page.settle();
  expect(bar(page).text()).toBe('Marcus Oyelaran is changing this now, since 10:42.');
  expect(begun).toHaveBeenCalledExactlyOnceWith('CC-2019-002');
  await page.router.push('/about');
  await page.settle();
  expect(ended).toHaveBeenCalledExactlyOnceWith('CC-2019-002');
  expect(bar(page).text()).toBe('');
});
