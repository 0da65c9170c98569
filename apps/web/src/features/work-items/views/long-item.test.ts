import { enableAutoUnmount } from '@vue/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../../api/api.js';
import { deadline } from '../testing/making.js';
import { item, undertakings, workflow } from '../testing/card.js';
import { openPage } from '../testing/open-page.js';

// An item that much happened to: a page for a working day, and all of it on paper.
const path = '/work-items/challenge-card/CC-2019-002';
const event = (no: number) => ({
  at: '2020-01-21T09:00:00Z',
  occurredOn: '2020-01-21',
  actor: `Officer ${no}`,
  type: 'fields-edited',
});
const events = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => event(from + at));
const entry = (no: number) => ({
  no,
  fields: { text: `Promise ${no}` },
  addedAt: '2019-12-17T10:00:00Z',
  addedBy: 'Ash Vale',
});
const records = { undertakings: [1, 2, 3, 4, 5, 6, 7].map(entry) };

enableAutoUnmount(afterEach);
beforeEach(() => {
  vi.restoreAllMocks();
  vi.spyOn(api.workflows, 'list').mockResolvedValue({ workflows: [workflow] });
  vi.spyOn(api.workflows, 'read').mockResolvedValue({ ...workflow, records: [undertakings] });
  vi.spyOn(api.workItems, 'read').mockResolvedValue({ ...item, mayChange: false, records });
  vi.spyOn(api.workItems, 'history').mockResolvedValue({ events: events(1, 3), nextCursor: null });
});

test('the way down leads to each part that is there, by its heading, as often as it is chosen', async () => {
  const { wrapper, router, settle } = await openPage(path);
  const links = wrapper.findAll('nav[aria-labelledby="contents"] a');
  expect(links.map((link) => link.text())).toEqual([
    'What may happen next',
    'Dates',
    undertakings.label,
    'Evidence',
    'Comments',
    'History',
  ]);
  for (const link of links) {
    const { hash } = router.resolve(link.attributes('href') ?? '');
    expect(wrapper.find(`h2${hash}`).exists(), hash).toBe(true);
  }
  const evidence = links[3]!;
  for (let time = 0; time < 2; time += 1) {
    await evidence.trigger('click');
    await settle();
    expect(document.activeElement?.id).toBe('evidence');
    (document.activeElement as HTMLElement).blur();
  }
});

test('an address that names a part goes there, and nobody is taken back there by an update', async () => {
  const { client, settle } = await openPage(`${path}#comments`);
  expect(document.activeElement?.id).toBe('comments');
  (document.activeElement as HTMLElement).blur();
  await client.refetchQueries({ type: 'active' });
  await settle();
  expect(document.activeElement).toBe(document.body);
});

test('of a long history the newest five stand open, read to its end; the rest is a button away, and in reach of a search', async () => {
  const read = vi.spyOn(api.workItems, 'history');
  read.mockImplementation((_, cursor) =>
    Promise.resolve(
      cursor === undefined ? { events: events(1, 8), nextCursor: 'c' } : { events: events(9, 14), nextCursor: null },
    ),
  );
  const { wrapper, settle } = await openPage(path);
  await settle();
  const section = wrapper.get('section[aria-labelledby="history"]');
  expect(section.findAll('.moj-timeline__byline').map((by) => by.text())).toEqual(
    events(1, 14).map(({ actor }) => `by ${actor}`),
  );
  const older = section.get('.kept-folded');
  expect([older.attributes('hidden'), older.findAll('.moj-timeline__item')]).toMatchObject([
    'until-found',
    { length: 9 },
  ]);
  expect(section.text()).toContain('The newest 5 of 14 are shown.');
  await section.get('button').trigger('click');
  await settle();
  expect(section.find('button').exists()).toBe(false);
  expect([older.attributes('hidden'), document.activeElement]).toEqual([undefined, older.element]);
});

test('what the browser’s own search finds in an older event stands open', async () => {
  vi.spyOn(api.workItems, 'history').mockResolvedValue({ events: events(1, 12), nextCursor: null });
  const { wrapper, settle } = await openPage(path);
  await wrapper.get('.kept-folded').trigger('beforematch');
  await settle();
  expect(wrapper.find('section[aria-labelledby="history"] .kept-fold').exists()).toBe(false);
});

test('a short history and a few entries have no button', async () => {
  vi.spyOn(api.workItems, 'read').mockResolvedValue({ ...item, records: { undertakings: [1, 2, 3, 4, 5].map(entry) } });
  const { wrapper } = await openPage(path);
  expect(wrapper.find('.kept-fold').exists()).toBe(false);
});

test('of many entries the newest five stand open and each that has a running date, and all on paper', async () => {
  const running = deadline('undertakings', 'Undertaking', '2020-03-02', { record: 'undertakings' });
  const read = { ...item, mayChange: false, records, deadlines: [running] };
  vi.spyOn(api.workItems, 'read').mockResolvedValue(read);
  const { wrapper, settle } = await openPage(path);
  const section = wrapper.get('section[aria-labelledby="record-undertakings"]');
  const folded = () => section.findAll('.kept-table__row--folded').map((row) => row.text());
  expect(section.findAll('tbody tr')).toHaveLength(7);
  expect(folded()).toEqual([expect.stringContaining('Promise 2')]);
  expect(section.text()).toContain('6 of 7 are shown: the newest, and those that are open.');
  await section.get('.kept-fold button').trigger('click');
  await settle();
  expect([folded(), document.activeElement?.tagName]).toEqual([[], 'TABLE']);
});
