import type { PublicationView } from '@kept/contracts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../../api/api.js';
import { ApiProblem } from '../../../api/problem.js';
import { openPage } from '../../work-items/testing/open-page.js';

const words = (age: string) => ({ asked: `${age} asked`, did: `${age} did`, couldNot: `${age} could not` });
const proposed: PublicationView = {
  id: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff',
  reference: 'CC-2019-002',
  title: 'Mind Your Language',
  status: 'proposed',
  texts: { '7-11': words('Little'), '11-16': words('Middle'), '16-plus': words('Older') },
  askedBy: 'Our Children and Young People’s Council',
  verdict: { verdict: 'partly', stars: 3, words: null },
  proposedBy: 'Lior Sandgate',
  proposedAt: '2020-02-17T09:00:00.000Z',
  decidedBy: null,
  decidedAt: null,
  withdrawnBy: null,
  withdrawnAt: null,
  reason: null,
  mayApprove: true,
};
const published: PublicationView = {
  ...proposed,
  status: 'published',
  mayApprove: false,
  decidedBy: 'Alex Marlow',
  decidedAt: '2020-02-17T10:00:00.000Z',
};
const card = '/work-items/challenge-card/CC-2019-002/publish';
const one = `/publications/${proposed.id}`;

beforeEach(() => {
  vi.spyOn(api.publications, 'list').mockResolvedValue({ publications: [proposed], nextCursor: 'next' });
  vi.spyOn(api.publications, 'read').mockResolvedValue(proposed);
  vi.spyOn(api.publications, 'ofCard').mockResolvedValue({
    whyNot: null,
    mayPropose: true,
    publications: [],
    waiting: null,
    published: null,
    nextCursor: null,
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  document.body.innerHTML = '';
});
const flat = (text: string) => text.replace(/\s+/g, ' ');

test('what waits stands in a list, with the way to the public page and to the next page', async () => {
  const { wrapper } = await openPage('/publications');
  expect(wrapper.get('h1').text()).toBe('What young people read');
  expect(flat(wrapper.get('tbody tr').text())).toContain('Not yet: you may');
  expect(wrapper.get('main a[href="/public/kent/challenges"]').text()).toBe('the public page');
  expect(wrapper.get('[rel="next"]').attributes('href')).toContain('status=proposed&cursor=next');
});

test('an empty list says how words come there', async () => {
  const list = vi.spyOn(api.publications, 'list').mockResolvedValue({ publications: [], nextCursor: null });
  const { wrapper, router, settle } = await openPage('/publications');
  expect(wrapper.get('main').text()).toContain('Nothing waits. To propose words, open a challenge card');
  await router.push('/publications?status=published');
  await settle();
  expect(list).toHaveBeenLastCalledWith({ status: 'published', cursor: undefined });
  expect(wrapper.get('main').text()).toContain('Nothing stands on the public page.');
});

test('a proposal shows all three texts and the verdict, and is approved after a look at what to check', async () => {
  const { wrapper, router, settle } = await openPage(one);
  const text = flat(wrapper.get('main').text());
  for (const said of ['Little did', 'Middle could not', 'Older asked', 'Partly kept, 3 of 5 stars.'])
    expect(text).toContain(said);
  const approve = vi.spyOn(api.publications, 'approve').mockResolvedValue(published);
  await router.push(`${one}/approve`);
  await settle();
  expect(wrapper.get('main').text()).toContain('nobody can tell which child or young person it is about');
  vi.spyOn(api.publications, 'read').mockResolvedValue(published);
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(approve).toHaveBeenCalledWith(proposed.id);
  expect(wrapper.get('main').text()).toContain('The words stand on the public page');
  expect(flat(wrapper.get('main').text())).toContain('Approved by Alex Marlow');
});

test('one’s own proposal says that somebody else has to approve it', async () => {
  vi.spyOn(api.publications, 'read').mockResolvedValue({ ...proposed, mayApprove: false });
  const { wrapper, router, settle } = await openPage(one);
  expect(wrapper.get('main').text()).toContain('somebody else has to approve it');
  await router.push(`${one}/approve`);
  await settle();
  expect(wrapper.find('main form').exists()).toBe(false);
});

test.each([
  ['refuse', 'refuse', 'Refuse these words'],
  ['take-off', 'withdraw', 'Take this off the public page'],
] as const)('%s asks for the reason', async (path, act, heading) => {
  const send = vi.spyOn(api.publications, act).mockResolvedValue(proposed);
  const { wrapper, settle } = await openPage(`${one}/${path}`);
  expect(wrapper.get('h1').text()).toContain(heading);
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(wrapper.get('.govuk-error-summary').text()).toContain('Enter the reason');
  await wrapper.get('#field-reason').setValue('It names a school');
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(send).toHaveBeenCalledWith(proposed.id, 'It names a school');
});

test('words are proposed in nine texts, and what is left out is said at its field', async () => {
  const propose = vi.spyOn(api.publications, 'propose').mockResolvedValue(proposed);
  const { wrapper, router, settle } = await openPage(card);
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(wrapper.get('.govuk-error-summary').text()).toContain('Enter “You asked” for age 7 to 11');
  for (const area of wrapper.findAll('textarea')) await area.setValue(`words of ${area.attributes('id')}`);
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(propose).toHaveBeenCalledWith('CC-2019-002', {
    verdictWords: true,
    texts: expect.objectContaining({
      '16-plus': {
        asked: 'words of field-asked-16-plus',
        did: 'words of field-did-16-plus',
        couldNot: 'words of field-couldNot-16-plus',
      },
    }),
  });
  expect(router.currentRoute.value.path).toBe(one);
});

test('a card that may not be shown says why, and has no form', async () => {
  const whyNot = 'It is a personal matter.';
  vi.spyOn(api.publications, 'ofCard').mockResolvedValue({
    whyNot,
    mayPropose: false,
    publications: [],
    waiting: null,
    published: null,
    nextCursor: null,
  });
  const { wrapper } = await openPage(card);
  expect(wrapper.get('main').text()).toContain('This card may not be published. It is a personal matter.');
  expect(wrapper.find('main form').exists()).toBe(false);
});

test('a refusal of the server keeps the words', async () => {
  const detail = 'A proposal for this card waits already: it is approved or refused first.';
  const refused = new ApiProblem({ type: 'about:blank', title: 'Conflict', status: 409, detail });
  vi.spyOn(api.publications, 'propose').mockRejectedValue(refused);
  const { wrapper, settle } = await openPage(card);
  for (const area of wrapper.findAll('textarea')) await area.setValue('kept');
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(wrapper.get('.govuk-error-summary').text()).toContain('waits already');
  expect(wrapper.get('textarea').element.value).toBe('kept');
});
