import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../../api/api.js';
import { item, workflow } from '../testing/card.js';
import { caseAtLevel2, education } from '../testing/education.js';
import { openPage } from '../testing/open-page.js';
import { pausedReferral } from '../testing/search.js';

beforeEach(() => {
  vi.spyOn(api.workflows, 'list').mockResolvedValue({ workflows: [workflow, { ...education, mayCreate: true }] });
  vi.spyOn(api.workflows, 'read').mockResolvedValue(education);
  vi.spyOn(api.posts, 'list').mockResolvedValue({
    posts: [
      {
        key: 'area-sen-manager',
        title: 'Area SEN manager',
        aliases: [],
        reportsTo: null,
        team: null,
        holder: null,
        cover: null,
        vacant: true,
        vacantSince: null,
        actingPost: null,
        acting: null,
      },
    ],
    mayChange: true,
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  document.body.innerHTML = '';
});

const valueOf = (element: Element) => (element as HTMLInputElement).value;

test('an address fills in what the workflow has, also what it would not have asked for; it is sent as it stands', async () => {
  const create = vi.spyOn(api.workItems, 'create').mockResolvedValue(caseAtLevel2);
  vi.spyOn(api.workItems, 'read').mockResolvedValue(caseAtLevel2);
  vi.spyOn(api.workItems, 'history').mockResolvedValue({ events: [], nextCursor: null });
  const query = 'workflow=ehcp-escalation&fields[caseReference]=EX-1042&fields[target]=BT-2018-001&fields[secret]=1';
  const { wrapper, router, settle } = await openPage(`/work-items/new?${query}`);
  await vi.waitFor(() => expect(router.currentRoute.value.path).toBe('/work-items/ehcp-escalation/new'));
  await settle();
  expect(valueOf(wrapper.get('#field-caseReference').element)).toBe('EX-1042');
  expect(valueOf(wrapper.get('#field-target').element)).toBe('BT-2018-001');
  expect(wrapper.text()).toContain('Target (optional)');
  await wrapper.get('#field-title').setValue('Year 10, no recorded school');
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(create.mock.calls[0]?.[0]).toEqual({
    workflow: 'ehcp-escalation',
    title: 'Year 10, no recorded school',
    fields: { caseReference: 'EX-1042', target: 'BT-2018-001' },
  });
});

test('an address that names no workflow, or one that is not this officer’s to begin, asks what is to be entered', async () => {
  const { wrapper, router, settle } = await openPage('/work-items/new');
  expect(wrapper.get('h1').text()).toBe('What do you want to enter?');
  expect(
    wrapper
      .get('main')
      .findAll('li a')
      .map((link) => link.attributes('href')),
  ).toContain('/work-items/challenge-card/new');
  await router.push('/work-items/new?workflow=nothing');
  await settle();
  expect(wrapper.get('h1').text()).toBe('What do you want to enter?');
});

test('a list says who stands at which level, what is paused, and what each is part of', async () => {
  const list = vi.spyOn(api.workItems, 'list').mockResolvedValue({
    items: [caseAtLevel2, { ...pausedReferral, stateLabel: 'Waiting for the court' }, item],
    nextCursor: null,
  });
  const { wrapper } = await openPage('/work-items/ehcp-escalation?level=2&owner=area-sen-manager&partOf=BT-2018-001');
  expect(list.mock.calls[0]?.[0]).toMatchObject({ level: '2', owner: 'area-sen-manager', partOf: 'BT-2018-001' });
  const rows = wrapper.findAll('.kept-items tbody tr');
  expect(rows.map((row) => row.get('[data-label="Level"]').text())).toEqual(['2', 'None', 'None']);
  expect(rows[1]?.get('[data-label="State"]').text()).toMatch(/^Waiting for the court\s*Paused$/);
  expect(rows[0]?.get('[data-label="Part of"] a').attributes('href')).toBe('/items/BT-2018-001');
  expect(valueOf(wrapper.get('#filter-level').element)).toBe('2');
  expect(valueOf(wrapper.get('#filter-owner').element)).toBe('area-sen-manager');
});
