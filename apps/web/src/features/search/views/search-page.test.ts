import type { ItemHitView, MeetingHitView, SearchHitView, SearchView, WorkItemView } from '@kept/contracts';
import { enableAutoUnmount } from '@vue/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { nextTick } from 'vue';
import { api } from '../../../api/api.js';
import { ApiProblem } from '../../../api/problem.js';
import { openPage } from '../../work-items/testing/open-page.js';

const item = {
  reference: 'CC-2018-001',
  workflow: 'challenge-card',
  title: 'Passports in time',
  state: 'accepted',
  stateLabel: 'Accepted',
  closed: false,
  exempt: false,
};
const hit = (id: string, more: Partial<ItemHitView> = {}): ItemHitView => ({
  kind: 'item',
  id,
  no: null,
  at: '2020-02-17T09:00:00.000Z',
  item,
  excerpts: [{ where: 'title', label: 'Title', text: 'Passports in time', highlights: [{ from: 0, to: 9 }] }],
  ...more,
});
const note = {
  where: 'note',
  label: 'What it shows',
  text: 'A <b>passport</b> came',
  highlights: [{ from: 5, to: 13 }],
};
const answer = (hits: SearchHitView[], nextCursor: string | null = null): SearchView => ({ hits, nextCursor });
const find = () => vi.mocked(api.search.find);
const none = new ApiProblem({ type: 'about:blank', title: 'Not found', status: 404, detail: '' });

// An application that stays would hear the keys of the next.
enableAutoUnmount(afterEach);
beforeEach(() => {
  vi.restoreAllMocks();
  const title = { officer: 'Challenge card', plain: '' };
  const workflow = { key: 'challenge-card', version: 1, reference: 'CC', title, mayCreate: true };
  vi.spyOn(api.workflows, 'list').mockResolvedValue({ workflows: [workflow] });
  vi.spyOn(api.savedViews, 'list').mockResolvedValue({ views: [], mayShare: false, roles: [] });
  vi.spyOn(api.search, 'find').mockResolvedValue(answer([]));
});

test('what is found is marked by its places, and nothing of it is markup', async () => {
  const evidence = hit('e', { kind: 'evidence', no: 2, excerpts: [note] });
  find().mockResolvedValue(answer([hit('i'), evidence], 'next'));
  const { wrapper } = await openPage('/search?q=passport&kind=&workflow=challenge-card&cursor=c');
  expect(find()).toHaveBeenCalledWith({ q: 'passport', workflow: 'challenge-card', cursor: 'c' });
  expect(wrapper.findAll('.kept-hits mark').map((mark) => mark.text())).toEqual(['Passports', 'passport']);
  expect(wrapper.find('.kept-hits b').exists()).toBe(false);
  const links = wrapper.findAll('.kept-hits a').map((link) => link.attributes('href'));
  expect(links).toEqual(['/work-items/challenge-card/CC-2018-001', '/work-items/challenge-card/CC-2018-001#evidence']);
  expect(wrapper.get('.govuk-pagination a').attributes('href')).toContain('cursor=next');
  expect(wrapper.findAll('form[role="search"]')).toHaveLength(1);
});

test('what was minuted leads to its place in the minutes, and an item of an agenda to its place there', async () => {
  const meeting: MeetingHitView['meeting'] = {
    id: 'm',
    body: { key: 'panel', title: 'Corporate Parenting Panel' },
    date: '2020-02-18',
    title: 'Minute 23',
    place: 'o',
    exempt: false,
  };
  const base = { id: 'h', no: 23, at: '2020-02-18T12:00:00.000Z' };
  const marked = (where: string, text: string, from: number, to: number) => {
    return { where, label: where, text, highlights: [{ from, to }] };
  };
  const outcome = marked('outcome', 'Passports sooner', 0, 9);
  const minute: MeetingHitView = { ...base, kind: 'minute', meeting, excerpts: [outcome] };
  const entry: MeetingHitView = {
    ...base,
    id: 'e',
    no: 7,
    kind: 'agenda',
    meeting: { ...meeting, title: 'Passports', place: 'i', exempt: true },
    excerpts: [marked('title', 'Passports', 0, 9), marked('date', '18 February 2020', 3, 11)],
  };
  find().mockResolvedValue(answer([minute, entry]));
  const { wrapper } = await openPage('/search?q=passport');
  const [first, second] = wrapper.findAll('.kept-hits li');
  expect(first?.get('a').attributes('href')).toBe('/meetings/m/outcomes#outcome-o');
  expect(first?.get('h2').text()).toMatch(/^Minute 23/);
  expect(second?.get('a').attributes('href')).toBe('/meetings/m/agenda#item-i');
  expect(second?.text()).toMatch(/Agenda item 7, Corporate Parenting Panel, 18 February 2020\s+Exempt/);
  expect(wrapper.findAll('.kept-hits mark').map((mark) => mark.text())).toEqual(['Passports', 'Passports', 'February']);
});

test('says what to try where nothing was asked, and where nothing is found', async () => {
  const { wrapper, router, settle } = await openPage('/search');
  expect(find()).not.toHaveBeenCalled();
  expect(wrapper.get('main').text()).toContain(
    'Finds items, evidence, comments, agendas and minutes that you may see.',
  );
  await wrapper.get('#search-q').setValue(' walrus ');
  await wrapper.get('#search-kind').setValue('comment');
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(router.currentRoute.value.query).toEqual({ q: 'walrus', kind: 'comment' });
  expect(wrapper.get('main h2').text()).toBe('Nothing is found');
  expect(wrapper.get('main').text()).toContain('Look everywhere');
  expect(wrapper.get('[role="status"]').text()).toBe('Nothing found');
});

test('a whole reference leads straight to its item; one out of sight is looked for in words', async () => {
  const read = vi.spyOn(api.workItems, 'read').mockResolvedValue({ ...item } as WorkItemView);
  const { router } = await openPage('/search?q=cc-2018-001');
  expect(read).toHaveBeenCalledWith('CC-2018-001');
  // Pages and the palette are fetched when they are first asked for.
  await vi.waitFor(() => expect(router.currentRoute.value.path).toBe('/work-items/challenge-card/CC-2018-001'), 20_000);
  expect(find()).not.toHaveBeenCalled();
  read.mockRejectedValue(none);
  const other = await openPage('/search?q=CC-2018-999');
  expect(find()).toHaveBeenCalledWith({ q: 'CC-2018-999' });
  expect(other.wrapper.get('main h2').text()).toBe('Nothing is found');
});

test('a further search leaves the focus where it is, and shows no old hits under new words', async () => {
  find().mockResolvedValueOnce(answer([hit('i')]));
  const { wrapper, router, settle } = await openPage('/search?q=passport');
  expect(wrapper.findAll('.kept-hits li')).toHaveLength(1);
  let late = (_: SearchView) => {};
  find().mockImplementationOnce(() => new Promise((resolve) => (late = resolve)));
  const input = wrapper.get<HTMLInputElement>('#search-q');
  input.element.focus();
  await input.setValue('bus');
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(document.activeElement).toBe(input.element);
  expect(wrapper.get('main').text()).toContain('Searching for “bus”');
  expect(wrapper.findAll('.kept-hits li')).toHaveLength(0);
  late(answer([]));
  await settle();
  expect(wrapper.get('main').text()).not.toContain('Searching');
  expect(document.activeElement).toBe(input.element);
  await router.push('/search?q=taxi');
  await settle();
  expect(wrapper.get<HTMLInputElement>('#search-q').element.value).toBe('taxi');
});

test('asks nothing again when the window or the network comes back: each search is written down', async () => {
  const { settle } = await openPage('/search?q=passport');
  expect(find()).toHaveBeenCalledOnce();
  window.dispatchEvent(new Event('visibilitychange'));
  window.dispatchEvent(new Event('offline'));
  window.dispatchEvent(new Event('online'));
  await settle();
  expect(find()).toHaveBeenCalledOnce();
});

const press = (key: string, more: KeyboardEventInit = {}) =>
  document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));

test('Ctrl K opens a combobox: arrows choose, Enter goes, an answer to other words is dropped', async () => {
  const { wrapper, router, settle } = await openPage('/keyboard');
  press('k', { ctrlKey: true });
  const input = await vi.waitFor(() => wrapper.get('#palette-q'), 20_000);
  await settle();
  const options = () => wrapper.findAll('[role="option"]').map((option) => option.text());
  const chosen = () => wrapper.get(`#${input.attributes('aria-activedescendant')}`).text();
  expect(options()).toEqual(expect.arrayContaining(['My work', 'New challenge card', 'Keyboard']));

  let late = (_: SearchView) => {};
  find().mockImplementationOnce(() => new Promise((resolve) => (late = resolve)));
  find().mockResolvedValueOnce(answer([hit('i')]));
  await input.setValue('cha');
  await new Promise((resolve) => setTimeout(resolve, 550));
  await input.setValue('chall');
  await new Promise((resolve) => setTimeout(resolve, 550));
  late(answer([hit('old', { item: { ...item, title: 'An old answer' } })]));
  await settle();
  expect(options()).toEqual(['New challenge card', 'CC-2018-001 Passports in time', 'Search everything for “chall”']);
  expect(wrapper.get('dialog [role="status"]').text()).toBe('3 results');
  expect(chosen()).toBe('New challenge card');
  await input.trigger('keydown', { key: 'ArrowUp' });
  expect(chosen()).toBe('Search everything for “chall”');
  await input.trigger('keydown', { key: 'Enter' });
  await settle();
  expect(router.currentRoute.value.fullPath).toBe('/search?q=chall');
  expect(wrapper.find('dialog').exists()).toBe(false);
});

test('what is typed before the palette has come stands in it, and none of it goes to the page behind', async () => {
  const { wrapper, settle } = await openPage('/search');
  const behind = wrapper.get<HTMLInputElement>('#search-q').element;
  const type = (key: string) => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
    behind.dispatchEvent(event);
    return event.defaultPrevented;
  };
  press('k', { ctrlKey: true });
  await nextTick();
  expect(wrapper.find('#palette-q').exists()).toBe(false);
  expect(['p', 'a', 'x', 'Backspace', 's', 'Enter', 'Shift'].map(type)).toEqual([
    true,
    true,
    true,
    true,
    true,
    true,
    false,
  ]);
  const input = await vi.waitFor(() => wrapper.get<HTMLInputElement>('#palette-q'), 20_000);
  expect([input.element.value, behind.value]).toEqual(['pas', '']);
  await vi.waitFor(() => expect(find()).toHaveBeenCalledWith({ q: 'pas', kind: 'item', limit: '6' }), 5_000);
  // From here on the keys are the input's.
  expect(type('s')).toBe(false);
  press('k', { ctrlKey: true });
  await settle();
  expect(wrapper.find('dialog').exists()).toBe(false);
});

test('Enter goes where it would have gone before a late answer, and Ctrl K gives the focus back', async () => {
  const { wrapper, settle } = await openPage('/search');
  wrapper.get<HTMLInputElement>('#search-q').element.focus();
  press('k', { ctrlKey: true });
  const input = await vi.waitFor(() => wrapper.get('#palette-q'), 20_000);
  await settle();
  find().mockResolvedValue(answer([hit('i')]));
  await input.setValue('passport');
  const chosen = () => wrapper.get(`#${input.attributes('aria-activedescendant')}`).text();
  expect(chosen()).toBe('Search everything for “passport”');
  await vi.waitFor(() => expect(wrapper.findAll('[role="option"]')).toHaveLength(2), 5_000);
  expect(chosen()).toBe('Search everything for “passport”');
  press('k', { ctrlKey: true });
  await settle();
  expect(wrapper.find('dialog').exists()).toBe(false);
  expect(document.activeElement?.id).toBe('search-q');
});

test('? opens the list of keys until somebody turns it off, for themselves', async () => {
  const { wrapper, router, settle } = await openPage('/search');
  press('?', { shiftKey: true });
  await settle();
  expect(router.currentRoute.value.name).toBe('keyboard');
  await wrapper.get('input[value="off"]').setValue(true);
  await router.push('/search');
  press('?', { shiftKey: true });
  await settle();
  expect(router.currentRoute.value.name).toBe('search');
  expect(Object.keys(localStorage)).toContain('kept:single-keys:p1');
});
