import type { AgendaItemView, AgendaView, AttendanceView, MembershipView, OutcomesView } from '@kept/contracts';
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
  confidential: false,
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
const entryOf = (kind: AttendanceView['entries'][number]['kind']) => ({
  kind,
  memberId: null,
  post: null,
  title: 'Clerk',
  substituteFor: null,
  arrivedAt: null,
  leftAt: null,
});
const outcome = { minute: 6, paragraph: null, agendaItem: null, exempt: false, open: true, accepts: null } as const;
const outcomes: OutcomesView = {
  meeting,
  edition: 'full',
  outcomes: [
    { ...outcome, id: 'stands', kind: 'action', text: 'Write', reference: 'PA-2020-001', withdrawn: null },
    {
      ...outcome,
      id: 'withdrawn',
      kind: 'note',
      text: 'Noted',
      open: false,
      reference: null,
      withdrawn: { at: '2020-02-19T10:00:00.000Z', by: 'A clerk', because: 'Of another meeting' },
    },
  ],
  nextMinute: 7,
  mayRecord: true,
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
  await wrapper.get('input[value="exempt"]').setValue(true);
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

test('a newer agenda that is fetched behind a form does not let it overwrite what somebody else wrote', async () => {
  const [a, b, c] = agenda.items;
  const newer = { ...agenda, version: 5, items: [{ ...a!, title: 'Theirs' }, b!, c!] };
  const save = vi.spyOn(api.meetings, 'saveAgenda').mockRejectedValueOnce(stale()).mockResolvedValueOnce(newer);
  const { wrapper, client, settle } = await openPage(`${path}/${a!.id}/change`);
  await wrapper.get('#field-pages').setValue('3 to 9');
  vi.mocked(api.meetings.agenda).mockResolvedValue(newer);
  await client.invalidateQueries();
  await settle();
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(save.mock.calls[0]?.[2]).toBe(4);
  expect(wrapper.get('main [role="alert"]').text()).toContain('Somebody changed this while you were writing.');
  await wrapper.get('main form').trigger('submit');
  await settle();
  const [, body, version] = save.mock.calls[1]!;
  expect([version, body.items[0]?.title, body.items[0]?.pages]).toEqual([5, 'Theirs', '3 to 9']);
});

test('neither does a newer attendance', async () => {
  const entry = { ...entryOf('in-attendance'), id: '01a2072a-7f5b-7cc0-8a39-b94c18a60009', name: 'Clerk' };
  const attendance: AttendanceView = {
    meeting,
    version: 2,
    seats: [],
    entries: [entry],
    quorum: { present: 0, quorum: null, met: null },
    mayRecord: true,
  };
  vi.spyOn(api.meetings, 'attendance').mockResolvedValue(attendance);
  const save = vi.spyOn(api.meetings, 'saveAttendance').mockRejectedValue(stale());
  const { wrapper, client, settle } = await openPage(`/meetings/${meeting.id}/attendance/${entry.id}/remove`);
  vi.mocked(api.meetings.attendance).mockResolvedValue({ ...attendance, version: 3 });
  await client.invalidateQueries();
  await settle();
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(save.mock.calls[0]?.[2]).toBe(2);
  expect(wrapper.get('main [role="alert"]').text()).toContain('Nothing was done.');
});

test('publishing what somebody changed meanwhile says so, shows what stands now, and publishes that', async () => {
  const newer = { ...agenda, version: 5, items: [...agenda.items, item(4)] };
  const publish = vi.spyOn(api.meetings, 'publishAgenda').mockRejectedValueOnce(stale()).mockResolvedValueOnce(newer);
  const { wrapper, router, settle } = await openPage(`${path}/publish`);
  expect(wrapper.text()).toContain('Item 2 (exempt)');
  vi.mocked(api.meetings.agenda).mockResolvedValue(newer);
  await wrapper.get('main form').trigger('submit');
  await settle();
  const alert = wrapper.get('main [role="alert"]');
  expect(alert.text()).toContain('Somebody changed this while you were reading.');
  expect(document.activeElement).toBe(alert.element);
  expect(wrapper.text()).toContain('Item 4');
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(publish.mock.calls.map(([, version]) => version)).toEqual([4, 5]);
  expect(router.currentRoute.value.name).toBe('meeting-agenda');
});

test('an outcome says under which item it stands, and be it none', async () => {
  vi.spyOn(api.meetings, 'outcomes').mockResolvedValue(outcomes);
  vi.spyOn(api.meetings, 'list').mockResolvedValue({ meetings: [], mayMove: false } as never);
  const record = vi.spyOn(api.meetings, 'record').mockResolvedValue(outcomes);
  const { wrapper, settle } = await openPage(`/meetings/${meeting.id}/outcomes/new/note`);
  await wrapper.get('#field-text').setValue('Spoken');
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(record).not.toHaveBeenCalled();
  expect(wrapper.get('.govuk-error-summary a').attributes('href')).toBe('#field-agendaItemId');
  // What is typed may be about a closed item: it stays in the tab.
  expect(JSON.stringify({ ...localStorage })).not.toContain('Spoken');
  await wrapper.get('#field-agendaItemId').setValue('none');
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(record.mock.calls[0]?.[1]).toMatchObject({ agendaItemId: null, minute: 7, text: 'Spoken' });
});

test('an outcome is withdrawn with a reason, which stands beside it', async () => {
  vi.spyOn(api.meetings, 'outcomes').mockResolvedValue(outcomes);
  const withdraw = vi.spyOn(api.meetings, 'withdrawOutcome').mockResolvedValue(outcomes);
  const { wrapper, router, settle } = await openPage(`/meetings/${meeting.id}/outcomes`);
  expect(wrapper.text()).toContain('by A clerk: Of another meeting');
  const links = wrapper.findAll('main a').filter((link) => link.text().startsWith('Withdraw'));
  expect(links).toHaveLength(1);
  await router.push(links[0]!.attributes('href')!.replace(/^#/, ''));
  await settle();
  expect(wrapper.text()).toContain('PA-2020-001 stays open, with its title, until somebody ends it there.');
  await wrapper.get('#field-because').setValue('It was agreed.');
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(withdraw.mock.calls).toEqual([[meeting.id, 'stands', 'It was agreed.']]);
  expect(router.currentRoute.value.name).toBe('meeting-outcomes');
});

test('a seat of another day is ended as it was seen', async () => {
  const seat = { id: 's', place: 'member', title: 'Member', post: null, holder: null, vacant: false } as const;
  const membership: MembershipView = {
    body: meeting.body,
    on: '2021-01-01',
    seats: [{ ...seat, from: '2021-01-01', to: null }],
    quorum: null,
    mayChange: true,
  };
  const read = vi
    .spyOn(api.meetings, 'members')
    .mockImplementation((_, query) => Promise.resolve(query?.['on'] ? membership : { ...membership, seats: [] }));
  const { wrapper, router, settle } = await openPage(`/bodies/${meeting.body.key}?on=2021-01-01`);
  const link = wrapper.findAll('main a').find((each) => each.text().startsWith('End'));
  await router.push(link!.attributes('href')!);
  await settle();
  expect(read).toHaveBeenCalledWith(meeting.body.key, { on: '2021-01-01' });
  expect(wrapper.text()).toContain('End this seat');
});

test('an address that names an outcome has its place once the minutes have come, and no update takes it again', async () => {
  vi.spyOn(api.meetings, 'outcomes').mockResolvedValue(outcomes);
  const { settle, client } = await openPage(`/meetings/${meeting.id}/outcomes#outcome-stands`);
  await vi.waitFor(() => expect(document.activeElement?.id).toBe('outcome-stands'));
  document.body.focus();
  (document.activeElement as HTMLElement).blur();
  await client.refetchQueries({ type: 'active' });
  await settle();
  expect(document.activeElement?.id).not.toBe('outcome-stands');
});
