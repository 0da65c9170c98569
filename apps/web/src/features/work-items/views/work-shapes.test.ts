import type { WorkItemSummaryView } from '@kept/contracts';
import { beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../../api/api.js';
import type { Query } from '../../../api/http.js';
import { item, workflow } from '../testing/card.js';
import { openPage } from '../testing/open-page.js';

const card = (no: number, differs: Partial<WorkItemSummaryView> = {}) =>
  ({
    ...(item as unknown as WorkItemSummaryView),
    id: `card-${no}`,
    reference: `CC-2020-00${no}`,
    title: `Card ${no}`,
    ...differs,
  }) as WorkItemSummaryView;
const accepted = [card(1), card(2)];
const answered = [card(3, { state: 'answered', nextDueOn: '2020-03-02', daysLeft: 14, overdue: false })];
const counts = (state: Record<string, number>) => ({
  upTo: 100,
  state,
  level: {},
  owner: { me: 0 },
  show: { overdue: 1, open: 3, closed: 0 },
});
const ofState: Record<string, WorkItemSummaryView[]> = { accepted, answered };

beforeEach(() => {
  vi.restoreAllMocks();
  document.body.replaceChildren();
  vi.spyOn(api.workflows, 'read').mockResolvedValue(workflow);
  vi.spyOn(api.posts, 'list').mockResolvedValue({ posts: [], mayChange: false });
  vi.spyOn(api.savedViews, 'list').mockResolvedValue({ views: [], mayShare: false, roles: [] });
  vi.spyOn(api.workItems, 'counts').mockResolvedValue(counts({ accepted: 2, answered: 100, withdrawn: 0 }));
  vi.spyOn(api.workItems, 'read').mockResolvedValue(item);
});

const asBoard = (query: Query) =>
  Promise.resolve({
    items: ofState[String(query['state'])] ?? [],
    nextCursor: query['state'] === 'answered' && !query['cursor'] ? 'next' : null,
  });
const focused = () => document.activeElement?.textContent.trim();
const press = (key: string) =>
  document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));

test('a board has a column for each state that holds something, each with its own first cards', async () => {
  vi.spyOn(api.workItems, 'list').mockImplementation(asBoard);
  const { wrapper, settle } = await openPage('/work-items/challenge-card?owner=me&as=board');
  await vi.waitFor(() => wrapper.get('[data-card]'), { timeout: 10_000 });
  expect(wrapper.findAll('[data-column] h2').map((each) => each.text())).toEqual(['Accepted (2)', 'Answered (99+)']);
  expect(wrapper.get('main').text()).toContain('Nothing in: Withdrawn.');
  expect(api.workItems.list).toHaveBeenCalledTimes(2);
  expect(api.workItems.list).toHaveBeenCalledWith({
    workflow: 'challenge-card',
    owner: 'me',
    state: 'accepted',
    limit: '20',
    cursor: undefined,
  });
  await wrapper.get('[data-column]:last-child button').trigger('click');
  await settle();
  expect(api.workItems.list).toHaveBeenLastCalledWith(expect.objectContaining({ state: 'answered', cursor: 'next' }));
});

test('Tab stops once on a board, and the arrow keys go from card to card', async () => {
  vi.spyOn(api.workItems, 'list').mockImplementation(asBoard);
  const { wrapper, settle } = await openPage('/work-items/challenge-card?as=board');
  await vi.waitFor(() => wrapper.get('[data-card]'), { timeout: 10_000 });
  const stops = () => wrapper.findAll('[data-card] a[tabindex="0"]').map((each) => each.text());
  expect(stops()).toEqual(['Card 1', 'Move CC-2020-001']);
  wrapper.get<HTMLElement>('[data-card] a').element.focus();
  const walked = ['ArrowDown', 'ArrowRight', 'ArrowLeft', 'End', 'Home'].map((key) => {
    press(key);
    return focused();
  });
  expect(walked).toEqual(['Card 2', 'Card 3', 'Card 1', 'Card 2', 'Card 1']);
  press('ArrowRight');
  await settle();
  expect(stops()).toEqual(['Card 3', 'Move CC-2020-003']);
});

test('a card is moved by the page of the step, which leads back to the board', async () => {
  vi.spyOn(api.workItems, 'list').mockImplementation(asBoard);
  const { wrapper, router, settle } = await openPage('/work-items/challenge-card?owner=me&as=board');
  await vi.waitFor(() => wrapper.get('.kept-board__move'), { timeout: 10_000 });
  await wrapper.get('.kept-board__move').trigger('click');
  await vi.waitFor(() => expect(wrapper.get('h1').text()).toBe('Move CC-2019-002'), { timeout: 10_000 });
  await settle();
  const step = wrapper.findAll('a.govuk-button').find((each) => each.text() === 'Answer')!;
  await step.trigger('click');
  await settle();
  expect(router.currentRoute.value.path).toBe('/work-items/challenge-card/CC-2019-002/do/answer');
  expect(router.currentRoute.value.query['then']).toBe('/work-items/challenge-card?owner=me&as=board');
});

test('a board on which nothing matches says how to go on', async () => {
  vi.spyOn(api.workItems, 'list').mockImplementation(asBoard);
  vi.mocked(api.workItems.counts).mockResolvedValue(counts({ accepted: 0, answered: 0, withdrawn: 0 }));
  const { wrapper } = await openPage('/work-items/challenge-card?q=bus&as=board');
  await vi.waitFor(() => expect(wrapper.get('main').text()).toContain('Nothing matches'), { timeout: 10_000 });
  expect(wrapper.get('nav[aria-label="How this list is laid out"] [aria-current="page"]').text()).toBe('Board');
});

test('a timeline draws what is open by its date, as links in order, and says the same in a sentence and a table', async () => {
  vi.spyOn(api.workItems, 'list').mockImplementation((query) =>
    Promise.resolve({
      items: query['dueFrom'] === '2020-01-17' ? [...accepted.slice(0, 1), ...answered] : [],
      nextCursor: null,
    }),
  );
  const { wrapper } = await openPage('/work-items/challenge-card?owner=me&as=timeline');
  await vi.waitFor(() => wrapper.get('svg'), { timeout: 10_000 });
  expect(wrapper.get('main').text()).toContain(
    '2 dates from 17 January 2020 to 17 August 2020: 1 overdue and 1 to come.',
  );
  const rows = wrapper.findAll('svg a');
  expect(rows.map((each) => each.attributes('aria-label'))).toEqual([
    'CC-2020-001, Card 1: 20 January 2020, overdue by 28 days',
    'CC-2020-003, Card 3: 2 March 2020, due in 14 days',
  ]);
  expect(rows[0]!.attributes('href')).toBe('/work-items/challenge-card/CC-2020-001');
  expect(rows[0]!.find('polygon').exists()).toBe(true);
  expect(rows[1]!.find('circle').exists()).toBe(true);
  expect(wrapper.findAll('.kept-items tbody tr')).toHaveLength(2);
});

test('the days of a timeline are chosen in the address, and what lies beside them is told', async () => {
  vi.spyOn(api.workItems, 'list').mockResolvedValue({ items: accepted, nextCursor: 'more' });
  const { wrapper, router, settle } = await openPage(
    '/work-items/challenge-card?as=timeline&from=2020-01-01&to=2020-01-31',
  );
  await vi.waitFor(() => wrapper.get('svg'), { timeout: 10_000 });
  const words = wrapper.get('main').text();
  expect(words).toContain('The first 100 by date are drawn');
  expect(words).toContain('There is more before these days.');
  expect(
    wrapper
      .findAll('a')
      .find((each) => each.text() === 'Later')!
      .attributes('href'),
  ).toBe('/work-items/challenge-card?as=timeline&from=2020-02-01&to=2020-03-02');
  const form = wrapper.get('form[aria-label="Choose the days"]');
  await wrapper.get('#timeline-to-month').setValue('13');
  await form.trigger('submit');
  expect(form.text()).toContain('To must be a real date');
  await wrapper.get('#timeline-to-month').setValue('3');
  await form.trigger('submit');
  await settle();
  expect(router.currentRoute.value.query).toEqual({ as: 'timeline', from: '2020-01-01', to: '2020-03-31' });
});
