import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../../api/api.js';
import { ApiProblem, Unreachable } from '../../../api/problem.js';
import { openPage } from '../../work-items/testing/open-page.js';
import { home } from '../testing/home.js';

const dashboards = [
  { key: 'officer' as const, title: 'The panel’s work' },
  { key: 'director' as const, title: 'What waits for you' },
];

beforeEach(() => {
  vi.spyOn(api.workflows, 'list').mockResolvedValue({ workflows: [] });
  vi.spyOn(api.dashboards, 'list').mockResolvedValue({ dashboards, own: 'officer' });
  vi.spyOn(api.dashboards, 'read').mockResolvedValue(home);
});
afterEach(() => {
  vi.restoreAllMocks();
  document.body.innerHTML = '';
});

test('whoever comes in is led to their own home, and who has none to their work', async () => {
  const { router } = await openPage('/');
  await vi.waitFor(() => expect(router.currentRoute.value.fullPath).toBe('/home/officer'));
  vi.spyOn(api.dashboards, 'list').mockResolvedValue({ dashboards: [], own: null });
  vi.spyOn(api.workItems, 'list').mockResolvedValue({ items: [], nextCursor: null });
  const other = await openPage('/');
  await vi.waitFor(() => expect(other.router.currentRoute.value.fullPath).toBe('/my-work'));
});

test('a figure says what it counts, opens what makes it, and says in words where somebody has to act', async () => {
  const { wrapper } = await openPage('/home/officer');
  expect(wrapper.get('h1').text()).toBe('The panel’s work');
  expect(wrapper.get('main').text()).toContain('As at 17 February 2020');
  const [late, asked, room] = wrapper.findAll('.kept-figure');
  expect(late?.text()).toBe('1 panel actions latesince 10 FebruaryTo act on');
  expect(late?.get('a').attributes('href')).toBe('/work-items/panel-action?overdue=true');
  expect(asked?.text()).toBe('0 asked and not given');
  expect(room?.find('a').exists()).toBe(false);
});

test('a figure that leads down the page takes the focus there, also from the second that leads to the same place', async () => {
  const asked = home.figures[1]!;
  const figures = [asked, { ...asked, key: 'again', label: 'asked twice' }];
  vi.spyOn(api.dashboards, 'read').mockResolvedValue({ ...home, figures });
  const { wrapper, settle } = await openPage('/home/officer');
  for (const link of wrapper.findAll<HTMLElement>('.kept-figure a')) {
    link.element.focus();
    await link.trigger('click');
    await settle();
    expect(document.activeElement?.id).toBe('late');
  }
});

test('numbers are drawn beside their table; words that stand for a number have no length', async () => {
  const { wrapper } = await openPage('/home/officer');
  const part = wrapper.get('#states');
  const svg = part.get('svg[role="img"]');
  expect(svg.get('title').text()).toBe('Panel actions by state');
  expect(svg.get('desc').text()).toBe('1120 panel actions are open. The numbers are in the table.');
  const widths = svg.findAll('rect').map((bar) => Number(bar.attributes('width')));
  expect(widths[0]).toBeGreaterThan(100);
  expect(widths.slice(1)).toEqual([0, 0]);
  expect(svg.text()).toContain('1,120');
  expect(svg.text()).toContain('fewer than 5');
  expect(part.findAll('tbody tr').map((row) => row.text())).toHaveLength(3);
  expect(part.get('tbody a').attributes('href')).toBe('/work-items/panel-action?state=in-progress');
  expect(part.text()).toContain('Source: Minutes of 1 June 2018.');
  expect(wrapper.get('#posts').find('svg').exists()).toBe(false);
});

test('what to act on stands before how things stand', async () => {
  const { wrapper } = await openPage('/home/officer');
  expect(wrapper.findAll('main section').map((section) => section.attributes('id'))).toEqual([
    'posts',
    'late',
    'coming',
    'states',
  ]);
});

test('of a long table the first rows stand in view, the others a button away, and all on paper', async () => {
  const [states] = home.tables;
  vi.spyOn(api.dashboards, 'read').mockResolvedValue({ ...home, tables: [{ ...states!, bars: null, first: 2 }] });
  const { wrapper, settle } = await openPage('/home/officer');
  const table = wrapper.get('#states');
  expect(table.findAll('tbody tr')).toHaveLength(3);
  expect(table.findAll('.kept-table__row--folded').map((row) => row.get('th').text())).toEqual([
    'Closed for reasons that need a longer label',
  ]);
  expect(table.get('.kept-fold').text()).toMatch(/^The first 2 of 3 are shown\.\s*Show all 3: Panel actions by state$/);
  await table.get('.kept-fold button').trigger('click');
  await settle();
  expect(table.find('.kept-fold, .kept-table__row--folded').exists()).toBe(false);
  expect(document.activeElement?.textContent).toContain('Closed for reasons');
});

test('a list has a note beside each item, leads to the whole, and says what to do where it is empty', async () => {
  const { wrapper } = await openPage('/home/officer');
  const list = wrapper.get('#late');
  expect(list.get('tbody').text()).toContain('overdue by 7 days');
  expect(list.get('td[data-label="Note"]').text()).toBe('Action: late since 10 February 2020.');
  expect(list.get('.kept-more a').attributes('href')).toBe('/work-items/panel-action?overdue=true');
  expect(wrapper.get('#coming').text()).toContain('Nothing is due. Enter an action.');
});

test('other homes are offered to who may open them', async () => {
  const { wrapper } = await openPage('/home/officer');
  const links = wrapper.get('nav[aria-labelledby="other-homes"]').findAll('a');
  expect(links.map((link) => link.attributes('href'))).toEqual(['/home/director']);
});

test('who may not open a home is told so, and a service that is down says so', async () => {
  const forbidden = { type: 'about:blank', title: 'Forbidden', status: 403, detail: 'This home is for others.' };
  vi.spyOn(api.dashboards, 'read').mockRejectedValue(new ApiProblem(forbidden));
  const refused = await openPage('/home/director');
  expect(refused.wrapper.get('h1').text()).toBe('This is not yours to do');
  vi.spyOn(api.dashboards, 'read').mockRejectedValue(new Unreachable());
  const down = await openPage('/home/officer');
  expect(down.wrapper.get('main').text()).toContain('did not answer');
});

test('the menu holds places, not workflows, and says which is open', async () => {
  const { wrapper } = await openPage('/home/officer');
  const links = wrapper.findAll('nav[aria-label="Menu"] a');
  expect(links.slice(0, 4).map((link) => [link.text(), link.attributes('aria-current')])).toEqual([
    ['Home', 'page'],
    ['My work', undefined],
    ['Messages', undefined],
    ['Work', undefined],
  ]);
});

test('a home that there is not is a page that was not found, and not a service that is down', async () => {
  const problem = { type: 'urn:kept:problem:malformed', title: 'Bad Request', status: 400, detail: 'No such choice.' };
  vi.spyOn(api.dashboards, 'read').mockRejectedValue(new ApiProblem(problem));
  const { wrapper } = await openPage('/home/nobodys');
  await vi.waitFor(() => expect(wrapper.get('h1').text()).toBe('Page not found'));
});

test('the administrator is led to what is still to be set up, as long as there is something', async () => {
  const task = { key: 'posts', title: 'Give every post a holder', hint: 'Without a holder: A.', href: '/posts' };
  const setUp = vi.spyOn(api, 'setUp');
  const opened = async (path: string, open: number) => {
    setUp.mockResolvedValue({
      asOf: '2020-02-17',
      groups: [{ title: 'Who works here', tasks: [{ ...task, done: open === 0 }] }],
      open,
    });
    return openPage(path, { roles: ['administrator'] });
  };
  const home = await opened('/home/administrator', 1);
  expect(home.wrapper.get('main').text()).toContain('One thing is still to be set up.');
  const none = await opened('/home/administrator', 0);
  expect(none.wrapper.get('main').text()).not.toContain('to be set up');
  const { wrapper } = await opened('/set-up', 1);
  await vi.waitFor(() => expect(wrapper.get('h1').text()).toBe('Set up Kept'), { timeout: 10_000 });
  expect(wrapper.get('main').text()).toContain('0 of 1 are done.');
  const link = wrapper.get('.govuk-task-list a');
  expect(link.attributes('href')).toBe('/posts');
  expect(wrapper.get(`#${link.attributes('aria-describedby')!.split(' ')[1]}`).text()).toBe('To do');
  const all = await opened('/set-up', 0);
  await vi.waitFor(() => expect(all.wrapper.get('main').text()).toContain('All is there'), { timeout: 10_000 });
});
