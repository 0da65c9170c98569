import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../../api/api.js';
import { Unreachable } from '../../../api/problem.js';
import { item, workflow } from '../testing/card.js';
import { openPage } from '../testing/open-page.js';

beforeEach(() => {
  vi.spyOn(api.workflows, 'read').mockResolvedValue(workflow);
  vi.spyOn(api.workflows, 'list').mockResolvedValue({ workflows: [] });
  vi.spyOn(api.workItems, 'read').mockResolvedValue(item);
  vi.spyOn(api.workItems, 'history').mockResolvedValue({ events: [], nextCursor: null });
  vi.spyOn(api.posts, 'list').mockResolvedValue({ posts: [], mayChange: false });
});
afterEach(() => {
  vi.restoreAllMocks();
  document.body.innerHTML = '';
});

type Opened = Awaited<ReturnType<typeof openPage>>;
const button = ({ wrapper }: Opened, words: string) =>
  wrapper.findAll('button').find((each) => each.text().startsWith(words));

test('an item is followed and followed no longer by one button, which says what it does next', async () => {
  const begin = vi.spyOn(api.follows, 'begin').mockResolvedValue(undefined);
  const end = vi.spyOn(api.follows, 'end').mockRejectedValueOnce(new Unreachable()).mockResolvedValue(undefined);
  const page = await openPage(`/work-items/challenge-card/${item.reference}`);
  await button(page, 'Follow')!.trigger('click');
  await page.settle();
  expect(begin).toHaveBeenCalledWith(item.reference);
  expect(page.wrapper.text()).toContain('You follow this: you are told when its state, owner or a date changes.');
  await button(page, 'Stop following')!.trigger('click');
  await page.settle();
  expect(page.wrapper.text()).toContain('The service did not answer, and nothing was changed.');
  await button(page, 'Stop following')!.trigger('click');
  await page.settle();
  expect(end).toHaveBeenCalledTimes(2);
  expect(button(page, 'Follow')).toBeDefined();
});

test('what I follow stands in a list of its own, and is let go there', async () => {
  const list = vi.spyOn(api.workItems, 'list').mockResolvedValue({ items: [item], nextCursor: null });
  const end = vi.spyOn(api.follows, 'end').mockResolvedValue(undefined);
  const page = await openPage('/following');
  expect(list).toHaveBeenCalledWith(expect.objectContaining({ followed: 'me' }));
  expect(page.wrapper.get('h1').text()).toBe('What I follow');
  expect(page.wrapper.get('tbody th').text()).toContain(item.reference);
  list.mockResolvedValue({ items: [], nextCursor: null });
  await button(page, 'Stop following')!.trigger('click');
  await page.settle();
  expect(end).toHaveBeenCalledWith(item.reference);
  expect(page.wrapper.text()).toContain('You follow nothing at the moment.');
  expect(document.activeElement?.textContent).toBe('What I follow');
});
