import type { AgendaItemView, AgendaView } from '@kept/contracts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../../api/api.js';
import { ApiProblem } from '../../../api/problem.js';
import { openPage } from '../../work-items/testing/open-page.js';

const meeting = {
  id: '01a2072a-7f5b-7cc0-8a39-b94c18a6236c',
  body: { key: 'corporate-parenting-panel', title: 'Corporate Parenting Panel' },
  date: '2020-02-18',
  title: 'Corporate Parenting Panel',
  held: false,
  agendaOn: '2020-02-10',
};
const item = (number: number, rest: Partial<AgendaItemView> = {}): AgendaItemView => ({
  id: `01a2072a-7f5b-7cc0-8a39-b94c18a6000${number}`,
  number,
  title: `Item ${number}`,
  kind: 'report',
  leadPost: null,
  exempt: false,
  paragraphs: [],
  minutesOpen: false,
  links: [],
  pages: null,
  ...rest,
});
const agenda: AgendaView = {
  meeting,
  edition: 'full',
  version: 4,
  published: { no: 1, at: '2020-02-10T09:30:00.000Z', by: 'A clerk', isCurrent: false },
  items: [item(1), item(2, { exempt: true, paragraphs: [2, 1], links: ['CC-2018-002'] }), item(3)],
  motion: 'That press and public leave.',
  mayEdit: true,
  mayReadFull: true,
};
const stale = () =>
  new ApiProblem({ type: 'urn:kept:problem:stale', title: 'Stale', status: 412, detail: 'Read it again.' });

beforeEach(() => {
  vi.spyOn(api.workflows, 'list').mockResolvedValue({ workflows: [] });
  vi.spyOn(api.posts, 'list').mockResolvedValue({ posts: [], mayChange: false });
  vi.spyOn(api.meetings, 'agenda').mockResolvedValue(agenda);
});
afterEach(() => {
  vi.restoreAllMocks();
  document.body.innerHTML = '';
});
const path = `/meetings/${meeting.id}/agenda`;

test('an item is moved by its button, which says where it is now and keeps the focus', async () => {
  const [a, b, c] = agenda.items;
  const after = { ...agenda, version: 5, items: [b!, a!, c!].map((each, place) => ({ ...each, number: place + 1 })) };
  vi.spyOn(api.meetings, 'saveAgenda').mockResolvedValue(after);
  const { wrapper, settle } = await openPage(path);
  expect(wrapper.text()).toContain('Exempt by paragraphs 1 and 2 of Schedule 12A');
  expect(wrapper.text()).toContain('It has changed since; the public reads what was published.');
  vi.mocked(api.meetings.agenda).mockResolvedValue(after);
  await wrapper.get(`#up-${b!.id}`).trigger('click');
  await settle();
  const sent = vi.mocked(api.meetings.saveAgenda).mock.calls[0];
  expect(sent?.[1].items.map(({ id }) => id)).toEqual([b!.id, a!.id, c!.id]);
  expect(sent?.[2]).toBe(4);
  expect(wrapper.get('main [role="status"]').text()).toBe('“Item 2” is now item 1.');
  // It is the first now: the way back has the focus.
  expect(document.activeElement?.id).toBe(`down-${b!.id}`);
});

test('what is written while somebody else changes the agenda is sent again against the newest version', async () => {
  const newer = { ...agenda, version: 5, items: [...agenda.items, item(4)] };
  const save = vi.spyOn(api.meetings, 'saveAgenda').mockRejectedValueOnce(stale()).mockResolvedValueOnce(newer);
  const { wrapper, router, settle } = await openPage(`${path}/new`);
  vi.mocked(api.meetings.agenda).mockResolvedValue(newer);
  await wrapper.get('#field-title').setValue('Dates of meetings');
  await wrapper.get('input[value="other"]').setValue(true);
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(wrapper.text()).toContain('Somebody changed this while you were writing.');
  await wrapper.get('main form').trigger('submit');
  await settle();
  const [, body, version] = save.mock.calls[1]!;
  expect([version, body.items.length, body.items.at(-1)?.title]).toEqual([5, 5, 'Dates of meetings']);
  expect(router.currentRoute.value.name).toBe('meeting-agenda');
});

test('what is wrong with an item stands at its own field', async () => {
  const refused = new ApiProblem({
    type: 'urn:kept:problem:missing',
    title: 'Missing',
    status: 422,
    detail: 'One thing is missing.',
    missing: [{ field: 'items.3.paragraphs', text: 'Name the paragraph.' }],
  });
  vi.spyOn(api.meetings, 'saveAgenda').mockRejectedValue(refused);
  const { wrapper, settle } = await openPage(`${path}/new`);
  await wrapper.get('#field-title').setValue('Secrets');
  await wrapper.get('input[value="other"]').setValue(true);
  await wrapper.get('#field-exempt').setValue(true);
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(wrapper.get('.govuk-error-summary a').attributes('href')).toBe('#field-paragraphs');
});

test('the open edition offers nothing to change', async () => {
  const open: AgendaView = { ...agenda, edition: 'open', version: null, mayEdit: false, mayReadFull: false };
  vi.mocked(api.meetings.agenda).mockResolvedValue({ ...open, items: [], motion: null, published: null });
  const { wrapper } = await openPage(path);
  expect(wrapper.text()).toContain('Once the agenda is published, it stands here.');
  expect(wrapper.findAll('main .govuk-button, main button')).toEqual([]);
});
