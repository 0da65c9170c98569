import type { WorkItemSummaryView } from '@kept/contracts';
import { beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../../api/api.js';
import { item, workflow } from '../testing/card.js';
import { openPage } from '../testing/open-page.js';

const late = item as unknown as WorkItemSummaryView;
const counts = {
  upTo: 100,
  state: { accepted: 4, answered: 100, withdrawn: 0 },
  level: {},
  owner: { me: 2 },
  show: { overdue: 1, open: 4, closed: 0 },
};
const view = {
  id: 'v1',
  workflow: 'challenge-card',
  name: 'Late and mine',
  query: { overdue: 'true', owner: 'me' },
  audience: 'private' as const,
  role: null,
  by: 'Alex Marlow',
  mine: true,
  mayChange: true,
  feedMadeAt: null,
  digest: null,
};
const sharing = { mayShare: true, roles: [{ key: 'chair', label: 'Chair' }] };
const text = (wrapper: Awaited<ReturnType<typeof openPage>>['wrapper'], selector: string) =>
  wrapper.findAll(selector).map((each) => each.text());

beforeEach(() => {
  vi.restoreAllMocks();
  document.body.replaceChildren();
  vi.spyOn(api.workflows, 'read').mockResolvedValue(workflow);
  vi.spyOn(api.workflows, 'list').mockResolvedValue({ workflows: [workflow] });
  vi.spyOn(api.posts, 'list').mockResolvedValue({ posts: [], mayChange: false });
  vi.spyOn(api.workItems, 'list').mockResolvedValue({ items: [late], nextCursor: null });
  vi.spyOn(api.workItems, 'counts').mockResolvedValue(counts);
  vi.spyOn(api.savedViews, 'list').mockResolvedValue({ views: [view], ...sharing });
  vi.spyOn(api.savedViews, 'read').mockResolvedValue(view);
});

test('each choice says how many items it shows, and no further than it was counted', async () => {
  const { wrapper } = await openPage('/work-items/challenge-card?q=words&sort=due&columns=due');
  expect(text(wrapper, '#filter-state option')).toEqual([
    'Any state',
    'Accepted (4)',
    'Answered (99+)',
    'Withdrawn (0)',
  ]);
  expect(text(wrapper, '#filter-when option')).toEqual(['All', 'Overdue (1)', 'Open (4)', 'Closed (0)']);
  expect(text(wrapper, '#filter-owner option')).toContain('Me (2)');
  expect(api.workItems.counts).toHaveBeenCalledWith({ workflow: 'challenge-card', q: 'words' });
});

test('a list that its workflow’s rule narrows stands without counts, and so does one whose counts failed', async () => {
  await openPage('/work-items/challenge-card?stalled=true');
  expect(api.workItems.counts).not.toHaveBeenCalled();
  vi.mocked(api.workItems.counts).mockRejectedValue(new Error('down'));
  const { wrapper } = await openPage('/work-items/challenge-card');
  expect(text(wrapper, '#filter-state option')).toContain('Accepted');
  expect(text(wrapper, 'h1')).toEqual(['Challenge cards']);
});

test('more stand on a page for who asks, where there are more', async () => {
  const { wrapper } = await openPage('/work-items/challenge-card');
  expect(text(wrapper, 'main a')).not.toContain('Show 100 on a page');
  vi.mocked(api.workItems.list).mockResolvedValue({ items: [late], nextCursor: 'x' });
  const long = await openPage('/work-items/challenge-card?sort=reference&cursor=y');
  const link = long.wrapper.findAll('main a').find((each) => each.text() === 'Show 100 on a page');
  expect(link?.attributes('href')).toBe('/work-items/challenge-card?sort=reference&show=100');
  const all = await openPage('/work-items/challenge-card?show=100');
  expect(api.workItems.list).toHaveBeenLastCalledWith({ workflow: 'challenge-card', limit: '100' });
  expect(text(all.wrapper, 'main a')).toContain('Show 25 on a page');
});

test('a heading puts the list in order, and turns it round again', async () => {
  const { wrapper, router, settle } = await openPage('/work-items/challenge-card?state=accepted&cursor=x');
  const due = () => wrapper.findAll('th').find((each) => each.text().includes('Next date'))!;
  expect(due().attributes('aria-sort')).toBe('ascending');
  await due().get('a').trigger('click');
  await settle();
  expect(router.currentRoute.value.query).toEqual({ state: 'accepted', sort: '-due' });
  expect(due().attributes('aria-sort')).toBe('descending');
});

test('columns are chosen in the address, and the file has the same', async () => {
  const { wrapper, router, settle } = await openPage('/work-items/challenge-card?state=accepted&cursor=x');
  expect(text(wrapper, 'thead th')).toEqual(['Item', 'State', 'Owner', 'Next date▲']);
  await wrapper.get('input[id="column-owner"]').setValue(false);
  await wrapper.get('input[id="column-field.kind"]').setValue(true);
  await wrapper.get('form[aria-label="Choose columns"]').trigger('submit');
  await settle();
  expect(router.currentRoute.value.query['columns']).toBe('state,due,field.kind');
  expect(text(wrapper, 'thead th')).toEqual(['Item', 'State', 'Next date▲', 'Kind of card']);
  expect(wrapper.get('td[data-label="Kind of card"]').text()).toBe('Collective');
  const file = wrapper.findAll('a').find((each) => each.text().startsWith('Download the whole list'))!;
  expect(file.attributes('href')).toBe(
    '/api/work-items/export.csv?workflow=challenge-card&state=accepted&columns=state%2Cdue%2Cfield.kind',
  );
});

test('a view leads to its list by an address of its own, and is named there', async () => {
  const { wrapper, router } = await openPage('/views/v1');
  expect(router.currentRoute.value.fullPath).toBe('/work-items/challenge-card?overdue=true&owner=me');
  expect(wrapper.get('nav[aria-label="Saved views of this list"] [aria-current="page"]').text()).toBe('Late and mine');
});

test('a list is saved as it stands, for whom somebody chooses', async () => {
  const save = vi.spyOn(api.savedViews, 'save').mockResolvedValue(view);
  const { wrapper, router, settle } = await openPage('/work-items/challenge-card?level=2&columns=due&cursor=x');
  const link = wrapper.findAll('a').find((each) => each.text() === 'Save this list as a view')!;
  await link.trigger('click');
  // The form is fetched, and here compiled, when it is first opened.
  await vi.waitFor(() => wrapper.get('#field-name'), { timeout: 10_000 });
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(wrapper.get('[role="alert"]').text()).toContain('Enter a name for the view');
  expect(save).not.toHaveBeenCalled();
  await wrapper.get('#field-name').setValue('For the chair');
  await wrapper.get('input[value="role chair"]').setValue(true);
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(save).toHaveBeenCalledWith(
    {
      workflow: 'challenge-card',
      name: 'For the chair',
      query: { level: 2, columns: 'due' },
      audience: 'role',
      role: 'chair',
    },
    { idempotencyKey: expect.any(String) as string },
  );
  expect(router.currentRoute.value.fullPath).toBe('/work-items/challenge-card?level=2&columns=due');
});

test('views are listed with who finds them; one’s own are changed and removed, others’ are not', async () => {
  const theirs = { ...view, id: 'v2', name: 'For all', audience: 'all' as const, mine: false, mayChange: false };
  vi.mocked(api.savedViews.list).mockResolvedValue({ views: [view, theirs], ...sharing });
  const { wrapper } = await openPage('/views');
  const rows = text(wrapper, 'tbody tr');
  expect(rows[0]).toMatch(/Late and mine.*Only me.*Change.*Remove/);
  expect(rows[1]).toMatch(/For all.*Everybody.*Made by Alex Marlow ?No ?Put it there[^C]*No ?Have it sent[^C]*$/);
  vi.mocked(api.savedViews.read).mockResolvedValue(theirs);
  const change = await openPage('/views/v2/change');
  expect(text(change.wrapper, 'h1')).toEqual(['This is not yours to do']);
});

test('a view is renamed and removed', async () => {
  const change = vi.spyOn(api.savedViews, 'change').mockResolvedValue(view);
  const remove = vi.spyOn(api.savedViews, 'remove').mockResolvedValue();
  const first = await openPage('/views/v1/change');
  await first.wrapper.get('#field-name').setValue('Mine');
  await first.wrapper.get('main form').trigger('submit');
  await first.settle();
  expect(change).toHaveBeenCalledWith('v1', { name: 'Mine' });
  expect(first.router.currentRoute.value.fullPath).toBe('/views');
  const second = await openPage('/views/v1/remove');
  await second.wrapper.get('main form').trigger('submit');
  await second.settle();
  expect(remove).toHaveBeenCalledWith('v1');
});

test('who keeps no view is told how to', async () => {
  vi.mocked(api.savedViews.list).mockResolvedValue({ views: [], mayShare: false, roles: [] });
  const { wrapper } = await openPage('/views');
  expect(wrapper.get('main').text()).toContain('choose “Save this list as a view”');
});

test('a view is put into a calendar by an address that is shown once, and taken out again', async () => {
  const make = vi.spyOn(api.savedViews, 'makeFeed');
  make.mockResolvedValue({ path: '/calendar/secret.ics', madeAt: '2020-02-17T09:00:00.000Z' });
  const end = vi.spyOn(api.savedViews, 'endFeed').mockResolvedValue();
  const { wrapper, settle } = await openPage('/views/v1/calendar');
  expect(wrapper.get('h1').text()).toBe('A view in your own calendar');
  const button = (name: string) => wrapper.findAll('button').find((each) => each.text() === name)!;
  vi.mocked(api.savedViews.read).mockResolvedValue({ ...view, feedMadeAt: '2020-02-17T09:00:00.000Z' });
  await button('Make an address').trigger('click');
  await settle();
  expect(make).toHaveBeenCalledWith('v1');
  expect(wrapper.get<HTMLInputElement>('#feed-address').element.value).toMatch(/\/calendar\/secret\.ics$/);
  expect(wrapper.get('main').text()).toContain('An address was made on 17 February 2020, 09:00.');
  await button('Stop the address').trigger('click');
  await settle();
  expect(end).toHaveBeenCalledWith('v1');
  expect(wrapper.find('#feed-address').exists()).toBe(false);
});

test('a view is sent by e-mail, as often as was chosen, and is sent no more', async () => {
  const begin = vi
    .spyOn(api.savedViews, 'beginDigest')
    .mockResolvedValue({ every: 'week', since: '2020-02-17T09:00:00.000Z' });
  const end = vi.spyOn(api.savedViews, 'endDigest').mockResolvedValue();
  const first = await openPage('/views/v1/e-mail');
  expect(first.wrapper.get('h1').text()).toContain('A view by e-mail');
  expect(first.wrapper.get('legend').text()).toBe('Send me this list');
  expect(first.wrapper.get<HTMLInputElement>('input[value="no"]').element.checked).toBe(true);
  await first.wrapper.get('input[value="week"]').setValue(true);
  await first.wrapper.get('main form').trigger('submit');
  await first.settle();
  expect(begin).toHaveBeenCalledWith('v1', { every: 'week' });
  expect(first.router.currentRoute.value.fullPath).toBe('/views');
  const sent = { ...view, digest: { every: 'week' as const, since: '2020-02-17T09:00:00.000Z' } };
  vi.mocked(api.savedViews.read).mockResolvedValue(sent);
  vi.mocked(api.savedViews.list).mockResolvedValue({ views: [sent], ...sharing });
  const second = await openPage('/views/v1/e-mail');
  await second.wrapper.get('input[value="no"]').setValue(true);
  await second.wrapper.get('main form').trigger('submit');
  await second.settle();
  expect(end).toHaveBeenCalledWith('v1');
  expect(second.wrapper.get('tbody tr').text()).toContain('On the first working day of each week');
});
